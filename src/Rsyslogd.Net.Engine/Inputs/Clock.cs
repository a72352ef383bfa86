namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>The time as batches carry it.</summary>
internal static class Clock
{
    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long Now() => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
