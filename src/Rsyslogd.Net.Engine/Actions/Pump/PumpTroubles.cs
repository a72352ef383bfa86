using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>What a <see cref="PumpSender"/> does about a target that is not there, besides keeping its messages: when it tries
/// again, and what it says, each thing once. The sender's thread only.</summary>
internal sealed class PumpTroubles(string name, PumpTarget target, PumpSettings settings, IInternalLog log)
{
    private const int FirstPauseMilliseconds = 20;
    private const int StableAfterMilliseconds = 500;

    private bool _hasComplained;
    private bool _hasSaidRefused;
    private long _openedAt;
    private int _pause;
    private string? _lossReason;

    /// <summary>When to try next, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long RetryAt { get; private set; }

    /// <summary>An attempt to open the target has succeeded.</summary>
    public void Opened(long now)
    {
        _openedAt = now;
        _lossReason = null;
        if (_hasComplained)
        {
            _hasComplained = false;
            log.Report(Severity.Notice, $"{name}: {target.Description} is back");
        }
    }

    /// <summary>It has failed.</summary>
    public void NotOpened(long now, string reason)
    {
        _openedAt = now;
        ScheduleRetry();
        if (!_hasComplained)
        {
            _hasComplained = true;
            var before = _lossReason is null || _lossReason == reason ? "" : _lossReason + ", then ";
            log.Report(
                Severity.Error, $"{name}: {target.Description}: {before}{reason}; messages are kept while there is room");
        }
    }

    /// <summary>An open target was lost.</summary>
    public void Lost(string reason)
    {
        if (Environment.TickCount64 - _openedAt >= StableAfterMilliseconds)
        {
            _pause = 0;
        }

        ScheduleRetry();
        _lossReason = reason;
    }

    /// <summary>The target is there, and does not want a message.</summary>
    public void Refused()
    {
        if (!_hasSaidRefused)
        {
            _hasSaidRefused = true;
            log.Report(
                Severity.Error, $"{name}: {target.Description} refuses messages ({target.LossReason}); they are counted as failed");
        }
    }

    private void ScheduleRetry()
    {
        RetryAt = Environment.TickCount64 + _pause;
        _pause = (int)Math.Min(Math.Max(FirstPauseMilliseconds, _pause * 2L), (long)settings.MaxRetryPause.TotalMilliseconds);
    }
}
