namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The <c>$now</c> family: the time of processing, local or in UTC (manual, "System Properties").</summary>
internal static class SystemProperties
{
    /// <summary>Adds the value of such a property; nothing for others.</summary>
    public static void Append(Message message, PropertyId property, ByteBuffer output)
    {
        if (property is < PropertyId.Now or > PropertyId.MinuteUtc)
        {
            return;
        }

        if (property == PropertyId.NowUnixTimestamp)
        {
            PropertyReader.AppendNumber(message.NowSecond, output);
            return;
        }

        var isUtc = property >= PropertyId.NowUtc;
        var now = isUtc ? Calendar.FromUnix(message.NowSecond, 0) : message.NowLocal();
        Append(in now, isUtc ? Local(property) : property, output);
    }

    private static void Append(in Timestamp now, PropertyId property, ByteBuffer output)
    {
        switch (property)
        {
            case PropertyId.Now:
                var target = output.GetSpan(TimestampFormatter.MaxBytes);
                _ = TimestampFormatter.Format(in now, TimestampFormat.Pgsql, target);
                output.Advance(10);
                break;
            case PropertyId.HalfHour:
                Two(now.Minute / 30, output);
                break;
            case PropertyId.QuarterHour:
                Two(now.Minute / 15, output);
                break;
            default:
                var text = output.GetSpan(TimestampFormatter.MaxBytes);
                output.Advance(TimestampFormatter.Format(in now, Part(property), text));
                break;
        }
    }

    private static TimestampFormat Part(PropertyId property) => property switch
    {
        PropertyId.Year => TimestampFormat.Year,
        PropertyId.Month => TimestampFormat.Month,
        PropertyId.Day => TimestampFormat.Day,
        PropertyId.Wday => TimestampFormat.WeekDay,
        PropertyId.Hour => TimestampFormat.Hour,
        _ => TimestampFormat.Minute,
    };

    private static PropertyId Local(PropertyId utc) => utc switch
    {
        PropertyId.NowUtc => PropertyId.Now,
        PropertyId.YearUtc => PropertyId.Year,
        PropertyId.MonthUtc => PropertyId.Month,
        PropertyId.DayUtc => PropertyId.Day,
        PropertyId.WdayUtc => PropertyId.Wday,
        PropertyId.HourUtc => PropertyId.Hour,
        PropertyId.HalfHourUtc => PropertyId.HalfHour,
        PropertyId.QuarterHourUtc => PropertyId.QuarterHour,
        _ => PropertyId.Minute,
    };

    private static void Two(int value, ByteBuffer output)
    {
        output.Append((byte)('0' + (value / 10)));
        output.Append((byte)('0' + (value % 10)));
    }
}
