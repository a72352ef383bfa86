using System.Diagnostics;

namespace Rsyslogd.Net.Testing;

/// <summary>Waits for what another process does.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns as soon as something holds; fails with a description when it doesn't for too long.</summary>
    public static async Task True(Func<bool> condition, Func<string> describe, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > (limit ?? Limit))
            {
                throw new TimeoutException(describe());
            }

            await Task.Delay(Pause);
        }
    }
}
