using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>RainerScript and objects: NS11xx.</summary>
public static partial class SyntaxDiagnostics
{
    /// <summary>if without then.</summary>
    public static Diagnostic MissingThen(TextSpan span) =>
        Error("NS1101", "then is expected behind the condition", span);

    /// <summary>if without anything.</summary>
    public static Diagnostic MissingCondition(TextSpan span) =>
        Error("NS1102", "a condition is expected behind if", span);

    /// <summary>Operators of other languages.</summary>
    public static Diagnostic ForeignOperator(TextSpan span, string written, string meant) =>
        Error("NS1103", $"{written} is no operator of this language; write {meant}", span, meant);

    /// <summary>A regular expression as an operator.</summary>
    public static Diagnostic RegexOperator(TextSpan span, string written) =>
        Error("NS1104", $"{written} is no operator; write re_match($property, 'expression')", span);

    /// <summary>not behind the left operand.</summary>
    public static Diagnostic NegatedOperator(TextSpan span, string written) =>
        Error("NS1105", $"{written} must stand before the whole comparison: not (a contains b)", span);

    /// <summary>A word where an operator should stand.</summary>
    public static Diagnostic UnknownOperator(TextSpan span, string word, string? suggestion) =>
        Error("NS1106", $"{word} is no operator; expected is a comparison, and, or, or then", span, suggestion);

    /// <summary>Two operands side by side.</summary>
    public static Diagnostic MissingOperator(TextSpan span) =>
        Error("NS1107", "an operator is expected before this: a comparison, and, or, or then", span);

    /// <summary>An operator without its operand.</summary>
    public static Diagnostic MissingOperand(TextSpan span, string word, bool isBehind) =>
        Error(
            "NS1108",
            $"a value is expected {(isBehind ? "behind" : "instead of")} {word}: a property, a text in quotes, or a number",
            span);

    /// <summary>A property without <c>$</c>, or a text without quotes.</summary>
    public static Diagnostic BareWord(TextSpan span, string word, string suggestion) =>
        Error("NS1109", $"{word} is neither a property (write ${word}) nor a text (write \"{word}\")", span, suggestion);

    /// <summary><c>()</c></summary>
    public static Diagnostic EmptyParentheses(TextSpan span) =>
        Error("NS1110", "an expression is expected between the parentheses", span);

    /// <summary>A number or a word in an array.</summary>
    public static Diagnostic UnquotedArrayItem(TextSpan span) =>
        Error("NS1111", "the items of an array are texts; put this in quotes", span);

    /// <summary>Two items side by side.</summary>
    public static Diagnostic MissingComma(TextSpan span) =>
        Error("NS1112", "the items of an array are separated by commas; put a , before this", span);

    /// <summary>A statement without its expression.</summary>
    public static Diagnostic MissingExpression(TextSpan span, string statement) =>
        Error("NS1113", $"an expression is expected behind {statement}", span);

    /// <summary>set without a variable.</summary>
    public static Diagnostic MissingVariable(TextSpan span, string statement, string? word) =>
        Error(
            "NS1114",
            $"a variable is expected behind {statement}, such as $!name, $.name or $/name",
            span, word is null ? null : "$" + word);

    /// <summary>set of a property.</summary>
    public static Diagnostic NotAVariable(TextSpan span, string statement, string name) =>
        Error("NS1115", $"{statement} needs a variable ($!name, $.name or $/name): properties cannot be changed", span, "$." + name);

    /// <summary>The code of <see cref="MissingAssignment"/>.</summary>
    internal const string MissingAssignmentCode = "NS1116";

    /// <summary>The code of <see cref="MissingSemicolon"/>.</summary>
    internal const string MissingSemicolonCode = "NS1117";

    /// <summary>The code of <see cref="MissingForeachParenthesis"/>.</summary>
    internal const string MissingForeachParenthesisCode = "NS1119";

    /// <summary>set without <c>=</c>.</summary>
    public static Diagnostic MissingAssignment(TextSpan span, string? suggestion) =>
        Error(MissingAssignmentCode, "= is expected behind the variable", span, suggestion);

    /// <summary>set, unset, reset and call_indirect need it.</summary>
    public static Diagnostic MissingSemicolon(TextSpan span, string statement) =>
        Error(MissingSemicolonCode, $"{statement} ends with ; which is missing here", span);

    /// <summary>An assignment without set.</summary>
    public static Diagnostic MissingSet(TextSpan span) =>
        Error("NS1118", "a variable is set by a statement: set $!name = value;", span);

    /// <summary>foreach without parentheses.</summary>
    public static Diagnostic MissingForeachParenthesis(TextSpan span) =>
        Error(MissingForeachParenthesisCode, $"foreach is written foreach ($.item in $!list) do {{ … }}", span);

    /// <summary>foreach without in.</summary>
    public static Diagnostic MissingIn(TextSpan span) =>
        Error("NS1120", "in is expected behind the variable of foreach", span, "in");

