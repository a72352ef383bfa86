using System.Buffers.Text;

namespace Rsyslogd.Net.Engine.Inputs.ImKlog;

/// <summary>One record of /dev/kmsg (Documentation/ABI/testing/dev-kmsg):
/// <c>PRI,SEQUENCE,MICROSECONDS,FLAGS[,…];TEXT LF</c>, then lines <c> KEY=value LF</c>.</summary>
internal readonly ref struct KernelRecord
{
    /// <summary>Facility * 8 + level.</summary>
    public int Priority { get; private init; }

    /// <summary>Goes up by one for each record since the machine started.</summary>
    public long Sequence { get; private init; }

    /// <summary>When it was written: since the machine started.</summary>
    public long Microseconds { get; private init; }

    /// <summary>The text, still escaped (<see cref="Unescape"/>).</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Reads a record; false when it isn't one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out KernelRecord record)
    {
        record = default;
        var semicolon = bytes.IndexOf((byte)';');
        if (semicolon < 0)
        {
            return false;
        }

        var prefix = bytes[..semicolon];
        if (!TakeNumber(ref prefix, out var priority) || !TakeNumber(ref prefix, out var sequence)
            || !TakeNumber(ref prefix, out var microseconds))
        {
            return false;
        }

        var text = bytes[(semicolon + 1)..];
        var end = text.IndexOf((byte)'\n');
        record = new KernelRecord
        {
            // Facilities above 23 are not syslog's; the kernel lets a program write any number.
            Priority = (int)(priority > 191 ? (13 << 3) | (priority & 7) : priority),
            Sequence = sequence,
            Microseconds = microseconds,
            Text = end < 0 ? text : text[..end],
        };
        return true;
    }

    /// <summary>Replaces the kernel's <c>\xHH</c> by the bytes they stand for, in place; cleaning escapes what must be, in
    /// rsyslog's way. Returns the new length.</summary>
    public static int Unescape(Span<byte> text)
    {
        var to = text.IndexOf((byte)'\\');
        if (to < 0)
        {
            return text.Length;
        }

        for (var from = to; from < text.Length; to++)
        {
            if (text[from] == '\\' && from + 4 <= text.Length && text[from + 1] == 'x'
                && Utf8Parser.TryParse(text.Slice(from + 2, 2), out byte value, out var digits, 'x') && digits == 2)
            {
                text[to] = value;
                from += 4;
            }
            else
            {
                text[to] = text[from++];
            }
        }

        return to;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> prefix, out long number)
    {
        if (!Utf8Parser.TryParse(prefix, out number, out var length) || number < 0)
        {
            return false;
        }

        prefix = prefix[length..];
        if (!prefix.IsEmpty && prefix[0] == ',')
        {
            prefix = prefix[1..];
        }

        return true;
    }
}
