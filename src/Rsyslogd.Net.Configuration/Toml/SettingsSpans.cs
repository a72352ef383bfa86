using Rsyslogd.Net.Configuration.Text;
using Tomlyn.Syntax;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>From Tomlyn's places to ours.</summary>
internal static class SettingsSpans
{
    /// <summary>The same run of characters, kept inside of the text.</summary>
    public static TextSpan Get(SourceText source, SourceSpan span)
    {
        var start = Math.Clamp(span.Start.Offset, 0, source.Content.Length);

        // Tomlyn's end is the offset of the last character.
        var end = Math.Clamp(span.End.Offset + 1, start, source.Content.Length);
        return new TextSpan(source, start, end - start);
    }
}