    /// <summary>foreach without do.</summary>
    public static Diagnostic MissingDo(TextSpan span) =>
        Error("NS1121", "do is expected behind the parentheses of foreach", span, "do");

    /// <summary>call without a name, or with a quoted one.</summary>
    public static Diagnostic MissingRulesetName(TextSpan span, string? suggestion) =>
        Error("NS1122", "the name of a ruleset is expected behind call, without quotes", span, suggestion);

    /// <summary>else without if.</summary>
    public static Diagnostic StrayElse(TextSpan span) =>
        Error("NS1123", "there is no if that this else could belong to", span);

    /// <summary>elseif, elsif, elif.</summary>
    public static Diagnostic ElseIf(TextSpan span, string written) =>
        Error("NS1124", $"{written} is written as two words: else if", span, "else if");

    /// <summary><c>else then</c></summary>
    public static Diagnostic ThenBehindElse(TextSpan span) =>
        Error("NS1142", "then stands behind a condition, and else has none; remove it", span);

    /// <summary>A filter, then, else or &amp; without an action.</summary>
    public static Diagnostic MissingAction(TextSpan span, string behind) =>
        Error("NS1125", $"an action is expected behind {behind}", span);

    /// <summary>&amp; behind a block, or at the beginning.</summary>
    public static Diagnostic StrayAmpersand(TextSpan span) =>
        Error(
            "NS1126",
            "& repeats the filter of the action on the line above, and there is none; put this action into the block",
            span);

    /// <summary><c>== 'a', 'b'</c></summary>
    public static Diagnostic ValuesNeedBrackets(TextSpan span) =>
        Error("NS1127", "several values to compare with are written as an array in brackets: ['a', 'b']", span);

    /// <summary>The code of <see cref="PercentProperty"/>.</summary>
    internal const string PercentPropertyCode = "NS1128";

    /// <summary>The code of <see cref="UnquotedValue"/>.</summary>
    internal const string UnquotedValueCode = "NS1131";

    /// <summary><c>%msg%</c> in an expression.</summary>
    public static Diagnostic PercentProperty(TextSpan span, string name) =>
        Error(PercentPropertyCode, $"%{name}% belongs into templates; in an expression a property is written ${name}", span, "$" + name);

    /// <summary>name=value without quotes.</summary>
    public static Diagnostic UnquotedValue(TextSpan span, string written) =>
        Error(
            UnquotedValueCode,
            "the value of a parameter is a text in double quotes",
            span, written.Length == 0 ? null : '"' + written + '"');

    /// <summary>name='value'.</summary>
    public static Diagnostic SingleQuoteInObject(TextSpan span, string value) =>
        Error("NS1132", "the value of a parameter is put in double quotes, not in single ones", span, $"\"{value}\"");

    /// <summary>name without <c>=</c>.</summary>
    public static Diagnostic MissingParameterEquals(TextSpan span, string name) =>
        Error("NS1133", $"= and a value in double quotes are expected behind {name}", span);

    /// <summary>A comma between parameters.</summary>
    public static Diagnostic CommaBetweenParameters(TextSpan span, string written) =>
        Error("NS1134", $"parameters are separated by blanks; remove this {written}", span);

    /// <summary>A value without a name.</summary>
    public static Diagnostic MissingParameterName(TextSpan span) =>
        Error("NS1135", "the name of a parameter and = are expected before this text", span);

    /// <summary>Anything else in the parentheses of an object.</summary>
    public static Diagnostic UnexpectedInObject(TextSpan span, string written) =>
        Error("NS1136", $"the name of a parameter or ) is expected instead of {written}", span);

    /// <summary>ruleset() without a block.</summary>
    public static Diagnostic MissingRulesetBody(TextSpan span) =>
        Error("NS1137", $"the statements of a ruleset follow it in braces: {{ … }}", span);

    /// <summary>template(type="list") without a block.</summary>
    public static Diagnostic MissingTemplateBody(TextSpan span) =>
        Error("NS1139", "the parts of a list template follow it in braces: { … }", span);

    /// <summary>property() or constant() outside of a list template.</summary>
    public static Diagnostic StrayTemplatePart(TextSpan span, string word) =>
        Error("NS1140", $"{word}(…) is part of a template; template(type=\"list\" …) {{ is expected before it", span);

    /// <summary><c>property(…),</c></summary>
    public static Diagnostic SeparatedTemplateParts(TextSpan span) =>
        Error("NS1141", "nothing stands between the parts of a template; remove this", span);

    /// <summary>Something else in a list template.</summary>
    public static Diagnostic UnknownTemplatePart(TextSpan span, string word, string? suggestion) =>
        Error(
            "NS1138",
            $"{(word.Length == 0 ? "this" : word)} is no part of a template; a list holds property(…) and constant(…)",
            span, suggestion);
}
