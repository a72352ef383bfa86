using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Lines of the old format, and template strings: NS12xx.</summary>
public static partial class SyntaxDiagnostics
{
    /// <summary>A blank between the parts of a selector.</summary>
    public static Diagnostic BlankInSelector(TextSpan span) =>
        Error("NS1201", "a selector has no blanks; remove this one", span);

    /// <summary>A facility alone.</summary>
    public static Diagnostic MissingSeverity(TextSpan span, string facility) =>
        Error(
            "NS1202",
            $"a severity is expected behind {facility}, such as {facility}.* or {facility}.info",
            span, facility + ".*");

    /// <summary>Nothing behind the dot.</summary>
    public static Diagnostic MissingSeverityName(TextSpan span) =>
        Error("NS1203", "the name of a severity, * or none is expected here", span);

    /// <summary>Nothing before the dot.</summary>
    public static Diagnostic MissingFacility(TextSpan span) =>
        Error("NS1204", "the name of a facility or * is expected here", span);

    /// <summary>Anything else in a selector.</summary>
    public static Diagnostic UnexpectedInSelector(TextSpan span, string written) =>
        Error("NS1205", $"{written} cannot stand here in a selector; parts are separated by ;", span);

    /// <summary>rsyslog takes no blanks there.</summary>
    public static Diagnostic BlankInFilter(TextSpan span) =>
        Error("NS1206", "no blank may stand between : and the name of the property", span);

    /// <summary>A filter without property.</summary>
    public static Diagnostic MissingFilterProperty(TextSpan span) =>
        Error("NS1207", "the name of a property is expected behind :", span);

    /// <summary>A filter without its commas.</summary>
    public static Diagnostic MissingFilterComma(TextSpan span, string behind) =>
        Error("NS1208", $"a comma is expected behind the {behind}: :property, operation, \"value\"", span);

    /// <summary>A filter without operation.</summary>
    public static Diagnostic MissingFilterOperation(TextSpan span, string? suggestion) =>
        Error("NS1209", "a compare operation is expected here, such as contains, isequal, startswith or regex", span, suggestion);

    /// <summary>A filter without value.</summary>
    public static Diagnostic MissingFilterValue(TextSpan span, string? suggestion = null) =>
        Error("NS1210", "the value to compare with is expected here, in double quotes", span, suggestion);

    /// <summary>Single quotes in a filter.</summary>
    public static Diagnostic SingleQuoteInFilter(TextSpan span, string? suggestion) =>
        Error("NS1211", "the value of a property filter is put in double quotes", span, suggestion);

    /// <summary>BSD blocks.</summary>
    public static Diagnostic BsdBlock(TextSpan span) =>
        Error(
            "NS1212",
            $"blocks of programs and hosts (!prog, +host, -host) are ignored since rsyslog 7; write if $programname == 'prog' then {{ … }}",
            span);

    /// <summary><c>!:msg, contains, "x"</c></summary>
    public static Diagnostic NegationBeforeFilter(TextSpan span) =>
        Error("NS1214", "the ! of a property filter stands before its operation: :msg, !contains, \"text\"", span);

    /// <summary><c>mail:info</c>, <c>mail.info|auth.info</c></summary>
    public static Diagnostic WrongSelectorSeparator(TextSpan span, string written, string suggestion) =>
        Error(
            "NS1213",
            $"{written} cannot stand in a selector; facility and severity are separated by a dot, parts by ;",
            span, suggestion);

    /// <summary>Text behind an action.</summary>
    public static Diagnostic ExtraBehindAction(TextSpan span) =>
        Error("NS1221", "; and the name of a template, or the end of the line is expected here", span);

    /// <summary><c>/path }</c>, <c>/path else …</c></summary>
    public static Diagnostic NotOnActionLine(TextSpan span, string what) =>
        Error("NS1222", $"an action in this form takes the whole line; put {what} on the next line", span);

