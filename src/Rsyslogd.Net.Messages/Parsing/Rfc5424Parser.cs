using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The syslog protocol (RFC 5424), version 1, as rsyslog's pmrfc5424 reads it. Hot. It takes any bytes.</summary>
internal static class Rfc5424Parser
{
    // The bits of a number.
    private const int BlockBytes = 64;

    /// <summary>Whether what follows the PRI is this format: the version 1 and a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        if (text.Length - at >= 2 && text[at] == '-' && text[at + 1] == ' ')
        {
            at += 2;
        }
        else
        {
            at += ReadTime(message, text[at..], at);
            if (at == start)
            {
                // No falling back: the header is unknown, everything is msg.
                var none = new ByteRange(start, 0);
                message.HostnameRange = message.AppNameRange = message.ProcIdRange = none;
                message.MsgIdRange = message.StructuredDataRange = none;
                message.MsgRange = new ByteRange(start, end - start);
                return;
            }
        }

        var fields = at;
        message.HasHostname = true;
        var areFieldsClose = TryReadFields(message, end, ref at);
        if (!areFieldsClose)
        {
            message.HostnameRange = Field(text, ref at);
            message.AppNameRange = Field(text, ref at);
            message.ProcIdRange = Field(text, ref at);
            message.MsgIdRange = Field(text, ref at);
        }

        var structuredData = at;
        ReadStructuredData(message, text, ref at);
        message.MsgRange = new ByteRange(at, end - at);

        // An empty app-name is printed as another text, and so is what is no structured data; a header that was cut short is printed with
        // spaces that it doesn't have.
        if (areFieldsClose && message.ReportedText.Length == fields - start - 1 && message.AppNameRange.Length > 0
            && message.StructuredDataRange == new ByteRange(structuredData, at - 1 - structuredData) && text[at - 1] == ' ')
        {
            message.Line = new ByteRange(start, end - start);
        }
    }

    /// <summary>Reads an RFC 3339 time at the start of a text into the message.</summary>
    /// <param name="message">Its time is set, or dropped where there is none.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the text begins in the buffer.</param>
    /// <returns>How many bytes it takes with the space behind it; 0: there is none.</returns>
    public static int ReadTime(Message message, ReadOnlySpan<byte> text, int start)
    {
        var taken = TimestampReader.Rfc3339(text, ref message.Reported, ref message.SecondMemo, out var printed);
        if (taken == 0)
        {
            message.ForgetReported();
            return 0;
        }

        message.ReportedText = new ByteRange(start, printed);
        return taken;
    }

    /// <summary>Reads HOSTNAME, APP-NAME, PROCID and MSGID at once where their four spaces are close: looks for spaces in a block, of which
    /// what is behind the frame doesn't count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadFields(Message message, int end, ref int at)
    {
        var buffer = message.Buffer.AsSpan(at);
        if (buffer.Length < BlockBytes)
        {
            return false;
        }

        var spaces = Spaces(buffer[..BlockBytes]);
        if (end - at < BlockBytes)
        {
            spaces &= (1UL << (end - at)) - 1;
        }

        var first = BitOperations.TrailingZeroCount(spaces);
        spaces &= spaces - 1;
        var second = BitOperations.TrailingZeroCount(spaces);
        spaces &= spaces - 1;
        var third = BitOperations.TrailingZeroCount(spaces);
        spaces &= spaces - 1;
        if (spaces == 0)
        {
            return false;
        }

        var fourth = BitOperations.TrailingZeroCount(spaces);
        message.HostnameRange = new ByteRange(at, first);
        message.AppNameRange = new ByteRange(at + first + 1, second - first - 1);
        message.ProcIdRange = new ByteRange(at + second + 1, third - second - 1);
        message.MsgIdRange = new ByteRange(at + third + 1, fourth - third - 1);
        at += fourth + 1;
        return true;
    }

    /// <summary>A bit for each space in a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spaces(ReadOnlySpan<byte> block)
    {
        var space = Vector128.Create((byte)' ');
        var low = Vector128.Equals(Vector128.Create(block), space).ExtractMostSignificantBits()
            | (Vector128.Equals(Vector128.Create(block[16..]), space).ExtractMostSignificantBits() << 16);
        var high = Vector128.Equals(Vector128.Create(block[32..]), space).ExtractMostSignificantBits()
            | (Vector128.Equals(Vector128.Create(block[48..]), space).ExtractMostSignificantBits() << 16);
        return low | ((ulong)high << 32);
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadStructuredData(Message message, ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var length = 0;
        if (at < text.Length && text[at] == '-')
        {
            length = 1;
            at++;
            if (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }
        else if (at < text.Length && text[at] == '[')
        {
            length = Elements(text, ref at);
        }
        else
        {
            message.StructuredDataRange = message.MsgIdRange;
            return;
        }

        message.StructuredDataRange = new ByteRange(start, length);
    }

    private static int Elements(ReadOnlySpan<byte> text, ref int at)
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
                return last - start;
            }

            if (!IsEscaped(text, start, bracket))
            {
                if (bracket == text.Length - 1)
                {
                    at = text.Length;
                    return at - start;
                }

                if (text[bracket + 1] == ' ')
                {
                    at = bracket + 2;
                    return bracket + 1 - start;
                }
            }

            from = bracket + 1;
        }
    }

    /// <summary>A backslash right before the bracket keeps it in the value, whatever stands before that.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> text, int start, int bracket) =>
        bracket > start && text[bracket - 1] == '\\';
}
