using System.Globalization;
using System.Text;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Messages;

/// <summary>Timestamps as RainerScript's functions read and write them: by the rules of the message parsers, in UTC.</summary>
public static class ScriptTime
{
    // gmtime(3) gives up beyond what fits its year.
    private const long MaxSeconds = 67_768_036_191_676_799;

    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>Reads an RFC 3339 time.</summary>
    /// <param name="text">Nothing may follow the time.</param>
    /// <param name="seconds">Since 1970-01-01 UTC; 0 for years before.</param>
    public static bool TryReadRfc3339(ReadOnlySpan<byte> text, out long seconds)
    {
        var time = default(Timestamp);
        var memo = default(SecondMemo);
        var isTime = TimestampReader.Rfc3339(text, ref time, ref memo, out _) > 0;
        seconds = isTime ? Calendar.ToUnix(in time) : 0;
        return isTime;
    }

    /// <summary>Reads an RFC 3164 time.</summary>
    /// <param name="text">The time, and perhaps more behind a blank.</param>
    /// <param name="year">The year it is taken to be in, also if it names one.</param>
    /// <param name="seconds">Since 1970-01-01 UTC.</param>
    public static bool TryReadRfc3164(ReadOnlySpan<byte> text, int year, out long seconds)
    {
        var time = default(Timestamp);
        var isTime = TimestampReader.Rfc3164(text, ref time, year) > 0;
        time.Year = (short)year;
        time.OffsetMinutes = 0;
        seconds = isTime ? Calendar.ToUnix(in time) : 0;
        return isTime;
    }

    /// <summary>Writes a time as <c>Oct  5 01:10:11</c> or <c>2017-10-05T01:10:11Z</c>.</summary>
    /// <returns>False when it is too far away; nothing has been written.</returns>
    public static bool TryWrite(long seconds, bool isRfc3339, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Math.Abs(seconds >> 1) > MaxSeconds >> 1)
        {
            return false;
        }

        var (days, second) = Math.DivRem(seconds, 86_400);
        if (second < 0)
        {
            (days, second) = (days - 1, second + 86_400);
        }

        // 400 years are always of the same length: what is above or below is counted in such eras.
        const int DaysPerEra = 146_097;
        var era = (long)Math.Floor(days / (double)DaysPerEra);
        var time = Calendar.FromUnix((days - (era * DaysPerEra)) * 86_400, 0);
        var year = time.Year + (era * 400);
        var clock = $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}";
        output.Append(Encoding.ASCII.GetBytes(isRfc3339
            ? string.Create(CultureInfo.InvariantCulture, $"{year}-{time.Month:00}-{time.Day:00}T{clock}Z")
            : string.Create(CultureInfo.InvariantCulture, $"{Months[time.Month - 1]} {time.Day,2} {clock}")));
        return true;
    }
}
