using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>
/// The sending side of an <see cref="OutputPump"/>: a thread of its own that opens the target, sends in pieces as large as
/// possible, and keeps what was taken but not acknowledged, so that it goes out again, message by message, over the
/// next connection. Public members are for the worker.
/// </summary>
internal sealed class PumpSender
{
    private readonly string _name;
    private readonly PumpTarget _target;
    private readonly PumpTroubles _troubles;
    private readonly PumpControl _control = new();
    private readonly Counter _sentCounter;
    private readonly Counter _failedCounter;
    private readonly PumpBacklog _backlog = new();

    // Written by one side, read by both.
    private readonly WakeSignal _wake = new();
    private int _probeWanted;
    private int _reopenWanted;
    private Thread? _thread;

    // The thread's own.
    private bool _isOpen;
    private bool _isRested = true;
    private bool _hasTriedAtEnd;

    public PumpSender(string name, PumpTarget target, PumpSettings settings, IInternalLog log, CounterSet counters)
    {
        _name = name;
        _target = target;
        _troubles = new PumpTroubles(name, target, settings, log);
        _sentCounter = counters.Add("sent");
        _failedCounter = counters.Add("failed");
    }

    /// <summary>Where messages go that are refused or left at the end; null: nowhere.</summary>
    public ErrorFile? ErrorFile { get; set; }

    /// <summary>What the worker can know of the target, and wait for.</summary>
    public TargetWatch Watch { get; } = new();

    /// <summary>How many messages have been sent or given up; goes back when a connection breaks.</summary>
    public long MessagesDone => _backlog.MessagesDone;

    /// <summary>The same in bytes.</summary>
    public long BytesDone => _backlog.BytesDone;

    /// <summary>An empty chunk.</summary>
    public PumpChunk Rent() => _backlog.Rent();

    /// <summary>Starts with the first chunk.</summary>
    public void Start(PumpChunk first)
    {
        _backlog.First = first;
        StartThread();
    }

    /// <summary>Something has been published.</summary>
    public void Wake() => _wake.Set();

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
        if (!Watch.IsKnown(now, age))
        {
            var attempts = Watch.Attempts;
            Volatile.Write(ref _probeWanted, 1);
            StartThread();
            _wake.Set();
            Watch.WaitForAttempt(attempts, now + (long)patience.TotalMilliseconds);
        }

        return Watch.State;
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
            Watch.SignalProgress(_backlog.BytesDone);
        }

        switch (status)
        {
            case SendStatus.Refused:
                _troubles.Refused();
                GiveUpFirst(ErrorFile.Failed);
                Watch.SignalProgress(_backlog.BytesDone);
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

    private void Trim() => _backlog.Trim(_isOpen ? _target.Unacknowledged : 0);

    private void Lose()
    {
        var again = _target.Unacknowledged;
        var reason = _target.LossReason;
        _target.Shut(_control);
        _isOpen = false;
        _sentCounter.Add(-_backlog.GoBack(again));
        _troubles.Lost(reason);
    }

    private bool TryOpen()
    {
        var now = Environment.TickCount64;
        var isLastTry = _control.IsClosing && !_hasTriedAtEnd;
        if (now < _troubles.RetryAt && !isLastTry)
        {
            _wake.Wait((_troubles.RetryAt - now) * 1000);
            return false;
        }

        _hasTriedAtEnd = _control.IsClosing;
        return Open();
    }

    private bool Open()
    {
        _isOpen = _target.TryOpen(_control, out var reason);
        var now = Environment.TickCount64;
        Watch.Attempted(now, _isOpen ? TargetState.Ready : TargetState.Down);
        if (_isOpen)
        {
            _troubles.Opened(now);
        }
        else
        {
            _troubles.NotOpened(now, reason);
        }

        return _isOpen;
    }
}
