using Rsyslogd.Net.Configuration.Text;
using static Rsyslogd.Net.Configuration.Diagnostics.BindingDiagnostics;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Mistakes in templates (NS21xx), filters and expressions (NS22xx), rules, rulesets and actions (NS23xx).</summary>
internal static class RuleDiagnostics
{
    public static Diagnostic UnknownTemplate(TextSpan span, string name, string? nearest) =>
        Error("NS2101", $"there is no template \"{name}\"", span, nearest);

    public static Diagnostic TemplateDefinedLater(TextSpan span, string name, TextSpan definition) =>
        Error("NS2102", $"the template \"{name}\" is used before it is defined", span) with
        {
            Notes = [("defined here", definition)],
        };

    public static Diagnostic TemplateDefinedTwice(TextSpan span, string name, TextSpan first) =>
        Warning("NS2103", $"the template \"{name}\" is defined twice; this one is never used", span) with
        {
            Notes = [("first defined here", first)],
        };

    public static Diagnostic UnknownTemplateOption(TextSpan span, string name, string? nearest) =>
        Error("NS2104", $"there is no template option \"{name}\"", span, nearest);

    public static Diagnostic ConflictingTemplateOptions(TextSpan span) =>
        Error("NS2105", "only one of the options sql, stdsql, json, jsonf and jsonftree can be set", span);

    public static Diagnostic UnknownPropertyOption(TextSpan span, string name, string? nearest) =>
        Error("NS2106", $"the property replacer has no option \"{name}\"", span, nearest);

    public static Diagnostic TemplateNeeds(TextSpan span, string type, string parameter) =>
        Error("NS2108", $"a template of type {type} needs the parameter \"{parameter}\"", span);

    public static Diagnostic SubtreeIsNoVariable(TextSpan span) =>
        Error("NS2110", "a subtree is written as a variable, for example $!usr", span);

    public static Diagnostic TemplatePluginNotYet(TextSpan span, string name) =>
        Error("NS2111", $"the string generator \"{name}\" is not available yet", span);

    public static Diagnostic UnknownNoMatchMode(TextSpan span, string name, string? nearest) =>
        Error("NS2112", $"\"{name}\" is none of DFLT, BLANK, ZERO and FIELD", span, nearest);

    public static Diagnostic PositionsSwapped(TextSpan span, string from, string to) =>
        Error("NS2113", $"position.to is {to}, before position.from, which is {from}", span);

    public static Diagnostic UnknownFacility(TextSpan span, string name, string? nearest) =>
        Error(
            "NS2201",
            $"there is no facility \"{name}\"{(name.StartsWith("local", StringComparison.OrdinalIgnoreCase) ? ", only local0 to local7" : "")}",
            span, nearest);

    public static Diagnostic UnknownSeverity(TextSpan span, string name, string? nearest) =>
        Error("NS2202", $"there is no severity \"{name}\"", span, nearest);

    public static Diagnostic UnknownProperty(TextSpan span, string name, string? nearest) =>
        Error("NS2203", $"there is no property \"{name}\"", span, nearest);

    public static Diagnostic UnknownCompareOperation(TextSpan span, string name, string? nearest) =>
        Error("NS2204", $"there is no compare operation \"{name}\"", span, nearest);

    public static Diagnostic UnknownFunction(TextSpan span, string name, string? nearest) =>
        Error("NS2205", $"there is no function {name}()", span, nearest);

    public static Diagnostic FunctionNotYet(TextSpan span, string name) =>
        Error("NS2209", $"the function {name}() is documented by rsyslog, and not available yet", span);

    public static Diagnostic FunctionOfModule(TextSpan span, string name, string module) =>
        Error("NS2213", $"{name}() is a function of a module: put module(load=\"{module}\") before it", span);

    public static Diagnostic UnknownTimeForm(TextSpan span, string name, IEnumerable<string> forms, string? nearest) =>
        Warning("NS2210", $"the form of {name}() must be one of {string.Join(", ", forms)}", span, nearest);

    public static Diagnostic WrongArgumentCount(TextSpan span, string name, string expected, int given) =>
        Error("NS2206", $"{name}() takes {expected}, and is given {given}", span);

    public static Diagnostic ArgumentMustBeText(TextSpan span, string name) =>
        Error("NS2207", $"this argument of {name}() must be written out as a string", span);

    public static Diagnostic ArgumentMustBeVariable(TextSpan span, string name) =>
        Error("NS2208", $"this argument of {name}() must be a variable such as $!name", span);

    public static Diagnostic UnknownRuleset(TextSpan span, string name, string? nearest) =>
        Error("NS2301", $"there is no ruleset \"{name}\"", span, nearest);

    public static Diagnostic RulesetDefinedTwice(TextSpan span, string name, TextSpan first) =>
        Error("NS2302", $"the ruleset \"{name}\" is defined twice", span) with { Notes = [("first defined here", first)] };

    public static Diagnostic UnknownParser(TextSpan span, string name, string? nearest) =>
        Error("NS2303", $"there is no parser \"{name}\"", span, nearest);

    public static Diagnostic ParserNotYet(TextSpan span, string name) =>
        Error("NS2304", $"the parser \"{name}\" is documented by rsyslog, and not available yet", span);

    public static Diagnostic NoActionLineForm(TextSpan span, string module) =>
        Error("NS2305", $"the module {module} has no action line; use action(type=\"{module}\" …)", span);

    public static Diagnostic UnknownForwardOption(TextSpan span, string option) =>
        Error("NS2306", $"a forwarding action has no option \"{option}\"; o and z0 to z9 exist", span);

    public static Diagnostic ForwardOptionNotYet(TextSpan span, string option) => Warning(
        "NS2307",
        $"the option {option} of forwarding actions is documented by rsyslog, and not available yet; messages are not compressed",
        span);

    public static Diagnostic UnknownOutchannel(TextSpan span, string name, string? nearest) =>
        Error("NS2308", $"there is no output channel \"{name}\"", span, nearest);

    public static Diagnostic WrongReloadArguments(TextSpan span) => Error(
        "NS2309", "reload_lookup_table takes the name of a table and, perhaps, a value for all keys, as strings", span);

    public static Diagnostic ParserDefinedTwice(TextSpan span, string name, TextSpan first) =>
        Error("NS2313", $"the parser \"{name}\" is defined twice", span) with { Notes = [("first defined here", first)] };
}
