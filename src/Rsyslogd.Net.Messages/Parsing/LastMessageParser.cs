using System.Text;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>pmlastmsg: what some syslogds send without header, <c>&lt;PRI&gt;last message repeated n times</c>, is all msg (manual,
/// "pmlastmsg: last message repeated n times"). Hot. It takes nothing else.</summary>
internal sealed class LastMessageParser : FrameParser
{
    internal override bool TryParse(Message message, int start)
    {
        var msg = new ByteRange(start, message.Raw.End - start);
        var text = message.Slice(msg).TrimStart((byte)' ');
        if (!Take(ref text, "last message repeated "u8))
        {
            return false;
        }

        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits <= 0)
        {
            return false;
        }

        text = text[digits..];
        if (!Take(ref text, " times"u8) || !text.IsEmpty)
        {
            return false;
        }

        message.TagRange = msg with { Length = 0 };
        message.MsgRange = msg;
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> expected)
    {
        if (text.Length < expected.Length || !Ascii.EqualsIgnoreCase(text[..expected.Length], expected))
        {
            return false;
        }

        text = text[expected.Length..];
        return true;
    }
}
