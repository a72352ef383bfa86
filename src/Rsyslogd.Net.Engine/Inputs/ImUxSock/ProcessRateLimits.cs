using System.Globalization;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>A rate limit for each sending process of a local socket (rateLimit.*). Reactor's thread only.</summary>
internal sealed class ProcessRateLimits(UnixSocketSettings settings, Action<string> say)
{
    private const int Many = 1024;

    private readonly Dictionary<int, RateLimit> _limits = [];

    /// <summary>How many processes are remembered.</summary>
    public int Count => _limits.Count;

    /// <summary>Whether a message may pass.</summary>
    public bool Allow(int process, ReadOnlySpan<byte> frame, long now, Peer peer)
    {
        if (Severity(frame) < settings.RateLimitSeverity)
        {
            return true;
        }

        if (!_limits.TryGetValue(process, out var limit))
        {
            Forget(now);
            var program = TrustedProcess.Program(process) ?? "?";
            limit = new RateLimit(
                $"imuxsock[pid: {process.ToString(CultureInfo.InvariantCulture)}, name: {program}]",
                settings.RateLimitInterval, settings.RateLimitBurst, say);
            _limits.Add(process, limit);
        }

        return limit.Allow(now, peer);
    }

    /// <summary>Says what was lost and not said yet.</summary>
    public void TellLost()
    {
        foreach (var limit in _limits.Values)
        {
            limit.TellLost();
        }
    }

    // Processes come and go; those that were quiet for an interval have nothing to be remembered for.
    private void Forget(long now)
    {
        if (_limits.Count < Many)
        {
            return;
        }

        foreach (var (process, limit) in _limits)
        {
            if (limit.HasPassed(now))
            {
                limit.TellLost();
                _limits.Remove(process);
            }
        }
    }

    private static int Severity(ReadOnlySpan<byte> frame)
    {
        var priority = 0;
        if (frame.IsEmpty || frame[0] != '<')
        {
            return 0;
        }

        for (var i = 1; i < Math.Min(frame.Length, 5) && char.IsAsciiDigit((char)frame[i]); i++)
        {
            priority = (priority * 10) + frame[i] - '0';
        }

        return priority & 7;
    }
}
