using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The BSD format (RFC 3164) in all forms that are met, as rsyslog's pmrfc3164 reads them. Hot. It takes any bytes.</summary>
internal static class Rfc3164Parser
{
    // A longer tag goes on in msg.
    private const int MaxTagBytes = 510;

    /// <summary>Most tags end in as many bytes.</summary>
    public const int TagBlockBytes = 32;

    /// <summary>Parses what follows the PRI.</summary>
    /// <param name="message">Its buffer and raw range are set; filled.</param>
    /// <param name="start">First byte behind the PRI, in the buffer.</param>
    /// <param name="end">The byte behind the last one.</param>
    public static void Parse(Message message, int start, int end)
    {
        var text = message.Buffer.AsSpan(start, end - start);
        var taken = ReadTime(message, text, start);
        if (message.Settings.Rfc3164.DetectYearAfterTimestamp && taken > 1 && text[taken - 2] != ':')
        {
            taken += ReadYearBehind(message, text[taken..]);
        }

        var at = start + taken;
        text = text[taken..];
        if (!message.Settings.ParseHostnameAndTag || (taken == 0 && text.Length > 0 && IsBareText(text[0])))
        {
            message.TagRange = new ByteRange(at, 0);
            SetMsg(message, at, text.Length);
            return;
        }

        if (message.Source.ParseHostname)
        {
            taken = HostnameReader.Read(text, message.Settings.Rfc3164, out var length);
            if (taken > 0)
            {
                message.HostnameRange = new ByteRange(at, length);
                message.HasHostname = true;
                at += taken;
                text = text[taken..];
            }
        }

        ReadTag(message, text, at, start);
    }

    /// <summary>Without a time, text that begins so has neither hostname nor tag.</summary>
    private static bool IsBareText(byte first) => first is (byte)' ' or (byte)'[' or (byte)'{';

    /// <summary>Reads the time at the start of a text into the message, in either format; one space before the old format is
    /// overlooked.</summary>
    /// <param name="message">Its time is set.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the text begins in the buffer.</param>
    /// <returns>How many bytes it takes; 0: there is none, and the time of reception counts.</returns>
    public static int ReadTime(Message message, ReadOnlySpan<byte> text, int start)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if ((uint)(text[0] - '0') <= 9)
        {
            var taken = Rfc5424Parser.ReadTime(message, text, start);
            return taken > 0 ? taken : ReadYearFirst(message, text);
        }

        if (text[0] == ' ')
        {
            var taken = ReadOldTime(message, text[1..]);
            return taken == 0 ? 0 : taken + 1;
        }

        return ReadOldTime(message, text);
    }

    /// <summary>Reads an old-format time into the message, with the year before it, behind the day, or missing.</summary>
    /// <returns>How many bytes it takes with the colon and the space behind it; 0: there is none.</returns>
    public static int ReadLocalTime(Message message, ReadOnlySpan<byte> text) =>
        (uint)(text[0] - '0') <= 9 ? ReadYearFirst(message, text) : ReadOldTime(message, text);

    /// <summary>Reads a year that stands behind a time without one.</summary>
    private static int ReadYearBehind(Message message, ReadOnlySpan<byte> text)
    {
        if (message.Reported.Year != message.Clock.Year || !TimestampReader.TryReadYear(text, out var year))
        {
            return 0;
        }

        message.Reported.Year = (short)year;
        message.ReportedText = default;
        return 5;
    }

    private static int ReadYearFirst(Message message, ReadOnlySpan<byte> text)
    {
        var taken = TimestampReader.YearFirst(text, ref message.Reported);
        if (taken == 0)
        {
            message.ForgetReported();
            return 0;
        }

        SetZone(message);
        return taken;
    }

    private static void SetZone(Message message)
    {
        var zone = message.Source.DefaultZone;
        message.Reported.OffsetMinutes = (short)(zone is { } given ? given.TotalMinutes : message.Clock.OffsetMinutes);
        message.Reported.IsZulu = false;
        message.Reported.IsOffsetUnknown = false;
    }

    private static int ReadOldTime(Message message, ReadOnlySpan<byte> text)
    {
        var clock = message.Clock;
        var canRemember = text.Length >= TimestampMemo.TextBytes && message.Source.DefaultZone is null;
        if (canRemember && message.TimestampMemo.TryGet(text, ref message.Reported))
        {
            return TimestampMemo.TextBytes;
        }

        var taken = TimestampReader.Rfc3164(text, ref message.Reported, clock.Year);
        if (taken == 0)
        {
            message.ForgetReported();
            return 0;
        }

        SetZone(message);
        if (canRemember && taken == TimestampMemo.TextBytes)
        {
            message.TimestampMemo.Set(text, in message.Reported);
        }

        return taken;
    }

    /// <summary>Takes the tag at the start of a text, and the rest as msg.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadTag(Message message, ReadOnlySpan<byte> text, int at, int start)
    {
        var options = message.Settings.Rfc3164;
        var tag = TagLength(text);
        if (options.ForceTagEndingByColon && (tag == 0 || text[tag - 1] != ':'))
        {
            // msg begins with the byte before, which is the space that ended the hostname or the time.
            message.IsTagNil = true;
            message.TagRange = new ByteRange(at, 0);
            var from = at > start ? at - 1 : at;
            SetMsg(message, from, at + text.Length - from);
            return;
        }

        message.TagRange = new ByteRange(at, tag);
        SetMsg(message, at + tag, text.Length - tag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetMsg(Message message, int start, int length)
    {
        if (message.Settings.Rfc3164.RemoveMsgFirstSpace && length > 0 && message.Buffer[start] == ' ')
        {
            start++;
            length--;
        }

        message.MsgRange = new ByteRange(start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TagLength(ReadOnlySpan<byte> text)
    {
        if (text.Length >= TagBlockBytes && TagEnds(text) is not 0 and var ends)
        {
            var end = BitOperations.TrailingZeroCount(ends);
            return text[end] == ':' ? end + 1 : end;
        }

        return AnyTagLength(text);
    }

    /// <summary>A bit for each byte that ends a tag among the first <see cref="TagBlockBytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint TagEnds(ReadOnlySpan<byte> text) =>
        TagEnds(Vector128.Create(text)) | (TagEnds(Vector128.Create(text[Vector128<byte>.Count..])) << Vector128<byte>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TagEnds(Vector128<byte> bytes) =>
        (Vector128.Equals(bytes, Vector128.Create((byte)':')) | Vector128.Equals(bytes, Vector128.Create((byte)' ')))
        .ExtractMostSignificantBits();

    private static int AnyTagLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny((byte)':', (byte)' ');
        if (length < 0)
        {
            length = text.Length;
        }

        if (length > MaxTagBytes)
        {
            length = MaxTagBytes;
        }

        return length < text.Length && text[length] == ':' ? length + 1 : length;
    }
}
