namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The texts a timestamp can be printed as (manual, "The Property Replacer", dateFormat).</summary>
public enum TimestampFormat
{
    /// <summary><c>Oct  1 22:14:15</c></summary>
    Rfc3164,
    /// <summary><c>Oct 01 22:14:15</c></summary>
    Rfc3164BuggyDay,
    /// <summary><c>2003-10-01T22:14:15.003Z</c>, in the sender's precision and zone</summary>
    Rfc3339,
    /// <summary><c>20031001221415</c></summary>
    Mysql,
    /// <summary><c>2003-10-01 22:14:15</c></summary>
    Pgsql,
    /// <summary>Seconds since 1970.</summary>
    UnixTimestamp,
    /// <summary>The digits of the fraction; <c>0</c> without one.</summary>
    Subseconds,
    /// <summary>Four digits.</summary>
    Year,
    /// <summary>Two digits.</summary>
    Month,
    /// <summary>Two digits.</summary>
    Day,
    /// <summary>Two digits.</summary>
    Hour,
    /// <summary>Two digits.</summary>
    Minute,
    /// <summary>Two digits.</summary>
    Second,
    /// <summary>The hours of the zone's offset, two digits.</summary>
    ZoneHour,
    /// <summary>The minutes of the zone's offset, two digits.</summary>
    ZoneMinute,
    /// <summary><c>+</c> or <c>-</c>; that of <c>Z</c> is <c>-</c>.</summary>
    ZoneDirection,
    /// <summary>The day of the year in UTC, three digits.</summary>
    Ordinal,
    /// <summary>rsyslog's week of the year, two digits.</summary>
    Week,
    /// <summary>ISO 8601 week, two digits.</summary>
    IsoWeek,
    /// <summary>The year that the ISO week belongs to.</summary>
    IsoWeekYear,
    /// <summary>0 for Sunday.</summary>
    WeekDay,
    /// <summary><c>Sun</c></summary>
    WeekDayName,
}
