using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Mistakes in what a configuration means: one method for each message, codes NS2000 to NS2999. A code is never used
/// again for another mistake. Those of templates, filters and rules stand in <see cref="RuleDiagnostics"/>.</summary>
internal static class BindingDiagnostics
{
    public static Diagnostic UnknownModule(TextSpan span, string name, string? nearest) =>
        Error("NS2001", $"there is no module \"{name}\"", span, nearest);

    public static Diagnostic ModuleNotYet(TextSpan span, string name) =>
        Error("NS2002", $"the module {name} is documented by rsyslog, and not available yet", span);

    public static Diagnostic ModuleLoadedTwice(TextSpan span, string name, TextSpan first) =>
        Error("NS2003", $"the module {name} has been loaded before", span) with { Notes = [("loaded here first", first)] };

    public static Diagnostic ModuleNotLoaded(TextSpan span, string name) =>
        Error("NS2004", $"the module {name} has to be loaded before it is used", span, $"module(load=\"{name}\")");

    public static Diagnostic ModuleOfOtherKind(TextSpan span, string name, string wanted) =>
        Error("NS2005", $"the module {name} is no {wanted}", span);

    public static Diagnostic ModuleHasNoInput(TextSpan span, string name) =>
        Error("NS2006", $"the module {name} has no input(): its parameters stand in module(load=\"{name}\" …)", span);

    public static Diagnostic ObjectInsideBlock(TextSpan span, string keyword) =>
        Error("NS2009", $"{keyword}() must stand outside of rules and rulesets", span);

    public static Diagnostic UnknownNamedObject(TextSpan span, string keyword, string name, string? nearest) =>
        Error("NS2050", $"there is no {keyword}() of the name \"{name}\"", span, nearest);

    public static Diagnostic ObjectDefinedLater(TextSpan span, string keyword, string name, TextSpan definition) =>
        Error("NS2051", $"{keyword}(name=\"{name}\") is used before it is defined", span) with
        {
            Notes = [("defined here", definition)],
        };

    public static Diagnostic ObjectDefinedTwice(TextSpan span, string keyword, string name, TextSpan first) =>
        Warning("NS2052", $"there are two {keyword}() of the name \"{name}\"; the first one counts", span) with
        {
            Notes = [("first defined here", first)],
        };

    public static Diagnostic UnknownParameter(TextSpan span, string name, string owner, string? nearest) =>
        Error("NS2010", $"{owner} has no parameter \"{name}\"", span, nearest);

    public static Diagnostic ParameterElsewhere(TextSpan span, string name, string owner, string place) =>
        Error("NS2011", $"\"{name}\" is no parameter of {owner}: it belongs into {place}", span);

    public static Diagnostic DuplicateParameter(TextSpan span, string name, TextSpan first) =>
        Error("NS2012", $"the parameter \"{name}\" is given twice", span) with { Notes = [("given here first", first)] };

    public static Diagnostic MissingParameter(TextSpan span, string name, string owner) =>
        Error("NS2013", $"{owner} needs the parameter \"{name}\"", span);

