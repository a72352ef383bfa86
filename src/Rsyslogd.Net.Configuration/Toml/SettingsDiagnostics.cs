using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>The mistakes that netsyslogd.toml can hold; codes NS90xx.</summary>
internal static class SettingsDiagnostics
{
    public static Diagnostic NotToml(TextSpan span, string message) => Error("NS9001", $"not TOML: {message}", span);

    public static Diagnostic UnknownTable(TextSpan span, string name, string? nearest) =>
        Error("NS9002", $"unknown table [{name}]", span) with { Suggestion = nearest is null ? null : $"[{nearest}]" };

    public static Diagnostic UnknownKey(TextSpan span, string name, string? nearest) =>
        Error("NS9003", $"unknown key \"{name}\"", span) with { Suggestion = nearest };

    public static Diagnostic WrongType(TextSpan span, string name, string expected) =>
        Error("NS9004", $"{name} takes {expected}", span);

    public static Diagnostic GivenTwice(TextSpan span, string name, TextSpan first) =>
        Error("NS9005", $"{name} is given twice", span) with { Notes = [("first here", first)] };

    public static Diagnostic WrongValue(TextSpan span, string name, string expected) =>
        Error("NS9006", $"{name}: {expected}", span);

    private static Diagnostic Error(string code, string message, TextSpan span) =>
        new(DiagnosticSeverity.Error, code, message, span);
}
