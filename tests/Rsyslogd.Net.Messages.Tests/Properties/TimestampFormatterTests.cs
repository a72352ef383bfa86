using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Properties;

public sealed class TimestampFormatterTests
{
    [Theory]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Rfc3164, "Oct  1 22:14:15")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Rfc3164BuggyDay, "Oct 01 22:14:15")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Rfc3339, "2003-10-01T22:14:15.003Z")]
    [InlineData("2003-10-11T22:14:15-07:30", TimestampFormat.Rfc3339, "2003-10-11T22:14:15-07:30")]
    [InlineData("2003-10-11T22:14:15.000100Z", TimestampFormat.Rfc3339, "2003-10-11T22:14:15.000100Z")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Mysql, "20031001221415")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Pgsql, "2003-10-01 22:14:15")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.UnixTimestamp, "1065046455")]
    [InlineData("2003-10-11T22:14:15+02:00", TimestampFormat.UnixTimestamp, "1065903255")]
    [InlineData("1950-10-11T22:14:15Z", TimestampFormat.UnixTimestamp, "0")]
    [InlineData("2003-10-01T22:14:15.003Z", TimestampFormat.Subseconds, "003")]
    [InlineData("2003-10-01T22:14:15Z", TimestampFormat.Subseconds, "0")]
    [InlineData("2003-10-01T22:14:15Z", TimestampFormat.ZoneDirection, "-")]
    [InlineData("2003-10-01T22:14:15+05:30", TimestampFormat.ZoneDirection, "+")]
    [InlineData("2003-10-01T22:14:15+05:30", TimestampFormat.ZoneHour, "05")]
    [InlineData("2003-10-01T22:14:15+05:30", TimestampFormat.ZoneMinute, "30")]
    [InlineData("2003-10-01T02:04:05+05:30", TimestampFormat.Ordinal, "273")]
    [InlineData("2024-02-29T02:04:05Z", TimestampFormat.Ordinal, "060")]
    [InlineData("2003-10-01T02:04:05Z", TimestampFormat.WeekDay, "3")]
    [InlineData("2024-02-29T02:04:05Z", TimestampFormat.WeekDayName, "Thu")]
    [InlineData("2026-02-30T01:02:03Z", TimestampFormat.WeekDayName, "Mon")]
    [InlineData("2026-02-30T01:02:03Z", TimestampFormat.Ordinal, "061")]
    [InlineData("2003-10-01T02:04:05Z", TimestampFormat.Week, "39")]
    [InlineData("2024-02-29T02:04:05Z", TimestampFormat.Week, "09")]
    [InlineData("2000-01-02T12:00:00Z", TimestampFormat.Week, "02")]
    [InlineData("2000-12-31T12:00:00Z", TimestampFormat.Week, "54")]
    [InlineData("2003-01-01T12:00:00Z", TimestampFormat.Week, "00")]
    [InlineData("2000-01-02T12:00:00Z", TimestampFormat.IsoWeek, "52")]
    [InlineData("2000-01-02T12:00:00Z", TimestampFormat.IsoWeekYear, "1999")]
    [InlineData("2002-12-30T12:00:00Z", TimestampFormat.IsoWeek, "01")]
    [InlineData("2002-12-30T12:00:00Z", TimestampFormat.IsoWeekYear, "2003")]
    public void Each_format_prints_as_rsyslog_prints_it(string time, TimestampFormat format, string expected) =>
        Assert.Equal(expected, Samples.Time(Time(time), format));

    [Theory]
    [InlineData("2003-10-11T01:14:15.5+02:00", "2003-10-10T23:14:15.000005+00:00")]
    [InlineData("2003-10-11T01:14:15Z", "2003-10-11T01:14:15.000000+00:00")]
    [InlineData("2026-02-30T01:02:03Z", "2026-03-02T01:02:03.000000+00:00")]
    public void Conversion_to_utc_spoils_the_fraction_like_rsyslog(string time, string expected) =>
        Assert.Equal(expected, Samples.Time(TimestampFormatter.ToUtc(Time(time)), TimestampFormat.Rfc3339));

    [Fact]
    public void The_calendar_agrees_with_the_framework_on_every_day()
    {
        for (var day = new DateTime(1970, 1, 1); day.Year < 2101; day = day.AddDays(1))
        {
            var unix = (long)(day - DateTime.UnixEpoch).TotalSeconds;
            var time = new Timestamp { Year = (short)day.Year, Month = (byte)day.Month, Day = (byte)day.Day };
            Assert.Equal(unix, TimestampFormatter.ToUnix(in time));
            var back = TimestampFormatter.ToUtc(in time);
            Assert.Equal((day.Year, day.Month, day.Day), (back.Year, back.Month, back.Day));
        }
    }

    private static Timestamp Time(string text) => Samples.Parse($"<13>1 {text} h a - - - x").Reported;
}
