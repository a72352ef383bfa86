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
    private const int MaxIdleChunks = 4;

    private readonly string _name;
    private readonly PumpTarget _target;
    private readonly PumpSettings _settings;
    private readonly IInternalLog _log;
    private readonly PumpControl _control = new();
    private readonly Counter _sentCounter;
    private readonly Counter _failedCounter;
    private readonly Lock _poolLock = new();
    private readonly Stack<PumpChunk> _pool = new();

    // Written by one side, read by both.
    private readonly WakeSignal _wake = new();
    private readonly WakeSignal _changed = new();
    private PumpChunk? _first;
    private int _workerWaits;
    private int _probeWanted;
    private int _reopenWanted;
    private int _state;
    private long _attempts;
    private long _lastAttempt;
    private long _messagesDone;
    private long _bytesDone;
    private long _progress;
    private Thread? _thread;

    // The thread's own.
    private PumpChunk? _oldest;
    private PumpChunk? _current;
    private int _at;
    private int _index;
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

    /// <summary>What is known of the target.</summary>
    public TargetState State => (TargetState)Volatile.Read(ref _state);

    /// <summary>How many messages have been sent or given up; goes back when a connection breaks.</summary>
    public long MessagesDone => Volatile.Read(ref _messagesDone);

    /// <summary>The same in bytes.</summary>
    public long BytesDone => Volatile.Read(ref _bytesDone);

    /// <summary>Changes whenever the target has taken something.</summary>
    public long Progress => Volatile.Read(ref _progress);

    /// <summary>An empty chunk for at least <paramref name="length"/> bytes.</summary>
    public PumpChunk Rent(int length)
    {
        lock (_poolLock)
        {
            if (length <= PumpChunk.NormalBytes && _pool.TryPop(out var chunk))
            {
                return chunk;
            }
        }

        return new PumpChunk(Math.Max(length, PumpChunk.NormalBytes));
    }

    /// <summary>Starts with the first chunk.</summary>
    public void Start(PumpChunk first)
    {
        Volatile.Write(ref _first, first);
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
            var published = FindWork();
            if (published == 0)
            {
                if (_control.IsClosing)
                {
                    break;
                }

                Rest();
            }
            else if (_isOpen || TryOpen())
            {
                SendSome(published);
            }
            else if (_control.IsClosing && _hasTriedAtEnd)
            {
                break;
            }
        }

        if (_isOpen)
        {
            _target.AtRest(_control);
        }

        _target.Shut(_control);
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

    /// <summary>How many messages of the current chunk may be sent; 0: there is nothing to do.</summary>
    private int FindWork()
    {
        if (_current is null)
        {
            _oldest = _current = Volatile.Read(ref _first);
            if (_current is null)
            {
                return 0;
            }
        }

        while (true)
        {
            var next = _current.Next;
            var published = _current.Published;
            if (published > _index)
            {
                return published;
            }

            if (next is null)
            {
                return 0;
            }

            next.Origin = _current.Origin + _current.Used;
            next.FirstMessage = _current.FirstMessage + _current.Count;
            _current = next;
            _at = 0;
            _index = 0;
            Trim();
        }
    }

    private void Rest()
    {
        if (!_isRested)
        {
            _isRested = true;
            if (_isOpen)
            {
                _target.AtRest(_control);
            }

            return;
        }

        const int untilAcknowledged = 500_000;
        var mayBeLost = _isOpen && _target.Unacknowledged > 0;
        _wake.Wait(mayBeLost || !ReferenceEquals(_oldest, _current) ? untilAcknowledged : -1);
        if (mayBeLost && _target.IsBroken())
        {
            Lose();
        }

        Trim();
    }

    private void SendSome(int published)
    {
        var chunk = _current!;
        var ends = chunk.Ends.AsSpan(_index, published - _index);
        var status = _target.Send(new PumpSegment(chunk.Bytes.AsSpan(_at, ends[^1] - _at), ends, _at), out var sent, _control);
        if (sent > 0)
        {
            _isRested = false;
            Advance(_at + sent, published);
        }

        switch (status)
        {
            case SendStatus.Refused:
                SayRefused();
                _failedCounter.Add(1);
                _sentCounter.Add(-1);
                Advance(chunk.Ends[_index], published);
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

    private void Advance(int to, int published)
    {
        var ends = _current!.Ends;
        var before = _index;
        while (_index < published && ends[_index] <= to)
        {
            _index++;
        }

        _at = to;
        _sentCounter.Add(_index - before);
        _progress++;
        Account();
    }

    private void Account()
    {
        Volatile.Write(ref _messagesDone, _current!.FirstMessage + _index);
        Volatile.Write(ref _bytesDone, _current.Origin + _at);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _workerWaits) == 1)
        {
            _changed.Set();
        }
    }

    /// <summary>Lets go of the chunks that have arrived as a whole.</summary>
    private void Trim()
    {
        if (_current is null || ReferenceEquals(_oldest, _current))
        {
            return;
        }

        var arrived = _current!.Origin + _at - (_isOpen ? _target.Unacknowledged : 0);
        while (!ReferenceEquals(_oldest, _current) && _oldest!.Origin + _oldest.Used <= arrived)
        {
            var gone = _oldest;
            _oldest = gone.Next!;
            gone.Reset();
            lock (_poolLock)
            {
                if (gone.Bytes.Length == PumpChunk.NormalBytes && _pool.Count < MaxIdleChunks)
                {
                    _pool.Push(gone);
                }
            }
        }
    }

    private void Lose()
    {
        var again = _target.Unacknowledged;
        var reason = _target.LossReason;
        _target.Shut(_control);
        _isOpen = false;
        GoBack(again);
        if (Environment.TickCount64 - _openedAt >= StableAfterMilliseconds)
        {
            _pause = 0;
        }

        ScheduleRetry();
        _lossReason = reason;
    }

    /// <summary>Back by so many bytes, and from there to the start of the message.</summary>
    private void GoBack(long bytes)
    {
        var place = Math.Max(_oldest!.Origin, _current!.Origin + _at - bytes);
        var chunk = _oldest;
        while (!ReferenceEquals(chunk, _current) && chunk.Origin + chunk.Used <= place)
        {
            chunk = chunk.Next!;
        }

        _current = chunk;
        var ends = chunk.Ends;
        var sent = (int)(place - chunk.Origin);
        _index = 0;
        while (_index < chunk.Published && ends[_index] <= sent)
        {
            _index++;
        }

        _at = _index == 0 ? 0 : ends[_index - 1];
        var before = _messagesDone;
        Account();
        _sentCounter.Add(_messagesDone - before);
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
