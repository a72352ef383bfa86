namespace Rsyslogd.Net.Messages;

/// <summary>The proleptic Gregorian calendar on plain numbers. Hot: no DateTime, no range checks; a day beyond its month counts on
/// into the next one, as mktime(3) does.</summary>
internal static class Calendar
{
    private const int DaysPerEra = 146_097;
    private const int DaysToEpoch = 719_468;

    /// <summary>Days since 1970-01-01.</summary>
    public static int DaysFromCivil(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - DaysToEpoch;
    }

    /// <summary>Seconds since 1970-01-01 UTC of a timestamp; 0 for years outside 1970 to 2100, as rsyslog has it.</summary>
    public static long ToUnix(in Timestamp time)
    {
        if (time.Year is < 1970 or > 2100)
        {
            return 0;
        }

        var days = (long)DaysFromCivil(time.Year, time.Month, time.Day);
        return (days * 86_400) + (time.Hour * 3600) + (time.Minute * 60) + time.Second - (time.OffsetMinutes * 60);
    }

    /// <summary>The calendar time of a second count that the offset has been added to.</summary>
    public static Timestamp FromUnix(long localSecond, int offsetMinutes)
    {
        var days = (int)Math.Floor(localSecond / 86_400.0);
        var second = (int)(localSecond - (days * 86_400L));
        var z = days + DaysToEpoch;
        var era = (z >= 0 ? z : z - (DaysPerEra - 1)) / DaysPerEra;
        var dayOfEra = z - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = shifted < 10 ? shifted + 3 : shifted - 9;
        return new Timestamp
        {
            Year = (short)(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0)),
            Month = (byte)month,
            Day = (byte)(dayOfYear - (((153 * shifted) + 2) / 5) + 1),
            Hour = (byte)(second / 3600),
            Minute = (byte)(second / 60 % 60),
            Second = (byte)(second % 60),
            FractionDigits = 6,
            OffsetMinutes = (short)offsetMinutes,
        };
    }

    /// <summary>0 for Sunday.</summary>
    public static int DayOfWeek(int days) => (((days + 4) % 7) + 7) % 7;

    /// <summary>The day of the year, from 1, of the moment in UTC.</summary>
    public static int DayOfYear(in Timestamp time)
    {
        var unix = ToUnix(in time);
        var days = (int)Math.Floor(unix / 86_400.0);
        var utc = FromUnix(unix, 0);
        return days - DaysFromCivil(utc.Year, 1, 1) + 1;
    }

    /// <summary>rsyslog's date-week: full weeks since January 1, one more when the weekday comes before that of January 1.</summary>
    public static int Week(in Timestamp time, int weekDay)
    {
        var first = DayOfWeek(DaysFromCivil(time.Year, 1, 1));
        return ((DayOfYear(in time) + 5) / 7) + (weekDay < first ? 1 : 0);
    }

    /// <summary>The week of ISO 8601: the one with the year's first Thursday is the first.</summary>
    public static int IsoWeek(in Timestamp time, out int year)
    {
        var days = DaysFromCivil(time.Year, time.Month, time.Day);
        var sinceMonday = (DayOfWeek(days) + 6) % 7;
        var thursday = days - sinceMonday + 3;
        year = time.Year + (thursday >= DaysFromCivil(time.Year + 1, 1, 1) ? 1 : 0)
            - (thursday < DaysFromCivil(time.Year, 1, 1) ? 1 : 0);
        return ((thursday - DaysFromCivil(year, 1, 1)) / 7) + 1;
    }
}
