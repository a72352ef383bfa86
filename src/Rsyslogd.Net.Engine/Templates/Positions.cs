using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Character positions of the property replacer; they count bytes, from 1. Hot.</summary>
internal static class Positions
{
    /// <summary>The bytes between two positions; nothing where they lie behind the end.</summary>
    public static ReadOnlySpan<byte> Select(ReadOnlySpan<byte> value, ReplacerOptions options)
    {
        if (value.Length == 0)
        {
            return value;
        }

        return options.IsRelativeToEnd
            ? FromEnd(value, options.From, options.To)
            : FromStart(value, Math.Max(options.From, 1), options.To);
    }

    private static ReadOnlySpan<byte> FromStart(ReadOnlySpan<byte> value, int from, int to)
    {
        if (from > value.Length)
        {
            return default;
        }

        var end = to > 0 ? Math.Min(to, value.Length) : value.Length;
        return value[(from - 1)..end];
    }

    /// <summary>Both count from the end, 1 is the last byte; both stop at the first byte.</summary>
    private static ReadOnlySpan<byte> FromEnd(ReadOnlySpan<byte> value, int from, int to)
    {
        var start = to > 0 ? Math.Max(value.Length - to, 0) : 0;
        var end = Math.Max(value.Length - Math.Max(from, 1) + 1, 1);
        return value[start..Math.Max(end, start)];
    }
}
