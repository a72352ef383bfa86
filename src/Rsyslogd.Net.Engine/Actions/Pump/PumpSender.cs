using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>
/// The sending side of an <see cref="OutputPump"/>: a thread of its own that opens the target, sends in pieces as large as
/// possible, and keeps what was taken but not acknowledged, so that it goes out again, message by message, over the
/// next connection. Public members are for the worker.
/// </summary>
internal sealed class PumpSender
{
    private const int FirstPauseMilliseconds = 20;
    private const int StableAfterMilliseconds = 500;

    private readonly string _name;
    private readonly PumpTarget _target;
    private readonly PumpSettings _settings;
    private readonly IInternalLog _log;
    private readonly PumpControl _control = new();
    private readonly Counter _sentCounter;
    private readonly Counter _failedCounter;
    private readonly PumpBacklog _backlog = new();

    // Written by one side, read by both.
    private readonly WakeSignal _wake = new();
    private readonly WakeSignal _changed = new();
    private int _workerWaits;
    private int _probeWanted;
    private int _reopenWanted;
    private int _state;
    private long _attempts;
    private long _lastAttempt;
    private long _progress;
    private Thread? _thread;

    // The thread's own.
    private bool _isOpen;
    private bool _isRested = true;
    private bool _hasTriedAtEnd;
    private bool _hasComplained;
    private bool _hasSaidRefused;
    private long _openedAt;
    private long _retryAt;
    private int _pause;
    private string? _lossReason;

    public PumpSender(string name, PumpTarget target, PumpSettings settings, IInternalLog log, CounterSet counters)
    {
        _name = name;
        _target = target;
        _settings = settings;
        _log = log;
        _sentCounter = counters.Add("sent");
        _failedCounter = counters.Add("failed");
    }

    /// <summary>Where messages go that are refused or left at the end; null: nowhere.</summary>
    public ErrorFile? ErrorFile { get; set; }

    /// <summary>What is known of the target.</summary>
    public TargetState State => (TargetState)Volatile.Read(ref _state);

    /// <summary>How many messages have been sent or given up; goes back when a connection breaks.</summary>
    public long MessagesDone => _backlog.MessagesDone;

    /// <summary>The same in bytes.</summary>
    public long BytesDone => _backlog.BytesDone;

    /// <summary>Changes whenever the target has taken something.</summary>
    public long Progress => Volatile.Read(ref _progress);

    /// <summary>An empty chunk for at least <paramref name="length"/> bytes.</summary>
    public PumpChunk Rent(int length) => _backlog.Rent(length);

    /// <summary>Starts with the first chunk.</summary>
    public void Start(PumpChunk first)
    {
        _backlog.First = first;
        StartThread();
    }

    /// <summary>Something has been published.</summary>
    public void Wake() => _wake.Set();

    /// <summary>From now on, until <see cref="WaitForChange"/> returns, progress is signalled.</summary>
    public void AnnounceWait() => Interlocked.Exchange(ref _workerWaits, 1);

    /// <summary>Waits for progress or a new state.</summary>
    public void WaitForChange(long microseconds)
    {
        _changed.Wait(microseconds);
        Volatile.Write(ref _workerWaits, 0);
    }

    /// <summary>SIGHUP.</summary>
    public void RequestReopen()
    {
        Volatile.Write(ref _reopenWanted, 1);
        _wake.Set();
    }

    /// <summary>The state, after an attempt to open the target unless the last one is younger than
    /// <paramref name="age"/>; waits for the outcome at most as long as <paramref name="patience"/> says.</summary>
    public TargetState Probe(TimeSpan patience, TimeSpan age)
    {
        var now = Environment.TickCount64;
        if (State == TargetState.Ready
            || (State == TargetState.Down && now - Volatile.Read(ref _lastAttempt) < (long)age.TotalMilliseconds))
        {
            return State;
        }

        var attempts = Volatile.Read(ref _attempts);
        var until = now + (long)patience.TotalMilliseconds;
        Volatile.Write(ref _probeWanted, 1);
        StartThread();
        _wake.Set();
        while (Volatile.Read(ref _attempts) == attempts && Environment.TickCount64 < until)
        {
            AnnounceWait();
            if (Volatile.Read(ref _attempts) == attempts)
            {
                WaitForChange(Math.Max(1, until - Environment.TickCount64) * 1000);
            }
        }

        return State;
    }

    /// <summary>Ends the thread; what it does not get done before the deadline stays undone.</summary>
    public void Close(TimeSpan deadline)
    {
        _control.Close(deadline);
        _wake.Set();
        _thread?.Join(deadline + TimeSpan.FromMilliseconds(200));
    }

    private void StartThread()
    {
        if (_thread is null)
        {
            const int stackBytes = 512 * 1024;
            _thread = new Thread(Run, stackBytes) { IsBackground = true, Name = _name };
            _thread.Start();
        }
    }

    private void Run()
    {
        while (!_control.MustEnd)
        {
            HandleRequests();
            if (!_backlog.FindWork())
            {
                if (!_control.IsClosing)
                {
                    Rest();
                }
                else if (IsComplete())
                {
                    break;
                }
            }
            else if (_isOpen || TryOpen())
            {
                SendSome();
            }
            else if (_control.IsClosing && _hasTriedAtEnd)
            {
                break;
            }
        }

        _target.Shut(_control);
        KeepRest();
    }