    public static Diagnostic MissingOneOf(TextSpan span, IEnumerable<string> names, string owner) =>
        Error("NS2014", $"{owner} needs one of the parameters {string.Join(", ", names.Select(name => $"\"{name}\""))}", span);

    public static Diagnostic MissingDirective(TextSpan span, string directive, string module) =>
        Error("NS2018", $"this makes an input of {module}, which needs \"${directive}\" before it", span);

    public static Diagnostic AtMostOneOf(TextSpan span, string name, string other) =>
        Error("NS2017", $"\"{name}\" and \"{other}\" can't be set together", span);

    public static Diagnostic ParameterNotYet(TextSpan span, string name, ParameterDescriptor row) =>
        NotYet("NS2015", $"the parameter \"{name}\"", span, row);

    public static Diagnostic ListNotAllowed(TextSpan span, string name) =>
        Error("NS2016", $"\"{name}\" takes one value, not a list", span);

    public static Diagnostic NotANumber(TextSpan span, string name, string value, string? nearest) =>
        Error("NS2020", $"\"{name}\" must be a whole number, and \"{value}\" is none", span, nearest);

    public static Diagnostic NegativeNumber(TextSpan span, string name, string value) =>
        Error("NS2021", $"\"{name}\" must not be negative, and is {value}", span);

    public static Diagnostic NotASize(TextSpan span, string name, string value, string? nearest) => Error(
        "NS2022",
        $"\"{name}\" must be a size such as 64k or 1m (k, m, g: powers of 1024; K, M, G: of 1000), and \"{value}\" is none",
        span, nearest);

    public static Diagnostic NotASwitch(TextSpan span, string name, string value, string? nearest) =>
        Error("NS2023", $"\"{name}\" must be \"on\" or \"off\", and is \"{value}\"", span, nearest);

    public static Diagnostic NotAFileMode(TextSpan span, string name, string value, string? nearest) =>
        Error("NS2024", $"\"{name}\" must be an octal mode of four digits such as 0640, and \"{value}\" is none", span, nearest);

    public static Diagnostic UnknownUser(TextSpan span, string name) => Error("NS2025", $"there is no user \"{name}\"", span);

    public static Diagnostic UnknownGroup(TextSpan span, string name) => Error("NS2026", $"there is no group \"{name}\"", span);

    public static Diagnostic NotAPort(TextSpan span, string name, string value) =>
        Error("NS2027", $"\"{name}\" must be a port from 0 to 65535 or a service name, and \"{value}\" is none", span);

    public static Diagnostic NotAZoneOffset(TextSpan span, string name, string value) =>
        Error("NS2053", $"\"{name}\" must be an offset from UTC such as +01:00 or -07:30, and \"{value}\" is none", span);

    public static Diagnostic UnknownChoice(TextSpan span, string name, string value, IEnumerable<string> choices, string? nearest) =>
        Error("NS2028", $"\"{name}\" must be one of {string.Join(", ", choices)}, and is \"{value}\"", span, nearest);

    public static Diagnostic ChoiceNotYet(TextSpan span, string name, string value, ParameterDescriptor row) =>
        NotYet("NS2029", $"\"{name}\" as \"{value}\"", span, row);

    public static Diagnostic NotACharacter(TextSpan span, string name, string value) =>
        Error("NS2030", $"\"{name}\" must be a single character, and is \"{value}\"", span);

    public static Diagnostic UnknownSeverityValue(TextSpan span, string name, string value, string? nearest) =>
        Error("NS2031", $"\"{name}\" must be a severity by name or from 0 to 7, and \"{value}\" is none", span, nearest);

    public static Diagnostic UnknownFacilityValue(TextSpan span, string name, string value, string? nearest) =>
        Error("NS2032", $"\"{name}\" must be a facility by name or from 0 to 23, and \"{value}\" is none", span, nearest);

    public static Diagnostic BadRegex(TextSpan span, string reason) =>
        Error("NS2033", $"this regular expression can't be used: {reason}", span);

    public static Diagnostic LimitedParameter(TextSpan span, string name, string limitation) =>
        Warning("NS2034", $"\"{name}\": {limitation}", span);

    public static Diagnostic EmptyValue(TextSpan span, string name) => Error("NS2035", $"\"{name}\" must not be empty", span);

    public static Diagnostic NotAVariableName(TextSpan span, string name, string value) => Error(
        "NS2036", $"\"{name}\" must be a variable such as $!name, $.name or $/name, and \"{value}\" is none", span);

    public static Diagnostic NumberTooSmall(TextSpan span, string name, string value, long minimum) =>
        Error("NS2037", $"\"{name}\" must be at least {minimum}, and is {value}", span);

    public static Diagnostic NumberTooLarge(TextSpan span, string name, string value, long maximum) =>
        Error("NS2038", $"\"{name}\" must be at most {maximum}, and is {value}", span);

    public static Diagnostic UnknownDirective(TextSpan span, string name, string? nearest) =>
        Error("NS2040", $"there is no directive ${name}", span, nearest is null ? null : "$" + nearest);

    public static Diagnostic DirectiveNeedsModule(TextSpan span, string name, string module) => Error(
        "NS2041", $"the directive ${name} belongs to the module {module}, which has not been loaded", span, $"$ModLoad {module}");

    public static Diagnostic DirectiveNotYet(TextSpan span, string name, ParameterDescriptor row) =>
        NotYet("NS2042", $"the directive ${name}", span, row);

    public static Diagnostic DirectiveWithoutValue(TextSpan span, string name) =>
        Error("NS2043", $"the directive ${name} needs a value", span);

    public static Diagnostic ExtraText(TextSpan span, string name) =>
        Error("NS2044", $"nothing may follow the value of ${name}", span);

    public static Diagnostic DirectiveAfterModule(TextSpan span, string name, string parameter, TextSpan load) =>
        Error("NS2045", $"${name} is not allowed here: write {parameter}=… in module()", span) with
        {
            Notes = [("the module is configured here", load)],
        };

    public static Diagnostic BadAllowedSender(TextSpan span) =>
        Error("NS2046", "$AllowedSender needs a protocol (UDP, TCP or GSS) and one or more addresses, separated by commas", span);

    public static Diagnostic NoActions() => new(
        DiagnosticSeverity.Error, "NS2099", "no actions defined: messages would come in and go nowhere", null);

    // What runs on without the thing that is missing is warned of; what is left out for it is an error.
    private static Diagnostic NotYet(string code, string what, TextSpan span, ParameterDescriptor row)
    {
        var sentence = $"{what} is documented by rsyslog, and not available yet";
        return row.IsVital ? Error(code, sentence + "; what asks for it is left out", span)
            : Warning(code, sentence + (row.ChoiceInstead is { } instead ? $"; it means \"{instead}\"" : "; it has no effect"), span);
    }

    internal static Diagnostic Error(string code, string message, TextSpan? span, string? suggestion = null) =>
        new(DiagnosticSeverity.Error, code, message, span) { Suggestion = suggestion };

    internal static Diagnostic Warning(string code, string message, TextSpan? span, string? suggestion = null) =>
        new(DiagnosticSeverity.Warning, code, message, span) { Suggestion = suggestion };
}
