using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Reads the timestamps of both formats from bytes. Hot. Each method gives the number of bytes it took, the space behind the
/// time included, or 0 when there is no such timestamp; the time is then half-written.</summary>
internal static partial class TimestampReader
{
    // As rsyslog has it: from 2100 on it is no timestamp.
    private const int LastYear = 2099;

    // Numbers stop growing here; every field's limit is lower.
    private const int NumberLimit = 100_000;

    private const int MaxFractionDigits = 6;

    // +hh:mm
    private const int ZoneBytes = 6;

    /// <summary>RFC 3339 as RFC 5424 section 6.2.3 has it, read as leniently as rsyslog does: any number of digits per field.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">Filled.</param>
    /// <param name="memo">The last date and time of day.</param>
    /// <param name="printed">How many of the bytes are what printing the time gives; 0: printing it gives something else.</param>
    public static int Rfc3339(ReadOnlySpan<byte> text, ref Timestamp time, ref SecondMemo memo, out int printed)
    {
        printed = 0;
        if (text.Length < SecondMemo.TextBytes)
        {
            return LenientRfc3339(text, ref time);
        }

        if (!memo.TryGet(text, ref time))
        {
            if (!FixedDateAndTime(text, ref time))
            {
                return LenientRfc3339(text, ref time);
            }

            memo.Set(text, in time);
        }

        var at = SecondMemo.TextBytes;
        var isPrinted = Fraction(text, ref at, ref time);
        var zone = at;
        var isZonePrinted = memo.TryGetZone(text[at..], ref time);
        if (isZonePrinted)
        {
            at += ZoneBytes;
        }
        else if (Zone(text, ref at, ref time))
        {
            var isUsual = at - zone == ZoneBytes && text[zone + 3] == ':';
            isZonePrinted = time.IsZulu || isUsual;
            if (isUsual)
            {
                memo.SetZone(text[zone..], in time);
            }
        }
        else
        {
            return 0;
        }

        printed = isPrinted && isZonePrinted ? at : 0;
        return End(text, at);
    }

    /// <summary><c>yyyy-mm-ddThh:mm:ss</c> with all its digits, as nearly everybody writes it.</summary>
    /// <returns>False when the text isn't exactly that.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool FixedDateAndTime(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        text = text[..SecondMemo.TextBytes];
        var year = (Two(text, 0) * 100) + Two(text, 2);
        var month = Two(text, 5);
        var day = Two(text, 8);
        var hour = Two(text, 11);
        var minute = Two(text, 14);
        var second = Two(text, 17);
        var isRight = (text[4] == '-') & (text[7] == '-') & (text[10] == 'T') & (text[13] == ':') & (text[16] == ':')
            & (year <= LastYear) & (month - 1 <= 11) & (day - 1 <= 30) & (hour <= 23) & (minute <= 59) & (second <= 60);
        if (!isRight)
        {
            return false;
        }

