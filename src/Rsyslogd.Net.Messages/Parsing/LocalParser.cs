namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>What imuxsock's special parser does with frames of the local log socket: <c>[&lt;PRI&gt;][time ]tag text</c>, no hostname, the tag
/// runs to the next space (manual, imuxsock, useSpecialParser). Hot. It takes any bytes.</summary>
internal static class LocalParser
{
    /// <summary>Parses a cleaned frame.</summary>
    public static void Parse(Message message)
    {
        var raw = message.Raw;
        var text = message.Buffer.AsSpan(raw.Start, raw.Length);
        var at = ReadPriority(message, text);
        message.AfterPri = AfterPri(raw, text);
        text = text[at..];
        at += raw.Start;

        var taken = text.Length > 0 && text[0] != ' ' ? Rfc3164Parser.ReadTime(message, text, at) : 0;
        if (taken > 0 && message.Source.IgnoresSenderTime)
        {
            message.ForgetReported();
            if (text[..taken].EndsWith(": "u8))
            {
                // rsyslog does not look for a tag behind a time with a colon.
                message.TagRange = new ByteRange(at + taken, 0);
                message.MsgRange = new ByteRange(at + taken, text.Length - taken);
                return;
            }
        }

        at += taken;
        text = text[taken..];
        var tag = text.IndexOf((byte)' ');
        if (tag < 0)
        {
            tag = text.Length;
        }

        message.TagRange = new ByteRange(at, tag);
        message.MsgRange = new ByteRange(at + tag, text.Length - tag);
    }

    /// <summary>Reads the PRI without looking at its brackets, as rsyslog does here: a frame without one is kern.emerg and loses its
    /// first two bytes.</summary>
    private static int ReadPriority(Message message, ReadOnlySpan<byte> text)
    {
        var number = 0;
        var at = 1;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            number = Math.Min((number * 10) + (text[at] - '0'), Message.InvalidPriority);
        }

        message.Priority = number;
        return Math.Min(at + 1, text.Length);
    }

    private static ByteRange AfterPri(ByteRange raw, ReadOnlySpan<byte> text)
    {
        var skipped = PriorityReader.AfterPri(text);
        return new ByteRange(raw.Start + skipped, raw.Length - skipped);
    }
}
