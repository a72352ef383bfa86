namespace Rsyslogd.Net.Messages;

/// <summary>The local zone and year. Zones change at quarters of an hour at most, so both are asked for once per quarter. One
/// thread.</summary>
internal sealed class LocalClock
{
    private const long QuarterSeconds = 15 * 60;

    private long _quarter = long.MinValue;

    /// <summary>Minutes east of UTC.</summary>
    public int OffsetMinutes { get; private set; }

    /// <summary>The local calendar year.</summary>
    public int Year { get; private set; }

    /// <summary>Makes the values those of a moment.</summary>
    /// <param name="unixSecond">Seconds since 1970-01-01 UTC.</param>
    /// <returns>Whether they may have changed.</returns>
    public bool MoveTo(long unixSecond)
    {
        var quarter = unixSecond / QuarterSeconds;
        if (quarter == _quarter)
        {
            return false;
        }

        _quarter = quarter;
        Refresh(unixSecond);
        return true;
    }

    /// <summary>The local calendar time of a moment, with six digits of fraction, all zero.</summary>
    public Timestamp ToLocal(long unixSecond)
    {
        _ = MoveTo(unixSecond);
        return Calendar.FromUnix(unixSecond + (OffsetMinutes * 60), OffsetMinutes);
    }

    private void Refresh(long unixSecond)
    {
        // Outside .NET's range of dates there is no zone either.
        var clamped = Math.Clamp(unixSecond, 0, 253_402_300_799 - 86_400);
        var utc = DateTime.UnixEpoch.AddSeconds(clamped);
        OffsetMinutes = (int)TimeZoneInfo.Local.GetUtcOffset(utc).TotalMinutes;
        Year = utc.AddMinutes(OffsetMinutes).Year;
    }
}