    /// <summary>A relative path.</summary>
    public static Diagnostic RelativePath(TextSpan span) =>
        Error("NS1223", "the name of a file must begin with /", span);

    /// <summary>A quoted path.</summary>
    public static Diagnostic QuotedAction(TextSpan span) =>
        Error("NS1224", "an action is not quoted; write the name of the file as it is", span);

    /// <summary><c>?</c> alone.</summary>
    public static Diagnostic MissingDynamicTemplate(TextSpan span) =>
        Error("NS1225", "the name of the template that makes the file name is expected behind ?", span);

    /// <summary><c>|</c> alone.</summary>
    public static Diagnostic MissingPipePath(TextSpan span) =>
        Error("NS1226", "the path of a named pipe is expected behind |", span);

    /// <summary><c>^</c> alone.</summary>
    public static Diagnostic MissingProgram(TextSpan span) =>
        Error("NS1227", "the path of a program is expected behind ^", span);

    /// <summary><c>@</c> alone.</summary>
    public static Diagnostic MissingHost(TextSpan span) =>
        Error("NS1228", "the name or address of a host is expected here", span);

    /// <summary><c>:omusrmsg:</c> alone.</summary>
    public static Diagnostic MissingUsers(TextSpan span) =>
        Error("NS1229", "the names of users, or *, are expected here", span);

    /// <summary>Options or an IPv6 address without the closing bracket.</summary>
    public static Diagnostic UnclosedInForward(TextSpan span, char bracket) =>
        Error(
            "NS1230",
            $"this {bracket} is never closed; put {GetPartner(bracket)} behind the {(bracket == '(' ? "options" : "address")}",
            span);

    /// <summary><c>:omusrmsg</c> for <c>:omusrmsg:</c></summary>
    public static Diagnostic UnclosedModuleAction(TextSpan span, string module) =>
        Error("NS1231", "the action of a module stands between two colons", span, $":{module}:");

    /// <summary><c>/path;template ~</c>, <c>/path &amp; stop</c></summary>
    public static Diagnostic ActionsOnOneLine(TextSpan span) =>
        Error("NS1232", "an action in this form takes the whole line; the next one goes to a line of its own: & stop", span, "& stop");

    /// <summary><c>~;template</c></summary>
    public static Diagnostic TemplateOfDiscard(TextSpan span) =>
        new(DiagnosticSeverity.Warning, "NS1233", "what is discarded needs no template; remove it", span);

    /// <summary><c>@host 514</c></summary>
    public static Diagnostic MissingColonBeforePort(TextSpan span, string instead, string suggestion) =>
        Error("NS1234", $"host and port are separated by a colon, not by a {instead}", span, suggestion);

    /// <summary><c>tcp://host:514</c>, <c>host:514</c></summary>
    public static Diagnostic UnmarkedHost(TextSpan span, string written, string suggestion) =>
        Error("NS1235", $"{written} is no action; messages are forwarded by @host:port (UDP) or @@host:port (TCP)", span, suggestion);

    /// <summary><c>@@@host</c></summary>
    public static Diagnostic TooManyAts(TextSpan span) =>
        Error("NS1236", "@ stands for UDP and @@ for TCP; remove what is too much", span);

    /// <summary><c>@@host:514:Template</c></summary>
    public static Diagnostic ColonBeforeTemplate(TextSpan span) =>
        Error("NS1239", "the name of a template is put behind a ;, not behind another colon", span, ";");

    /// <summary><c>@@host:</c>: rsyslog takes port 514.</summary>
    public static Diagnostic MissingPort(TextSpan span) =>
        new(DiagnosticSeverity.Warning, "NS1237", "a port is expected behind this :, and 514 is taken without one", span);

    /// <summary><c>/var/log/x;</c>: rsyslog takes the default template.</summary>
    public static Diagnostic MissingTemplateBehindSemicolon(TextSpan span) => new(
        DiagnosticSeverity.Warning,
        "NS1238", "the name of a template is expected behind this ; and the default one is taken; remove it", span);

