using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The statement is left out (at start) or the configuration refused (check, reload).</summary>
    Error,

    /// <summary>It works, and is surely not what was meant.</summary>
    Warning,
}

/// <summary>An operator's mistake, told so that he can mend it.</summary>
/// <param name="Severity">How bad.</param>
/// <param name="Code">Stable code, for example <c>NS1003</c>; never used again for another mistake.</param>
/// <param name="Message">One sentence: what is wrong, and what was expected.</param>
/// <param name="Span">The cause; null when no place in a file can be named.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, TextSpan? Span)
{
    /// <summary>"did you mean …?", what to write instead; null: nothing near.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Other places that matter, such as the first definition.</summary>
    public ImmutableArray<(string Message, TextSpan Span)> Notes { get; init; } = [];
}
