using Rsyslogd.Net.Configuration.Diagnostics;

namespace Rsyslogd.Net.Daemon.Loading;

/// <summary>A diagnostic as one line of the log, in GNU's form.</summary>
internal static class DiagnosticLine
{
    /// <summary>The line.</summary>
    public static string Get(Diagnostic diagnostic)
    {
        var place = diagnostic.Span is { } span ? $"{span}: " : "";
        var kind = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var suggestion = diagnostic.Suggestion is null ? "" : $"; did you mean `{diagnostic.Suggestion}`?";
        return $"{place}{kind}[{diagnostic.Code}]: {diagnostic.Message}{suggestion}";
    }
}
