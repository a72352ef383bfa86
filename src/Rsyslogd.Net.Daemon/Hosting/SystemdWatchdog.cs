using System.Globalization;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>The watchdog of sd_watchdog_enabled(3): WATCHDOG_USEC and WATCHDOG_PID.</summary>
internal static class SystemdWatchdog
{
    /// <summary>How often to send WATCHDOG=1: half of what the unit allows; null: no watchdog, or not for us.</summary>
    public static TimeSpan? GetInterval()
    {
        var process = Environment.GetEnvironmentVariable("WATCHDOG_PID");
        var isOurs = string.IsNullOrEmpty(process)
            || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var text = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        return isOurs && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2) : null;
    }
}
