namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The syslog protocol (RFC 5424), version 1, as rsyslog's pmrfc5424 reads it. Hot. It takes any bytes.</summary>
internal static class Rfc5424Parser
{
    /// <summary>Whether what follows the PRI is this format: the version 1 and a space.</summary>
    public static bool Recognises(ReadOnlySpan<byte> text) => text.Length >= 2 && text[0] == '1' && text[1] == ' ';

    /// <summary>Parses what follows the version.</summary>
    /// <param name="message">Its buffer and raw range are set; filled.</param>
    /// <param name="start">First byte behind the version's space, in the buffer.</param>
    /// <param name="end">The byte behind the last one.</param>
    public static void Parse(Message message, int start, int end)
    {
        message.IsRfc5424 = true;
        var text = message.Buffer.AsSpan(0, end);
        var at = start;
        if (!ReadTime(message, text, ref at))
        {
            // No falling back: the header is unknown, everything is msg.
            var none = new ByteRange(start, 0);
            message.HostnameRange = message.AppNameRange = message.ProcIdRange = none;
            message.MsgIdRange = message.StructuredDataRange = none;
            message.MsgRange = new ByteRange(start, end - start);
            return;
        }

        message.HostnameRange = Field(text, ref at);
        message.HasHostname = true;
        message.AppNameRange = Field(text, ref at);
        message.ProcIdRange = Field(text, ref at);
        message.MsgIdRange = Field(text, ref at);
        message.StructuredDataRange = StructuredData(text, ref at, message.MsgIdRange);
        message.MsgRange = new ByteRange(at, end - at);
    }

    private static bool ReadTime(Message message, ReadOnlySpan<byte> text, ref int at)
    {
        var rest = text[at..];
        if (rest.Length >= 2 && rest[0] == '-' && rest[1] == ' ')
        {
            at += 2;
            return true;
        }

        var taken = TimestampReader.Rfc3339(rest, ref message.Reported);
        if (taken == 0)
        {
            message.Reported.Month = 0;
            return false;
        }

        at += taken;
        return true;
    }

    /// <summary>A field up to the next space, which is taken too. What a header that was cut short lacks is empty.</summary>
    private static ByteRange Field(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var length = text[start..].IndexOf((byte)' ');
        if (length < 0)
        {
            at = text.Length;
            return new ByteRange(start, text.Length - start);
        }

        at = start + length + 1;
        return new ByteRange(start, length);
    }

    /// <summary>
    /// STRUCTURED-DATA verbatim. It ends at a <c>]</c> that a space or nothing follows; without one it takes everything but the last
    /// byte. Where something else stands, rsyslog shows the field before (msgid), and so do we.
    /// </summary>
    private static ByteRange StructuredData(ReadOnlySpan<byte> text, ref int at, ByteRange previous)
    {
        if (at == text.Length)
        {
            return previous;
        }

        var start = at;
        switch (text[at])
        {
            case (byte)'-':
                at++;
                if (at < text.Length && text[at] == ' ')
                {
                    at++;
                }

                return new ByteRange(start, 1);
            case (byte)'[':
                return Elements(text, ref at);
            default:
                return previous;
        }
    }

    private static ByteRange Elements(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var from = at;
        while (true)
        {
            var length = text[from..].IndexOf((byte)']');
            var bracket = from + length;
            if (length < 0)
            {
                // The byte left over is the message, unless it is the space in front of one.
                var last = text.Length - 1;
                at = text[last] == ' ' ? text.Length : last;
                return new ByteRange(start, last - start);
            }

            if (!IsEscaped(text, start, bracket))
            {
                if (bracket == text.Length - 1)
                {
                    at = text.Length;
                    return new ByteRange(start, at - start);
                }

                if (text[bracket + 1] == ' ')
                {
                    at = bracket + 2;
                    return new ByteRange(start, bracket + 1 - start);
                }
            }

            from = bracket + 1;
        }
    }

    /// <summary>A backslash right before the bracket keeps it in the value, whatever stands before that.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> text, int start, int bracket) =>
        bracket > start && text[bracket - 1] == '\\';
}
