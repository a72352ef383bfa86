using System.Text;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>pmaixforwardedfrom: takes what AIX puts before the name of a forwarded message's host out of the frame
/// (<c>Oct 11 22:14:15 Message forwarded from host: tag: text</c>), and the colon behind that name. It leaves the reading to the next
/// parser. Hot.</summary>
internal sealed class AixForwardedParser : FrameParser
{
    // Mmm dd hh:mm:ss and the space behind it; rsyslog doesn't look at what it says.
    private const int TimeBytes = 16;

    // A name that is shorter is left alone, as rsyslog does.
    private const int ShortestRest = 3;

    internal override bool TryParse(Message message, int start)
    {
        var text = message.Buffer.AsSpan(start, message.Raw.End - start);
        var from = text.IndexOfAnyExcept((byte)' ') + TimeBytes;
        var skipped = from < text.Length ? PrefixLength(text[from..]) : 0;
        if (skipped == 0 || text.Length - from - skipped < ShortestRest)
        {
            return false;
        }

        var at = start - message.Raw.Start + from;
        message.MakeRoomBefore(0);
        Remove(message, at, skipped);
        var name = message.RawMsg[at..].IndexOfAny((byte)' ', (byte)':');
        if (name >= 0 && message.RawMsg[at + name] == ':')
        {
            Remove(message, at + name, 1);
        }

        return false;
    }

    private static int PrefixLength(ReadOnlySpan<byte> text)
    {
        var whole = "Message forwarded from "u8;
        var brief = "From "u8;
        return StartsWith(text, whole) ? whole.Length : StartsWith(text, brief) ? brief.Length : 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix) =>
        text.Length >= prefix.Length && Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix);

    private static void Remove(Message message, int at, int length)
    {
        var raw = message.Buffer.AsSpan(message.Raw.Start, message.Raw.Length);
        raw[(at + length)..].CopyTo(raw[at..]);
        message.Raw = message.Raw with { Length = raw.Length - length };
        message.AfterPri = message.AfterPri with { Length = message.AfterPri.Length - length };
    }
}
