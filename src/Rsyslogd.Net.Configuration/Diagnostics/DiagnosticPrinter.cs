using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>
/// Writes diagnostics for people, in GNU's form, so that editors jump to the place:
/// <code>
/// /etc/rsyslog.conf:7:4: error[NS1103]: = is no operator of this language; write ==
///   if $msg = "x" then stop
///           ^
///   help: did you mean `==`?
/// </code>
/// </summary>
public sealed class DiagnosticPrinter
{
    private const int TabWidth = 8;
    private readonly TextWriter _output;
    private readonly bool _isColoured;

    /// <summary>Makes a printer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isColoured">Whether to use the escape sequences of a terminal.</param>
    public DiagnosticPrinter(TextWriter output, bool isColoured)
    {
        _output = output;
        _isColoured = isColoured;
    }

    /// <summary>Files below this directory are shown relative to it; null: as they were named.</summary>
    public string? Directory { get; init; }

    /// <summary>Writes all of them, in order.</summary>
    public void PrintAll(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Print(diagnostic);
        }
    }

    /// <summary>Writes one of them.</summary>
    public void Print(Diagnostic diagnostic)
    {
        var isError = diagnostic.Severity == DiagnosticSeverity.Error;
        var kind = Paint(isError ? "1;31" : "1;35", $"{(isError ? "error" : "warning")}[{diagnostic.Code}]:");
        if (diagnostic.Span is not { } span)
        {
            _output.WriteLine($"{kind} {diagnostic.Message}");
        }
        else
        {
            _output.WriteLine($"{Paint("1", $"{Show(span)}:")} {kind} {diagnostic.Message}");
            PrintSource(span);
        }

        if (diagnostic.Suggestion is not null)
        {
            _output.WriteLine($"  {Paint("1;36", "help:")} did you mean `{diagnostic.Suggestion}`?");
        }

        foreach (var (message, place) in diagnostic.Notes)
        {
            _output.WriteLine($"{Paint("1", $"{Show(place)}:")} {Paint("1;36", "note:")} {message}");
            PrintSource(place);
        }

        PrintIncludes(diagnostic.Span?.Source.IncludedAt);
    }

    private void PrintIncludes(TextSpan? includedAt)
    {
        for (var place = includedAt; place is { } span; place = span.Source.IncludedAt)
        {
            _output.WriteLine($"  included from {Show(span)}");
        }
    }

    private string Show(TextSpan span)
    {
        var shown = span.ToString();
        var prefix = Directory?.TrimEnd('/') + "/";
        return prefix.Length > 1 && shown.StartsWith(prefix, StringComparison.Ordinal) ? shown[prefix.Length..] : shown;
    }

    private void PrintSource(TextSpan span)
    {
        var (line, _) = span.Source.GetPosition(span.Start);
        var text = span.Source.GetLine(line);
        var start = Math.Min(span.Source.GetIndexInLine(span.Start), text.Length);
        var length = Math.Max(1, Math.Min(span.Length, text.Length - start));
        var (shown, from) = Expand(text, start);
        var (_, to) = Expand(text, Math.Min(start + length, text.Length));
        _output.WriteLine($"  {shown}");
        _output.WriteLine($"  {new string(' ', from)}{Paint("1;32", new string('^', Math.Max(1, to - from)))}");
    }

    /// <summary>The line with tabs as blanks and other control characters as dots, and the column of an index in it.</summary>
    private static (string Shown, int Column) Expand(string text, int index)
    {
        var shown = new System.Text.StringBuilder();
        var column = -1;
        for (var i = 0; i < text.Length; i++)
        {
            column = i == index ? shown.Length : column;
            if (text[i] == '\t')
            {
                shown.Append(' ', TabWidth - (shown.Length % TabWidth));
            }
            else
            {
                shown.Append(char.IsControl(text[i]) || IsLoneSurrogate(text, i) ? '.' : text[i]);
            }
        }

        return (shown.ToString(), column < 0 ? shown.Length : column);
    }

    private static bool IsLoneSurrogate(string text, int index) =>
        char.IsSurrogate(text[index])
        && !(char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        && !(char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]));

    private string Paint(string style, string text) => _isColoured ? $"\e[{style}m{text}\e[0m" : text;
}
