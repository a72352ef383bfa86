using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>Writes timestamps as text. Hot; template segments keep the last text while the time is the same.</summary>
public static class TimestampFormatter
{
    /// <summary>No text is longer.</summary>
    public const int MaxBytes = 40;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    private static ReadOnlySpan<byte> WeekDays => "SunMonTueWedThuFriSat"u8;

    /// <summary>Writes a timestamp.</summary>
    /// <param name="time">The time; one that is not set prints as January 1 of year 0.</param>
    /// <param name="format">As what.</param>
    /// <param name="target">At least <see cref="MaxBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Format(in Timestamp time, TimestampFormat format, Span<byte> target)
    {
        switch (format)
        {
            case TimestampFormat.Rfc3164:
                return Rfc3164(in time, ' ', target);
            case TimestampFormat.Rfc3164BuggyDay:
                return Rfc3164(in time, '0', target);
            case TimestampFormat.Rfc3339:
                return Rfc3339(in time, target);
            case TimestampFormat.Mysql:
                return Mysql(in time, target);
            case TimestampFormat.Pgsql:
                return Pgsql(in time, target);
            case TimestampFormat.UnixTimestamp:
                return Number(Calendar.ToUnix(in time), target);
            case TimestampFormat.Subseconds:
                return Subseconds(in time, target);
            default:
                return Part(in time, format, target);
        }
    }

    /// <summary>The same moment in UTC as rsyslog's date-utc gives it: six digits of fraction, the fraction's digits taken as
    /// microseconds whatever their number was, and a zone that prints <c>+00:00</c>.</summary>
    public static Timestamp ToUtc(in Timestamp time)
    {
        var utc = Calendar.FromUnix(Calendar.ToUnix(in time), 0);
        utc.Fraction = time.Fraction;
        return utc;
    }

    /// <summary>Seconds since 1970-01-01 UTC; 0 for years outside 1970 to 2100.</summary>
    public static long ToUnix(in Timestamp time) => Calendar.ToUnix(in time);

    private static int Rfc3164(in Timestamp time, char padding, Span<byte> target)
    {
        _ = target[15];
        Months.Slice((Math.Clamp((int)time.Month, 1, 12) - 1) * 3, 3).CopyTo(target);
        target[3] = (byte)' ';
        Two(time.Day, target[4..]);
        if (time.Day < 10)
        {
            target[4] = (byte)padding;
        }

        target[6] = (byte)' ';
        Clock(in time, target[7..]);
        return 15;
    }

    private static int Rfc3339(in Timestamp time, Span<byte> target)
    {
        Date(in time, target);
        target[10] = (byte)'T';
        Clock(in time, target[11..]);
        var at = 19;
        if (time.FractionDigits > 0)
        {
            target[at++] = (byte)'.';
            at += Fraction(in time, target[at..]);
        }

        if (time.IsZulu)
        {
            target[at] = (byte)'Z';
            return at + 1;
        }

        var offset = Math.Abs((int)time.OffsetMinutes);
        target[at] = time.OffsetMinutes < 0 || time.IsOffsetUnknown ? (byte)'-' : (byte)'+';
        Two(offset / 60, target[(at + 1)..]);
        target[at + 3] = (byte)':';
        Two(offset % 60, target[(at + 4)..]);
        return at + 6;
    }

    private static int Mysql(in Timestamp time, Span<byte> target)
    {
        Four(time.Year, target);
        Two(time.Month, target[4..]);
        Two(time.Day, target[6..]);
        Two(time.Hour, target[8..]);
        Two(time.Minute, target[10..]);
        Two(time.Second, target[12..]);
        return 14;
    }

    private static int Pgsql(in Timestamp time, Span<byte> target)
    {
        Date(in time, target);
        target[10] = (byte)' ';
        Clock(in time, target[11..]);
        return 19;
    }