        time.Year = (short)year;
        time.Month = (byte)month;
        time.Day = (byte)day;
        time.Hour = (byte)hour;
        time.Minute = (byte)minute;
        time.Second = (byte)second;
        return true;
    }

    /// <summary>Two digits as a number; more than 10000 when one is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(ReadOnlySpan<byte> text, int at)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        return (tens > 9) | (ones > 9) ? 100_000 : (tens * 10) + ones;
    }

    private static int LenientRfc3339(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        var at = 0;
        var year = Number(text, ref at);
        if (year > LastYear || !Take(text, ref at, '-'))
        {
            return 0;
        }

        var month = Number(text, ref at);
        if ((uint)(month - 1) > 11 || !Take(text, ref at, '-'))
        {
            return 0;
        }

        var day = Number(text, ref at);
        if ((uint)(day - 1) > 30 || !Take(text, ref at, 'T'))
        {
            return 0;
        }

        time.Year = (short)year;
        time.Month = (byte)month;
        time.Day = (byte)day;
        if (!TimeOfDay(text, ref at, ref time) || !Zone(text, ref at, ref time))
        {
            return 0;
        }

        return End(text, at);
    }

    private static bool TimeOfDay(ReadOnlySpan<byte> text, ref int at, ref Timestamp time)
    {
        var hour = Number(text, ref at);
        if (hour > 23 || !Take(text, ref at, ':'))
        {
            return false;
        }

        var minute = Number(text, ref at);
        if (minute > 59 || !Take(text, ref at, ':'))
        {
            return false;
        }

        var second = Number(text, ref at);
        if (second > 60)
        {
            return false;
        }

        time.Hour = (byte)hour;
        time.Minute = (byte)minute;
        time.Second = (byte)second;
        _ = Fraction(text, ref at, ref time);
        return true;
    }

    /// <summary>Reads a dot and the digits of a fraction, if there is one. What is finer than a microsecond is dropped: seven digits (.NET) and nine (Go) are
    /// common, and the format's limit is six.</summary>
    /// <returns>Whether printing the fraction gives the same text.</returns>
    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, ref Timestamp time)
    {
        time.Fraction = 0;
        time.FractionDigits = 0;
        if ((uint)at >= (uint)text.Length || text[at] != '.')
        {
            return true;
        }

        at++;
        if (text.Length - at >= sizeof(ulong))
        {
            var block = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) ^ 0x3030303030303030;
            var count = BitOperations.TrailingZeroCount(((block + 0x7676767676767676) | block) & 0x8080808080808080) / 8;
            if (count is >= 1 and <= MaxFractionDigits)
            {
                time.Fraction = EightDigits(block << (64 - (8 * count)));
                time.FractionDigits = (byte)count;
                at += count;
                return true;
            }
        }

        return FractionByDigit(text, ref at, ref time);
    }

    private static bool FractionByDigit(ReadOnlySpan<byte> text, ref int at, ref Timestamp time)
    {
        var digits = 0;
        var fraction = 0;
        var start = at;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }

            if (digits < MaxFractionDigits)
            {
                fraction = (fraction * 10) + (int)digit;
                digits++;
            }
        }

        time.Fraction = fraction;
        time.FractionDigits = (byte)digits;
        return digits > 0 && at - start == digits;
    }

    /// <summary>Eight digits, 0 to 9 each, the first in the lowest byte, as a number: pairs, then fours, then all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EightDigits(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (int)((((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }

    private static bool Zone(ReadOnlySpan<byte> text, ref int at, ref Timestamp time)
    {
        if (at >= text.Length)
        {
            return false;
        }

        var sign = text[at++];
        time.IsZulu = sign == 'Z';
        time.OffsetMinutes = 0;
        time.IsOffsetUnknown = false;
        if (time.IsZulu)
        {
            return true;
        }

        if (sign is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        if (text.Length - at >= 5 && text[at + 2] == ':' && Two(text, at) <= 23 && Two(text, at + 3) <= 59)
        {
            // The usual form; more digits behind it make the end wrong, as they do below.
            var minutesEast = (int)((Two(text, at) * 60) + Two(text, at + 3));
            SetOffset(ref time, sign, minutesEast);
            at += 5;
            return true;
        }

        var hours = Number(text, ref at);
        if (hours > 23 || !Take(text, ref at, ':'))
        {
            return false;
        }

        var minutes = Number(text, ref at);
        if (minutes > 59)
        {
            return false;
        }

        SetOffset(ref time, sign, (hours * 60) + minutes);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetOffset(ref Timestamp time, byte sign, int minutes)
    {
        var isWest = sign == '-';
        time.OffsetMinutes = (short)(isWest ? -minutes : minutes);
        time.IsOffsetUnknown = isWest && minutes == 0;
    }

    /// <summary>Behind a timestamp stands a space, which is taken, or nothing.</summary>
    private static int End(ReadOnlySpan<byte> text, int at)
    {
        if (at == text.Length)
        {
            return at;
        }

        return text[at] == ' ' ? at + 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ReadOnlySpan<byte> text, ref int at)
    {
        var number = 0;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }

            number = number < NumberLimit ? (number * 10) + (int)digit : NumberLimit;
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Take(ReadOnlySpan<byte> text, ref int at, char expected)
    {
        if ((uint)at < (uint)text.Length && text[at] == expected)
        {
            at++;
            return true;
        }

        return false;
    }
}
