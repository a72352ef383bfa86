using System.Text.Json;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>
/// Writes diagnostics for programs: one array of
/// <c>{"severity","code","message","file","line","column","endLine","endColumn","suggestion","notes","includedFrom"}</c>;
/// members that have no value are left out. Lines and columns count from 1, the end is behind the last character.
/// </summary>
public static class DiagnosticJsonWriter
{
    /// <summary>Writes all of them as UTF-8.</summary>
    public static void Write(Stream output, IEnumerable<Diagnostic> diagnostics)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var diagnostic in diagnostics)
        {
            Write(json, diagnostic);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Span is { } span)
        {
            WritePlace(json, span);
        }

        if (diagnostic.Suggestion is not null)
        {
            json.WriteString("suggestion", diagnostic.Suggestion);
        }

        if (!diagnostic.Notes.IsEmpty)
        {
            json.WriteStartArray("notes");
            foreach (var (message, place) in diagnostic.Notes)
            {
                json.WriteStartObject();
                json.WriteString("message", message);
                WritePlace(json, place);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (diagnostic.Span?.Source.IncludedAt is not null)
        {
            WriteIncludes(json, diagnostic.Span?.Source.IncludedAt);
        }

        json.WriteEndObject();
    }

    private static void WriteIncludes(Utf8JsonWriter json, TextSpan? includedAt)
    {
        json.WriteStartArray("includedFrom");
        for (var place = includedAt; place is { } span; place = span.Source.IncludedAt)
        {
            json.WriteStartObject();
            WritePlace(json, span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, TextSpan span)
    {
        var (line, column) = span.Source.GetPosition(span.Start);
        var (endLine, endColumn) = span.Source.GetPosition(span.End);
        json.WriteString("file", span.Source.Path);
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        json.WriteNumber("endLine", endLine);
        json.WriteNumber("endColumn", endColumn);
    }
}