    private static int Subseconds(in Timestamp time, Span<byte> target)
    {
        if (time.FractionDigits == 0)
        {
            target[0] = (byte)'0';
            return 1;
        }

        return Fraction(in time, target);
    }

    private static int Part(in Timestamp time, TimestampFormat format, Span<byte> target)
    {
        var offset = Math.Abs((int)time.OffsetMinutes);
        switch (format)
        {
            case TimestampFormat.Year:
                Four(time.Year, target);
                return 4;
            case TimestampFormat.Month:
                return Two(time.Month, target);
            case TimestampFormat.Day:
                return Two(time.Day, target);
            case TimestampFormat.Hour:
                return Two(time.Hour, target);
            case TimestampFormat.Minute:
                return Two(time.Minute, target);
            case TimestampFormat.Second:
                return Two(time.Second, target);
            case TimestampFormat.ZoneHour:
                return Two(offset / 60, target);
            case TimestampFormat.ZoneMinute:
                return Two(offset % 60, target);
            case TimestampFormat.ZoneDirection:
                target[0] = time.OffsetMinutes < 0 || time.IsZulu || time.IsOffsetUnknown ? (byte)'-' : (byte)'+';
                return 1;
            default:
                return CalendarPart(in time, format, target);
        }
    }

    private static int CalendarPart(in Timestamp time, TimestampFormat format, Span<byte> target)
    {
        var days = Calendar.DaysFromCivil(time.Year, time.Month, time.Day);
        var weekDay = Calendar.DayOfWeek(days);
        switch (format)
        {
            case TimestampFormat.Ordinal:
                var ordinal = Calendar.DayOfYear(in time);
                target[0] = (byte)('0' + (ordinal / 100));
                Two(ordinal % 100, target[1..]);
                return 3;
            case TimestampFormat.Week:
                return Two(Calendar.Week(in time, weekDay), target);
            case TimestampFormat.IsoWeek:
                return Two(Calendar.IsoWeek(in time, out _), target);
            case TimestampFormat.IsoWeekYear:
                _ = Calendar.IsoWeek(in time, out var year);
                Four(year, target);
                return 4;
            case TimestampFormat.WeekDay:
                target[0] = (byte)('0' + weekDay);
                return 1;
            default:
                WeekDays.Slice(weekDay * 3, 3).CopyTo(target);
                return 3;
        }
    }

    private static int Fraction(in Timestamp time, Span<byte> target)
    {
        var value = time.Fraction;
        if (time.FractionDigits == 6)
        {
            var high = (int)((uint)value / 10_000);
            value -= high * 10_000;
            var middle = (int)((uint)value / 100);
            Two(high, target);
            Two(middle, target[2..]);
            Two(value - (middle * 100), target[4..]);
            return 6;
        }

        for (var at = time.FractionDigits - 1; at >= 0; at--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            target[at] = (byte)('0' + digit);
        }

        return time.FractionDigits;
    }

    private static void Date(in Timestamp time, Span<byte> target)
    {
        _ = target[9];
        Four(time.Year, target);
        target[4] = (byte)'-';
        Two(time.Month, target[5..]);
        target[7] = (byte)'-';
        Two(time.Day, target[8..]);
    }

    private static void Clock(in Timestamp time, Span<byte> target)
    {
        _ = target[7];
        Two(time.Hour, target);
        target[2] = (byte)':';
        Two(time.Minute, target[3..]);
        target[5] = (byte)':';
        Two(time.Second, target[6..]);
    }

    private static void Four(int value, Span<byte> target)
    {
        var high = (int)((uint)value / 100);
        Two(high, target);
        Two(value - (high * 100), target[2..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(int value, Span<byte> target)
    {
        var tens = (int)((uint)value / 10);
        target[1] = (byte)('0' + (value - (tens * 10)));
        target[0] = (byte)('0' + tens);
        return 2;
    }

    private static int Number(long value, Span<byte> target)
    {
        _ = Utf8Formatter.TryFormat(value, target, out var written);
        return written;
    }
}