    // The end has come for what could not be sent.
    private void KeepRest()
    {
        var status = ErrorFile.Suspended;
        while (ErrorFile is not null && _backlog.FindWork())
        {
            GiveUpFirst(status);
            status = ErrorFile.StillSuspended;
        }
    }

    private void GiveUpFirst(int status)
    {
        ErrorFile?.Write(_backlog.Segment.First, status);
        _failedCounter.Add(1);
        _backlog.Skip();
    }

    private void HandleRequests()
    {
        if (Interlocked.Exchange(ref _reopenWanted, 0) == 1)
        {
            _target.Reopen();
        }

        if (Interlocked.Exchange(ref _probeWanted, 0) == 1 && !_isOpen)
        {
            Open();
        }
    }

    private void Rest()
    {
        if (!_isRested)
        {
            _isRested = true;
            IsComplete();
            return;
        }

        const int untilAcknowledged = 500_000;
        var mayBeLost = _isOpen && _target.Unacknowledged > 0;
        _wake.Wait(mayBeLost || _backlog.HasSentChunks ? untilAcknowledged : -1);
        if (mayBeLost && _target.IsBroken())
        {
            Lose();
        }

        Trim();
    }

    /// <summary>Lets the target finish a transaction; false when that was refused and there is something to send again.</summary>
    private bool IsComplete()
    {
        if (!_isOpen || _target.AtRest(_control))
        {
            return true;
        }

        GoBack();
        return false;
    }

    private void GoBack() => _sentCounter.Add(-_backlog.GoBack(_target.TakeBack()));

    private void SendSome()
    {
        if (_backlog.HasSentChunks)
        {
            Trim();
        }

        var status = _target.Send(_backlog.Segment, out var sent, _control);
        if (sent > 0)
        {
            _isRested = false;
            _sentCounter.Add(_backlog.Advance(sent));
            SignalProgress();
        }

        switch (status)
        {
            case SendStatus.Refused:
                SayRefused();
                GiveUpFirst(ErrorFile.Failed);
                SignalProgress();
                break;
            case SendStatus.Again:
                GoBack();
                break;
            case SendStatus.Full when sent == 0:
                _target.WaitForRoom();
                break;
            case SendStatus.Lost:
                Lose();
                break;
        }
    }

    private void SayRefused()
    {
        if (!_hasSaidRefused)
        {
            _hasSaidRefused = true;
            _log.Report(
                Severity.Error, $"{_name}: {_target.Description} refuses messages ({_target.LossReason}); they are counted as failed");
        }
    }

    private void SignalProgress()
    {
        _progress++;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _workerWaits) == 1)
        {
            _changed.Set();
        }
    }

    private void Trim() => _backlog.Trim(_isOpen ? _target.Unacknowledged : 0);

    private void Lose()
    {
        var again = _target.Unacknowledged;
        var reason = _target.LossReason;
        _target.Shut(_control);
        _isOpen = false;
        _sentCounter.Add(-_backlog.GoBack(again));
        if (Environment.TickCount64 - _openedAt >= StableAfterMilliseconds)
        {
            _pause = 0;
        }

        ScheduleRetry();
        _lossReason = reason;
    }

    private bool TryOpen()
    {
        var now = Environment.TickCount64;
        var isLastTry = _control.IsClosing && !_hasTriedAtEnd;
        if (now < _retryAt && !isLastTry)
        {
            _wake.Wait((_retryAt - now) * 1000);
            return false;
        }

        _hasTriedAtEnd = _control.IsClosing;
        return Open();
    }

    private bool Open()
    {
        _isOpen = _target.TryOpen(_control, out var reason);
        _openedAt = Environment.TickCount64;
        Volatile.Write(ref _lastAttempt, _openedAt);
        if (_isOpen)
        {
            SetState(TargetState.Ready);
            _lossReason = null;
            if (_hasComplained)
            {
                _hasComplained = false;
                _log.Report(Severity.Notice, $"{_name}: {_target.Description} is back");
            }
        }
        else
        {
            ScheduleRetry();
            SetState(TargetState.Down);
            if (!_hasComplained)
            {
                _hasComplained = true;
                var before = _lossReason is null ? "" : _lossReason + ", then ";
                _log.Report(
                    Severity.Error, $"{_name}: {_target.Description}: {before}{reason}; messages are kept while there is room");
            }
        }

        return _isOpen;
    }

    private void ScheduleRetry()
    {
        _retryAt = Environment.TickCount64 + _pause;
        _pause = (int)Math.Min(Math.Max(FirstPauseMilliseconds, _pause * 2L), (long)_settings.MaxRetryPause.TotalMilliseconds);
    }

    private void SetState(TargetState state)
    {
        Volatile.Write(ref _state, (int)state);
        Interlocked.Increment(ref _attempts);
        if (Volatile.Read(ref _workerWaits) == 1)
        {
            _changed.Set();
        }
    }
}
