using CsCheck;

namespace Rsyslogd.Net.Configuration.Tests.Syntax;

/// <summary>Configurations made from the grammar, by chance: what a person may write, with more or fewer blanks, comments and
/// parentheses than there have to be.</summary>
internal static class RandomConfiguration
{
    private static readonly Gen<string> Blank = Gen.OneOf(" ", "  ", "\t", "\n", " /* why */ ", "\n# because\n");

    // No line feed: a line that begins with & is one more action of a rule.
    private static readonly Gen<string> Inline = Gen.OneOf(" ", "  ", "\t", " /* why */ ");

    private static readonly Gen<string> Text = Gen.OneOf(
        "''", "'a'", "'it\\'s'", "\"two words\"", "'a\\\\b'", "\"\\\"quoted\\\"\"", "'tab\\there'", "'\\101\\x41'", "'é'", "\"100\\$\"", "'$x %y%'");

    private static readonly Gen<string> Number = Gen.OneOf("0", "1", "42", "010", "0x1F", "9223372036854775807");

    private static readonly Gen<string> Variable = Gen.OneOf("$!a", "$!a!b", "$.x", "$/g", "$!list[1]", "$!x-y", "$.under_score");

    private static readonly Gen<string> Property = Gen.OneOf<string>(
        Variable, Gen.OneOf("$msg", "$syslogtag", "$fromhost-ip", "$syslogseverity", "$$year", "$MSG"));

    private static readonly Gen<string> Selector = Gen.OneOf(
        "*.*", "*.info;mail.none", "kern,user.warn", "local0.=debug", "*.!err", "*.!=info", "auth,authpriv.*;cron.3");

    private static readonly Gen<string> Array =
        Text.Array[1, 3].Select(items => "[" + string.Join(", ", items) + "]");

    private static readonly Gen<string> Comparison = Gen.OneOf(
        "==", "!=", "<>", "<", "<=", ">", ">=", "contains", "contains_i", "startswith", "startswith_i", "endswith", "endswith_i");

    private static readonly Gen<string> Operator = Gen.OneOf("+", "-", "*", "/", "%", "&", "and", "or", "AND");

    private static readonly Gen<string> Simple = Gen.OneOf(
        "stop", "continue", "call sub", "unset $!a;", "unset $.x ;", "action(type=\"omfile\" file=\"/var/log/x\")",
        "action( name = \"n\"\n type=\"omfile\" File=\"/var/log/$x y\" )", "action(type=\"omfwd\" target=\"h\" port=\"514\")");

    /// <summary>A whole file.</summary>
    public static Gen<string> File { get; } = Gen.Select(
        TopLevel(3), Blank, static (statement, blank) => statement + "\n" + blank).Array[1, 8].Select(string.Concat);

    private static Gen<string> TopLevel(int depth) => Gen.OneOf<string>(
        Statement(depth),
        Gen.Select(Block(depth - 1), block => "ruleset(name=\"sub\") " + block),
        Gen.OneOf(
            "$FileOwner root", "module(load=\"imudp\")", "input(type=\"imudp\" port=[\"514\", \"10514\"])", "main_queue(queue.size=\"1000\")",
            "template(name=\"t\" type=\"list\") {\n property(name=\"msg\" position.from=\"2\")\n constant(value=\"\\n\") }",
            "global(workDirectory=\"/var/spool\" net.enableDNS=\"off\")"));

    private static Gen<string> Statement(int depth) => depth <= 0 ? Simple : Gen.OneOf<string>(
        Simple,
        Gen.Select(Gen.OneOf("set", "reset", "SET"), Variable, Inline, Expression(depth), static (word, variable, blank, value) =>
            $"{word} {variable} ={blank}{value};"),
        Expression(depth - 1).Select(static name => $"call_indirect {name};"),
        Gen.Select(Property, Block(depth - 1), static (tree, body) => $"foreach ($.i in {tree}) do {body}"),
        Gen.Select(Expression(depth), Inline, Block(depth - 1), static (condition, blank, then) => $"if {condition}{blank}then {then}"),
        Gen.Select(Expression(depth), Block(depth - 1), Block(depth - 1), static (condition, then, otherwise) =>
            $"if ({condition}) then {then} else {otherwise}"),
        Gen.Select(Expression(depth), Simple, static (condition, then) => $"if {condition} then {then}"),
        Gen.Select(Selector, Block(depth - 1), static (selector, body) => $"{selector} {body}"),
        Gen.Select(
            Gen.OneOf("msg", "fromhost-ip", "syslogtag"), Gen.OneOf("contains", "!isequal", "startswith", "regex"),
            Block(depth - 1), static (property, operation, body) => $":{property}, {operation}, \"a\\\"b\" {body}"));

    private static Gen<string> Block(int depth) => Gen.Select(Inline, Statement(depth).Array[1, 3], static (blank, statements) =>
        "{" + blank + string.Join("\n", statements) + "\n}");

    private static Gen<string> Expression(int depth) => depth <= 0
        ? Gen.OneOf<string>(Text, Number, Property)
        : Gen.OneOf<string>(
            Text,
            Property,
            Gen.Select(Expression(depth - 1), Inline, Operator, Expression(depth - 1), static (left, blank, sign, right) =>
                $"{left}{blank}{sign} {right}"),
            Gen.Select(Expression(depth - 1), Comparison, Inline, Expression(depth - 1), static (left, sign, blank, right) =>
                $"({left} {sign}{blank}{right})"),
            Gen.Select(Property, Comparison, Array, static (left, sign, right) => $"{left} {sign} {right}"),
            Expression(depth - 1).Select(static operand => $"not ({operand})"),
            Expression(depth - 1).Select(static operand => $"-{operand}"),
            Expression(depth - 1).Select(static operand => $"( {operand} )"),
            Selector.Select(static selector => $"prifilt(\"{selector}\")"),
            Gen.Select(Gen.OneOf("strlen", "tolower", "field", "any_name"), Expression(depth - 1).Array[0, 3], static (name, arguments) =>
                $"{name}({string.Join(", ", arguments)})"));
}