    /// <summary><c>:omusrmsg*</c></summary>
    public static Diagnostic MissingModuleColon(TextSpan span, string module) =>
        Error("NS1240", $"a second colon is expected behind the name of the module: :{module}:argument", span, $":{module}:");

    /// <summary>A lone <c>$</c> at the beginning of a line.</summary>
    public static Diagnostic MissingDirectiveName(TextSpan span) =>
        Error("NS1241", "the name of a directive is expected behind $", span);

    /// <summary>A directive glued to something.</summary>
    public static Diagnostic ExtraInDirectiveName(TextSpan span, string name) =>
        Error("NS1242", $"a blank is expected between ${name} and its value", span);

    /// <summary><c>$Name = value</c></summary>
    public static Diagnostic EqualsInDirective(TextSpan span, string name, string value) =>
        Error("NS1243", $"directives take no =; write ${name} and the value", span, $"${name} {value}");

    /// <summary>Missing parts.</summary>
    public static Diagnostic IncompleteOutchannel(TextSpan span) =>
        Error("NS1244", "$outchannel needs at least a name and a file: $outchannel name,/path,maxsize,command", span);

    /// <summary>$template without a name.</summary>
    public static Diagnostic MissingTemplateName(TextSpan span) =>
        Error("NS1251", "the name of the template is expected: $template NAME,\"text\"", span);

    /// <summary>$template without comma.</summary>
    public static Diagnostic MissingTemplateComma(TextSpan span) =>
        Error("NS1252", "a comma is expected between the name of the template and its text", span);

    /// <summary>$template without quotes.</summary>
    public static Diagnostic UnquotedTemplate(TextSpan span) =>
        Error("NS1253", "the text of a template is put in double quotes", span);

    /// <summary>Something behind the text.</summary>
    public static Diagnostic ExtraBehindTemplate(TextSpan span) =>
        Error(
            "NS1254",
            "only options, each behind a comma, can follow the text of a template; a \" inside it is written \\\"",
            span);

    /// <summary>A missing percent sign, or one that was meant as such.</summary>
    public static Diagnostic UnclosedReplacer(TextSpan span, string property, bool isLegacy) =>
        Error(
            "NS1261",
            $"this % begins a property that is never closed by another %; for a percent sign {(isLegacy ? "write \\%" : "use a constant of a list template")}",
            span, property.Length == 0 ? null : $"%{property}%");

    /// <summary><c>%%</c></summary>
    public static Diagnostic EmptyReplacer(TextSpan span, bool isLegacy) =>
        Error(
            "NS1262",
            $"%% names no property; for a percent sign {(isLegacy ? "write \\%" : "use a constant of a list template")}",
            span);

    /// <summary>R without <c>--end</c>.</summary>
    public static Diagnostic UnclosedRegex(TextSpan span) =>
        Error("NS1263", "this regular expression is never closed; write --end behind it", span);

    /// <summary>Something else in R.</summary>
    public static Diagnostic BadRegexPart(TextSpan span) =>
        Error("NS1264", "a regular expression is given as R,ERE,submatch,nomatch,match:expression--end", span);

    /// <summary>Something else in F.</summary>
    public static Diagnostic BadFieldPart(TextSpan span) =>
        Error("NS1265", "a field is given as F,code:number, the delimiter by its decimal code (44 is a comma)", span);

    /// <summary>f or r.</summary>
    public static Diagnostic LowerCaseSelection(TextSpan span, char written) =>
        Error("NS1266", $"{written} must be a capital letter here", span, char.ToUpperInvariant(written).ToString());

    /// <summary>Something else for a position.</summary>
    public static Diagnostic BadPosition(TextSpan span) =>
        Error("NS1267", "%property:from:to:options% takes numbers for from and to ($ for the end)", span);

    /// <summary>A delimiter out of range.</summary>
    public static Diagnostic BadDelimiterCode(TextSpan span, int code) =>
        Error("NS1268", $"{code} is no code of a character; 0 to 255 are", span);
}
