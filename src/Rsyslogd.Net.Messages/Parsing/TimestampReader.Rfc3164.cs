using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Parsing;

/// <content>The old format (RFC 3164 section 4.1.2).</content>
internal static partial class TimestampReader
{
    /// <summary><c>yyyy Mmm dd hh:mm:ss</c>, otherwise as <see cref="Rfc3164"/> (RFC 3164 section 5.4, example 4).</summary>
    public static int YearFirst(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        var at = 0;
        var year = Number(text, ref at);
        if (!IsYear(year) || !Take(text, ref at, ' '))
        {
            return 0;
        }

        var taken = Rfc3164(text[at..], ref time, year);
        return taken == 0 ? 0 : at + taken;
    }

    /// <summary><c>Mmm dd [yyyy] hh:mm:ss[.fraction][:]</c> (RFC 3164 section 4.1.2 and what devices make of it).</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">Filled; the zone is left alone.</param>
    /// <param name="year">The year to take when the text has none.</param>
    public static int Rfc3164(ReadOnlySpan<byte> text, ref Timestamp time, int year)
    {
        if (text.Length < 4)
        {
            return 0;
        }

        var month = Month(text);
        if (month == 0 || text[3] != ' ')
        {
            return 0;
        }

        var at = 4;
        if (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var day = Number(text, ref at);
        if ((uint)(day - 1) > 30 || !Take(text, ref at, ' '))
        {
            return 0;
        }

        var hour = at;
        var number = Number(text, ref hour);
        if (IsYear(number))
        {
            year = number;
            at = hour;
            if (!Take(text, ref at, ' '))
            {
                return 0;
            }
        }

        time.Year = (short)year;
        time.Month = (byte)month;
        time.Day = (byte)day;
        if (!TimeOfDay(text, ref at, ref time))
        {
            return 0;
        }

        if (at < text.Length && text[at] == ':')
        {
            at++;
        }

        return End(text, at);
    }

    /// <summary>A year of four digits with a space behind it.</summary>
    public static bool TryReadYear(ReadOnlySpan<byte> text, out int year)
    {
        var at = 0;
        year = Number(text, ref at);
        return at == 4 && IsYear(year) && at < text.Length && text[at] == ' ';
    }

    /// <summary>The number of a month's English name in any case; 0: it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Month(ReadOnlySpan<byte> text)
    {
        var name = ((text[0] | 0x20) << 16) | ((text[1] | 0x20) << 8) | (text[2] | 0x20);
        return name switch
        {
            ('j' << 16) | ('a' << 8) | 'n' => 1,
            ('f' << 16) | ('e' << 8) | 'b' => 2,
            ('m' << 16) | ('a' << 8) | 'r' => 3,
            ('a' << 16) | ('p' << 8) | 'r' => 4,
            ('m' << 16) | ('a' << 8) | 'y' => 5,
            ('j' << 16) | ('u' << 8) | 'n' => 6,
            ('j' << 16) | ('u' << 8) | 'l' => 7,
            ('a' << 16) | ('u' << 8) | 'g' => 8,
            ('s' << 16) | ('e' << 8) | 'p' => 9,
            ('o' << 16) | ('c' << 8) | 't' => 10,
            ('n' << 16) | ('o' << 8) | 'v' => 11,
            ('d' << 16) | ('e' << 8) | 'c' => 12,
            _ => 0,
        };
    }

    /// <summary>Which numbers in an old-format time are years, as rsyslog has it.</summary>
    private static bool IsYear(int number) => number is > 1970 and < 2100;
}
