using System.Diagnostics;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Expressions and property filters. Null means: not usable, and it has been said why; the rest of the expression is
/// bound all the same, so that all of its mistakes are found.</summary>
internal sealed class ExpressionBinder(BindingContext context)
{
    private static readonly (string Name, PropertyFilterOperation Operation)[] Operations =
    [
        ("contains", PropertyFilterOperation.Contains), ("contains_i", PropertyFilterOperation.ContainsIgnoreCase),
        ("isequal", PropertyFilterOperation.IsEqual), ("isempty", PropertyFilterOperation.IsEmpty),
        ("startswith", PropertyFilterOperation.StartsWith), ("startswith_i", PropertyFilterOperation.StartsWithIgnoreCase),
        ("endswith", PropertyFilterOperation.EndsWith), ("endswith_i", PropertyFilterOperation.EndsWithIgnoreCase),
        ("regex", PropertyFilterOperation.Regex), ("ereregex", PropertyFilterOperation.ExtendedRegex),
    ];

    private readonly PriorityWarnings _priorities = new(context);

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["equals"] = "isequal",
        ["equal"] = "isequal",
        ["eq"] = "isequal",
        ["is"] = "isequal",
        ["match"] = "ereregex",
        ["matches"] = "ereregex",
        ["re_match"] = "ereregex",
        ["regexp"] = "regex",
        ["empty"] = "isempty",
        ["beginswith"] = "startswith",
        ["icontains"] = "contains_i",
    };

    private static readonly string[] TimeForms = ["date-rfc3164", "date-rfc3339"];

    public BoundExpression? Bind(ExpressionSyntax syntax) => syntax switch
    {
        StringSyntax text => new BoundText(ByteText.GetBytes(text.Text.Value), text.Span),
        NumberSyntax number => new BoundNumber(number.Value, number.Span),
        ArraySyntax array => new BoundArray(
            [.. array.Items.Select(item => ByteText.GetBytes(item.Text.Value))], array.Span),
        PropertySyntax property => PropertyBinder.Bind(property, context) is { } reference
            ? new BoundProperty(reference, property.Span)
            : null,
        UnarySyntax unary => Bind(unary.Operand) is { } operand
            ? new BoundUnary(unary.Operator, operand, unary.Span)
            : null,
        BinarySyntax binary => BindBinary(binary),
        FunctionCallSyntax call => BindCall(call),
        PriorityFilterSyntax filter => SelectorBinder.Bind(filter.Selector, context),
        _ => throw new UnreachableException(),
    };

    /// <summary><c>:property, operation, "value"</c></summary>
    public BoundPropertyFilter? Bind(PropertyFilterRuleSyntax syntax)
    {
        var property = PropertyBinder.Bind(syntax.Property, context);
        var index = Array.FindIndex(Operations, row => syntax.Operation.Is(row.Name));
        if (index < 0)
        {
            var nearest = OtherNames.GetValueOrDefault(syntax.Operation.Text)
                ?? Suggestions.Nearest(syntax.Operation.Text, Operations.Select(row => row.Name));
            context.Report(RuleDiagnostics.UnknownCompareOperation(syntax.Operation.Span, syntax.Operation.Text, nearest));
            return null;
        }

        var operation = Operations[index].Operation;
        var isGood = operation is not (PropertyFilterOperation.Regex or PropertyFilterOperation.ExtendedRegex)
            || CheckRegex(syntax.Value, operation == PropertyFilterOperation.ExtendedRegex);
        if (property is not null)
        {
            _priorities.Check(syntax);
        }

        return property is null || !isGood
            ? null
            : new BoundPropertyFilter(
                property, operation, syntax.IsNegated, ByteText.GetBytes(syntax.Value.Value), syntax.Span);
    }

    /// <summary>Whether a regular expression compiles; if not, it is said.</summary>
    public bool CheckRegex(TextSyntax text, bool isExtended)
    {
        if (context.Environment.CheckRegex(text.Value, isExtended) is not { } reason)
        {
            return true;
        }

        context.Report(BindingDiagnostics.BadRegex(text.Span, reason));
        return false;
    }

    private BoundBinary? BindBinary(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        return left is null || right is null ? null : new BoundBinary(binary.Operator, left, right, binary.Span);
    }

    private BoundFunctionCall? BindCall(FunctionCallSyntax call)
    {
        var arguments = call.Arguments.Select(Bind).ToList();
        var function = FunctionTable.Find(call.Function.Text);
        if (function is null)
        {
            context.Report(RuleDiagnostics.UnknownFunction(
                call.Function.Span, call.Function.Text, FindFunction(call.Function.Text)));
            return null;
        }

        if (function.NotYet)
        {
            context.Report(RuleDiagnostics.FunctionNotYet(call.Function.Span, function.Name));
            return null;
        }

        if (function.Module is { } module && context.Modules.Find(module) is null)
        {
            if (!context.Modules.HasFailed(module))
            {
                context.Report(RuleDiagnostics.FunctionOfModule(call.Function.Span, function.Name, module));
            }

            return null;
        }

        if (arguments.Count < function.Minimum || arguments.Count > function.Maximum)
        {
            context.Report(RuleDiagnostics.WrongArgumentCount(
                call.Span, function.Name, function.ShowCount(), arguments.Count));
            return null;
        }

        var isGood = true;
        for (var i = 0; i < arguments.Count && i < function.Rules.Length; i++)
        {
            isGood &= CheckArgument(function, function.Rules[i], call.Arguments[i]);
        }

        return isGood && !arguments.Contains(null)
            ? new BoundFunctionCall(function.Name, [.. arguments.Select(argument => argument!)], call.Span)
            : null;
    }

    private bool CheckArgument(FunctionDescriptor function, ArgumentRule rule, ExpressionSyntax argument)
    {
        if (rule == ArgumentRule.Any)
        {
            return true;
        }

        if (rule == ArgumentRule.Variable)
        {
            return argument is PropertySyntax { IsVariable: true }
                || Refuse(RuleDiagnostics.ArgumentMustBeVariable(argument.Span, function.Name));
        }

        if (rule is ArgumentRule.TimeForm or ArgumentRule.TimeFormOrUnix)
        {
            WarnOfTimeForm(function, rule, argument);
            return true;
        }

        return argument is not StringSyntax text
            ? Refuse(RuleDiagnostics.ArgumentMustBeText(argument.Span, function.Name))
            : rule switch
            {
                ArgumentRule.Regex => CheckRegex(text.Text, isExtended: true),
                ArgumentRule.LookupTable => context.Objects.Require("lookup_table", text.Text.Value, text.Text.Span) is not null,
                ArgumentRule.Bucket => context.Objects.Require("dyn_stats", text.Text.Value, text.Text.Span) is not null,
                ArgumentRule.PercentileBucket =>
                    context.Objects.Require("percentile_stats", text.Text.Value, text.Text.Span) is not null,
                ArgumentRule.Template => context.Templates.Resolve(text.Text.Value, text.Text.Span) is not null,
                _ => true,
            };
    }

    // An unknown form does no harm: the function then says so for every message.
    private void WarnOfTimeForm(FunctionDescriptor function, ArgumentRule rule, ExpressionSyntax argument)
    {
        string[] forms = rule == ArgumentRule.TimeForm ? TimeForms : [.. TimeForms, "date-unix"];
        if (argument is StringSyntax form && !forms.Contains(form.Text.Value))
        {
            context.Report(RuleDiagnostics.UnknownTimeForm(
                form.Span, function.Name, forms, Suggestions.Nearest(form.Text.Value, forms)));
        }
    }

    private bool Refuse(Diagnostic diagnostic)
    {
        context.Report(diagnostic);
        return false;
    }

    // "len" is strlen, "substr" is substring.
    private static string? FindFunction(string name) => Suggestions.Nearest(name, FunctionTable.Names)
        ?? FunctionTable.Names.FirstOrDefault(known => name.Length > 2
            && (known.EndsWith(name, StringComparison.OrdinalIgnoreCase) || known.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
}
