using System.Buffers;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>pmciscoios: <c>&lt;PRI&gt;number: [origin: ][*.]time[ zone]: %TAG: text</c>, and that of IOS XR,
/// <c>number: component:time zone: process: %TAG : text</c> (manual, "pmciscoios"). Hot. It takes nothing else.</summary>
/// <param name="options">What the format has.</param>
public sealed class CiscoIosParser(CiscoIosOptions options) : FrameParser
{
    private static readonly SearchValues<byte> TagEnd = SearchValues.Create(": "u8);

    internal override bool TryParse(Message message, int start)
    {
        var text = message.Buffer.AsSpan(start, message.Raw.End - start);
        var origin = default(ByteRange);
        var at = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (at < 0 || !Take(text, ref at, ": "u8) || (options.HasOrigin && !ReadOrigin(text, ref at, out origin)))
        {
            return false;
        }

        var tag = default(ByteRange);
        if ((options.IsXr && !SkipPast(text, ref at, (byte)':')) || !ReadTime(message, text, ref at)
            || !(options.IsXr ? ReadXrTag(text, ref at, out tag) : ReadTag(text, ref at, out tag)))
        {
            message.ForgetReported();
            return false;
        }

        message.MsgRange = new ByteRange(start + at, text.Length - at);
        message.HasHostname = options.HasOrigin;
        message.HostnameRange = new ByteRange(start + origin.Start, origin.Length);
        message.TagRange = new ByteRange(start + tag.Start, tag.Length);
        if (options.IsXr)
        {
            CloseTag(message);
        }

        return true;
    }

    /// <summary>The name ends at the first colon that a space follows, so that it may be an IPv6 address.</summary>
    private static bool ReadOrigin(ReadOnlySpan<byte> text, ref int at, out ByteRange origin)
    {
        var length = text[at..].IndexOf(": "u8);
        origin = new ByteRange(at, length);
        at += length + 2;
        return length >= 0;
    }

    private bool ReadTime(Message message, ReadOnlySpan<byte> text, ref int at)
    {
        // The clock was never set, or has lost its server: the time is still the best there is.
        if (at < text.Length && text[at] is (byte)'*' or (byte)'.')
        {
            at++;
        }

        if (at >= text.Length)
        {
            return false;
        }

        var taken = Rfc3164Parser.ReadLocalTime(message, text[at..]);
        at += taken;
        return taken > 0 && text[at - 1] == ' ' && ReadZone(message, text, ref at);
    }

    /// <summary>Behind <c>time: </c> stands what follows; behind <c>time </c> a zone, perhaps an empty one, and <c>: </c>.</summary>
    private bool ReadZone(Message message, ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at - 2] == ':')
        {
            return true;
        }

        var length = text[at..].IndexOfAny(TagEnd);
        if (length < 0)
        {
            return false;
        }

        var id = text.Slice(at, length);
        at += length;
        foreach (var zone in options.TimeZones)
        {
            if (id.SequenceEqual(zone.Id))
            {
                message.Reported.OffsetMinutes = zone.OffsetMinutes;
                message.ReportedText = default;
                break;
            }
        }

        return Take(text, ref at, ": "u8);
    }

    private static bool ReadTag(ReadOnlySpan<byte> text, ref int at, out ByteRange tag)
    {
        tag = default;
        if (at >= text.Length || text[at] != '%')
        {
            return false;
        }

        var length = text[at..].IndexOfAny(TagEnd);
        if (length < 0 || !text[(at + length)..].StartsWith(": "u8))
        {
            return false;
        }

        tag = new ByteRange(at, length + 1);
        at += length + 1;
        return true;
    }

    /// <summary>The process before the tag is of no interest; the tag is set apart from its colon.</summary>
    private static bool ReadXrTag(ReadOnlySpan<byte> text, ref int at, out ByteRange tag)
    {
        tag = default;
        var percent = text[at..].IndexOf((byte)'%');
        if (percent < 0)
        {
            return false;
        }

        at += percent;
        var length = text[at..].IndexOf((byte)' ');
        if (length < 0 || !text[(at + length)..].StartsWith(" : "u8))
        {
            return false;
        }

        tag = new ByteRange(at, length);
        at += length + 2;
        return true;
    }

    /// <summary>Makes a tag with its colon right behind it, before the frame.</summary>
    private static void CloseTag(Message message)
    {
        var (tag, length) = (message.TagRange, message.TagRange.Length + 1);
        var shift = length - message.Raw.Start;
        message.MakeRoomBefore(length);
        var buffer = message.Buffer.AsSpan();
        buffer.Slice(tag.Start + shift, tag.Length).CopyTo(buffer);
        buffer[length - 1] = (byte)':';
        message.TagRange = new ByteRange(0, length);
        message.MsgRange = message.MsgRange with { Start = message.MsgRange.Start + shift };
        message.HostnameRange = message.HostnameRange with { Start = message.HostnameRange.Start + shift };
    }

    private static bool SkipPast(ReadOnlySpan<byte> text, ref int at, byte end)
    {
        var length = text[at..].IndexOf(end);
        at += length + 1;
        return length >= 0;
    }

    private static bool Take(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> expected)
    {
        if (!text[at..].StartsWith(expected))
        {
            return false;
        }

        at += expected.Length;
        return true;
    }
}
