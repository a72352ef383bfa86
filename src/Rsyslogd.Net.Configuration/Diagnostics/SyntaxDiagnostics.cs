using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Mistakes of the syntax, NS1xxx: one method for each message. Here: texts, brackets, and what begins a
/// statement.</summary>
public static partial class SyntaxDiagnostics
{
    /// <summary>A quote without its partner; the place is the opening one.</summary>
    public static Diagnostic UnclosedQuote(TextSpan span, char quote) =>
        Error("NS1001", $"this {quote} is never closed; put the closing {quote} at the end of the text", span);

    /// <summary>The code of <see cref="UnclosedBracket"/>.</summary>
    internal const string UnclosedBracketCode = "NS1002";

    /// <summary>A parenthesis or bracket without its partner; the place is the opening one.</summary>
    public static Diagnostic UnclosedBracket(TextSpan span, char bracket) =>
        Error(UnclosedBracketCode, $"this {bracket} is never closed; put {GetPartner(bracket)} behind what belongs to it", span);

    /// <summary>A brace without its partner; the place is the opening one.</summary>
    public static Diagnostic UnclosedBrace(TextSpan span) =>
        Error("NS1003", $"this {{ is never closed; put }} on a line of its own behind the last statement of the block", span);

    /// <summary><c>/*</c> without <c>*/</c>.</summary>
    public static Diagnostic UnclosedComment(TextSpan span) =>
        Error("NS1004", "this comment is never closed; put */ behind it", span);

    /// <summary>A closing brace too many.</summary>
    public static Diagnostic StrayBrace(TextSpan span) =>
        Error("NS1005", $"no block is open that this }} could close; remove it, or look for a missing {{ above", span);

    /// <summary>A closing parenthesis or bracket too many.</summary>
    public static Diagnostic StrayBracket(TextSpan span, string bracket) =>
        Error("NS1006", $"nothing is open that this {bracket} could close; remove it", span);

    /// <summary><c>*/</c> where no comment is open.</summary>
    public static Diagnostic StrayCommentEnd(TextSpan span) =>
        Error("NS1036", "no comment is open that this */ could close (comments don't nest); remove it", span);

    /// <summary>A quote from a word processor or a web page.</summary>
    public static Diagnostic TypographicQuote(TextSpan span, char quote) =>
        Error("NS1007", $"{quote} is a typographic quotation mark; write a plain \" (or ' in expressions)", span, "\"");

    /// <summary>rsyslog reserves <c>$</c> in double quotes.</summary>
    public static Diagnostic UnescapedDollar(TextSpan span) =>
        Error("NS1008", "$ in a text in double quotes must be written \\$, or the text be put in single quotes", span, "\\$");

    /// <summary>A backslash before a character that has no meaning there.</summary>
    public static Diagnostic BadEscape(TextSpan span, char escaped, bool isObject) =>
        Error(
            "NS1009",
            $"\\{escaped} is no escape sequence{(isObject ? " in the value of a parameter" : "")}; write \\\\{escaped} for a backslash and {escaped}",
            span, $@"\\{escaped}");

    /// <summary>Letters or wrong digits in a number.</summary>
    public static Diagnostic BadNumber(TextSpan span, string written) =>
        Error("NS1010", $"{written} is no number; write decimal, octal (leading 0) or hexadecimal (leading 0x) digits", span);

    /// <summary>An unknown command in backticks.</summary>
    public static Diagnostic BadBackticks(TextSpan span) =>
        Error("NS1011", "backticks hold `echo $VARIABLE` or `cat FILE`, and nothing else is run", span);

    /// <summary>rsyslog knows no <c>#</c> comments in expressions.</summary>
    public static Diagnostic CommentInExpression(TextSpan span) =>
        Error(
            "NS1012",
            "# begins no comment inside an expression; write /* … */, or put the comment before the statement",
            span);

    /// <summary>A character that begins no token.</summary>
    public static Diagnostic UnexpectedCharacter(TextSpan span, string character) =>
        Error("NS1013", $"nothing that begins with {character} can stand here", span);

    /// <summary>A lone <c>$</c>.</summary>
    public static Diagnostic MissingPropertyName(TextSpan span) =>
        Error("NS1014", "the name of a property is expected behind $", span);

    /// <summary>A limit that no honest configuration meets.</summary>
    public static Diagnostic TooDeep(TextSpan span) =>
        Error(
            "NS1015",
            "blocks are nested more than a hundred deep, or \"else if\" follow each other more than two thousand times; use call and rulesets instead",
            span);

    /// <summary>Neither keyword nor selector nor action.</summary>
    public static Diagnostic UnknownStatement(TextSpan span, string word, string? suggestion) =>
        Error(
            "NS1016",
            $"{word} begins no statement; expected is a selector, a filter, a directive, an action, or a keyword such as if or action(",
            span, suggestion);

    /// <summary>A word with parentheses that is no object.</summary>
    public static Diagnostic UnknownObject(TextSpan span, string word, string? suggestion) =>
        Error("NS1017", $"there is no object {word}(", span, suggestion);

    /// <summary>A semicolon where rsyslog takes none. Behind stop and continue it only warns.</summary>
    public static Diagnostic NeedlessSemicolon(TextSpan span, bool isHarmless = false) =>
        new(isHarmless ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, "NS1018", "no ; is needed here; remove it", span);

