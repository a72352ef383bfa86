using System.Globalization;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Tests.Syntax;

/// <summary>Prints a syntax tree as a configuration that means the same. Every operation is in parentheses, so that two trees of
/// different shape never give the same text.</summary>
internal static class SyntaxPrinter
{
    /// <summary>All statements, a line each.</summary>
    public static string Print(IEnumerable<StatementSyntax> statements)
    {
        var text = new StringBuilder();
        foreach (var statement in statements)
        {
            text.Append(Print(statement)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>An expression.</summary>
    public static string Print(ExpressionSyntax expression) => expression switch
    {
        StringSyntax text => Quote(text.Text.Value),
        NumberSyntax number => number.Value.ToString(CultureInfo.InvariantCulture),
        ArraySyntax array => $"[{string.Join(", ", array.Items.Select(Print))}]",
        PropertySyntax property => "$" + property.Name,
        UnarySyntax { Operator: UnaryOperator.Not } unary => $"(not {Print(unary.Operand)})",
        UnarySyntax unary => $"(- {Print(unary.Operand)})",
        BinarySyntax binary => $"({Print(binary.Left)} {Operators[binary.Operator]} {Print(binary.Right)})",
        FunctionCallSyntax call => $"{call.Function.Text}({string.Join(", ", call.Arguments.Select(Print))})",
        PriorityFilterSyntax filter => $"prifilt({Quote(Print(filter.Selector))})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression.GetType().Name, null),
    };

    private static readonly Dictionary<BinaryOperator, string> Operators = new()
    {
        [BinaryOperator.Add] = "+",
        [BinaryOperator.Subtract] = "-",
        [BinaryOperator.Multiply] = "*",
        [BinaryOperator.Divide] = "/",
        [BinaryOperator.Modulo] = "%",
        [BinaryOperator.Concatenate] = "&",
        [BinaryOperator.Equal] = "==",
        [BinaryOperator.NotEqual] = "!=",
        [BinaryOperator.Less] = "<",
        [BinaryOperator.LessOrEqual] = "<=",
        [BinaryOperator.Greater] = ">",
        [BinaryOperator.GreaterOrEqual] = ">=",
        [BinaryOperator.Contains] = "contains",
        [BinaryOperator.ContainsIgnoreCase] = "contains_i",
        [BinaryOperator.StartsWith] = "startswith",
        [BinaryOperator.StartsWithIgnoreCase] = "startswith_i",
        [BinaryOperator.EndsWith] = "endswith",
        [BinaryOperator.EndsWithIgnoreCase] = "endswith_i",
        [BinaryOperator.And] = "and",
        [BinaryOperator.Or] = "or",
    };

    private static string Print(StatementSyntax statement) => statement switch
    {
        StopSyntax => "stop",
        ContinueSyntax => "continue",
        CallSyntax call => $"call {call.Ruleset.Text}",
        CallIndirectSyntax call => $"call_indirect {Print(call.Ruleset)};",
        SetSyntax set => $"{(set.IsReset ? "reset" : "set")} ${set.Variable.Name} = {Print(set.Value)};",
        UnsetSyntax unset => $"unset ${unset.Variable.Name};",
        ForeachSyntax loop => $"foreach (${loop.Item.Name} in {Print(loop.Collection)}) do {Block(loop.Body)}",
        IfSyntax branch => $"if {Print(branch.Condition)} then {Block(branch.Then)}"
            + (branch.Else.IsEmpty ? "" : $" else {Block(branch.Else)}"),
        SelectorRuleSyntax rule => $"{Print(rule.Selector)} {Block(rule.Actions)}",
        PropertyFilterRuleSyntax rule =>
            $":{rule.Property.Text}, {(rule.IsNegated ? "!" : "")}{rule.Operation.Text}, \"{Escape(rule.Value.Value, '"')}\" {Block(rule.Actions)}",
        ObjectSyntax made => Print(made),
        DirectiveSyntax directive => $"${directive.Name.Text} {directive.Value.Value}",
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement.GetType().Name, null),
    };

    private static string Print(ObjectSyntax made)
    {
        var parameters = made.Parameters.Select(parameter => parameter.IsArray
            ? $"{parameter.Name.Text}=[{string.Join(", ", parameter.Values.Select(value => DoubleQuote(value.Value)))}]"
            : $"{parameter.Name.Text}={DoubleQuote(parameter.Value.Value)}");
        var head = $"{made.Keyword.Text}({string.Join(" ", parameters)})";
        return made.Parts is { } parts ? $"{head} {{\n{Print(parts)}}}"
            : made.Body is { } body ? $"{head} {Block(body)}"
            : head;
    }

    private static string Print(SelectorSyntax selector) => string.Join(";", selector.Parts.Select(part =>
        string.Join(",", part.Facilities.Select(facility => facility.Text))
        + $".{(part.IsNegated ? "!" : "")}{(part.IsExact ? "=" : "")}{part.Severity.Text}"));

    private static string Block(IEnumerable<StatementSyntax> statements) => $"{{\n{Print(statements)}}}";

    private static string Quote(string text) => $"'{Escape(text, '\'')}'";

    private static string DoubleQuote(string text) => $"\"{Escape(text, '"')}\"";

    private static string Escape(string text, char quote) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(quote.ToString(), "\\" + quote, StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