    /// <summary>A block that belongs to nothing.</summary>
    public static Diagnostic StrayBlock(TextSpan span) =>
        Error("NS1019", "a block must follow a filter, then, else, do or ruleset(…)", span);

    /// <summary>Parentheses around statements.</summary>
    public static Diagnostic ParenthesesForBraces(TextSpan span) =>
        Error("NS1020", $"a block is written in braces: {{ … }}", span);

    /// <summary>A block of logrotate or the like behind a path.</summary>
    public static Diagnostic BlockBehindPath(TextSpan span) =>
        Error("NS1021", "no block can follow the name of a file (this looks like logrotate's configuration)", span);

    /// <summary>A statement of syslog-ng.</summary>
    public static Diagnostic SyslogNg(TextSpan span, string word) =>
        Error(
            "NS1022",
            $"{word} is a statement of syslog-ng's language; inputs and actions are written input(type=\"…\") and action(type=\"…\") here",
            span);

    /// <summary>A body whose opening brace is missing; the place is where it belongs.</summary>
    public static Diagnostic MissingOpenBrace(TextSpan span, string behind) =>
        Error("NS1023", $"{{ is missing behind {behind}: without braces only one action belongs to it", span, behind + " {");

    /// <summary>Comments of other languages.</summary>
    public static Diagnostic ForeignComment(TextSpan span, string written) =>
        Error("NS1024", $"{written} begins no comment; write #", span, "#");

    /// <summary><c>key: value</c></summary>
    public static Diagnostic Yaml(TextSpan span) =>
        Error("NS1025", "this looks like YAML; objects are written module(load=\"imudp\"), input(type=\"imudp\" port=\"514\")", span);

    /// <summary><c>[section]</c></summary>
    public static Diagnostic Section(TextSpan span, string keyword) =>
        Error("NS1026", $"there are no sections; settings are parameters of an object: {keyword}(name=\"value\" …)", span);

    /// <summary><c>name = value</c></summary>
    public static Diagnostic PlainSetting(TextSpan span, string name) =>
        Error(
            "NS1027",
            $"{name} = … is no statement; a setting is a parameter in the parentheses of an object, such as global({name}=\"value\")",
            span);

    /// <summary>An object without its parentheses.</summary>
    public static Diagnostic MissingParenthesis(TextSpan span, string keyword) =>
        Error("NS1028", $"( is expected behind {keyword}: {keyword}(name=\"value\" …)", span, keyword + "(");

    /// <summary>Loops of other languages.</summary>
    public static Diagnostic UnknownLoop(TextSpan span, string word) =>
        Error("NS1029", $"there is no {word}; the only loop is foreach ($.item in $!list) do {{ … }}", span, "foreach");

    /// <summary>discard, drop, return, …</summary>
    public static Diagnostic DiscardWord(TextSpan span, string word) =>
        Error("NS1030", $"{word} is no statement, and would be taken for the name of a user; write stop", span, "stop");

    /// <summary><c>(</c> at the beginning of a statement.</summary>
    public static Diagnostic StrayParenthesis(TextSpan span) =>
        Error("NS1031", "nothing that parentheses could belong to stands before this (; remove it, or write the keyword", span);

    /// <summary><c>action(type="omfile"}</c></summary>
    public static Diagnostic BraceForParenthesis(TextSpan span) =>
        Error("NS1032", $"the parameters end with ), not with }}", span, ")");

    /// <summary><c>if { … } then</c></summary>
    public static Diagnostic BracesAroundCondition(TextSpan span) =>
        Error("NS1033", "a condition stands in parentheses or in none, not in braces", span, "(");

    /// <summary>An if without an action takes the next rule for one.</summary>
    public static Diagnostic RuleInsteadOfAction(TextSpan span, string behind) =>
        new(DiagnosticSeverity.Warning, "NS1034", $"no action stands behind {behind}, so that the rule on the next line belongs to it", span);

    /// <summary>A character that can't be told from a blank, or not seen at all.</summary>
    public static Diagnostic InvisibleCharacter(TextSpan span, char character) => Error(
        "NS1035", $"this is no blank but the character U+{(int)character:X4}, which only looks like one; write a blank", span);

    /// <summary>Whether a character looks like a blank, or like nothing, and is no blank.</summary>
    internal static bool IsInvisible(char character) =>
        character is '\u00A0' or '\u00AD' or '\u1680' or (>= '\u2000' and <= '\u200F') or '\u202F' or '\u205F' or '\u2060' or '\u3000' or '\uFEFF';

    /// <summary>Whether a mistake blurs which statements belong to which block from there on.</summary>
    internal static bool BlursBlocks(Diagnostic diagnostic) => diagnostic.Code is "NS1001" or "NS1002" or "NS1003" or "NS1005"
        or "NS1019" or "NS1020" or "NS1023" or "NS1034" or "NS1123" or "NS1125" or "NS1137";

    private static char GetPartner(char bracket) => bracket == '(' ? ')' : ']';

    private static Diagnostic Error(string code, string message, TextSpan? span, string? suggestion = null) =>
        new(DiagnosticSeverity.Error, code, message, span) { Suggestion = suggestion };
}
