using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>
/// The one thread that receives for all plain inputs. Hot. It sleeps in epoll without any time-out, so an idle daemon makes
/// no wake-ups; under load it goes round: poll, let each readable descriptor receive a bounded amount, hand the batches over.
/// </summary>
/// <remarks>Registering and posting are allowed from every thread; <see cref="PolledDescriptor.OnReadable"/>, round ends and
/// posted actions run on the reactor's.</remarks>
public sealed class Reactor(IInternalLog log) : IDisposable
{
    private static readonly TimeSpan StopCheckInterval = TimeSpan.FromMilliseconds(200);

    // So many small reads of streams are timed together.
    private const int SmallReads = 16;

    // From here on a pause meets two messages at least. A thousand a second are still delivered one by one, at once.
    private const int FrequentPerSecond = 20_000;
    private const int SmallReadsPauseMicroseconds = 100;

    // Reactor side.
    private readonly Poller _poller = new();
    private readonly List<IRoundEnd> _roundEnds = [];
    private readonly PriorityQueue<Action, long> _deadlines = new();
    private List<Action> _running = [];
    private int _coalescingMicroseconds;
    private int _smallReads;
    private long _smallReadsSince;
    private bool _areSmallReadsFrequent;

    // Shared, under the lock.
    private readonly Lock _lock = new();
    private readonly Stack<int> _freeSlots = new();
    private readonly WakeUp _wakeUp = new();
    private List<Action> _posted = [];
    private PolledDescriptor?[] _table = new PolledDescriptor?[64];
    private int _usedSlots;
    private uint _generation;
    private Thread? _thread;
    private volatile bool _isStopping;

    /// <summary>Whether the caller is the reactor's thread, or nothing runs yet (or any more) that it could disturb.</summary>
    public bool IsCurrent => _thread is null || Thread.CurrentThread == _thread;

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        Watch(_wakeUp);
        _thread = new Thread(Run) { Name = "inputs", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the thread, after the round it is in. The inputs are to be stopped before.</summary>
    public void Stop()
    {
        var thread = _thread;
        if (thread is null)
        {
            return;
        }

        _isStopping = true;
        _wakeUp.Set();
        thread.Join();
        _thread = null;
    }

    /// <summary>Watches a descriptor from now on. False with the reason when it can't be watched.</summary>
    public bool TryWatch(PolledDescriptor descriptor, [NotNullWhen(false)] out string? reason)
    {
        int slot;
        lock (_lock)
        {
            slot = _freeSlots.TryPop(out var free) ? free : _usedSlots++;
            if (slot == _table.Length)
            {
                // The reactor reads the table without the lock: it sees the old one or the new one, and in both what it
                // was told by epoll.
                var larger = new PolledDescriptor?[slot * 2];
                _table.CopyTo(larger, 0);
                Volatile.Write(ref _table, larger);
            }

            // A slot that is used again has another token: what epoll still reports of the former owner is not taken for it.
            descriptor.Token = ((long)++_generation << 32) | (uint)slot;
            Volatile.Write(ref _table[slot], descriptor);
        }

        if (_poller.TryAdd(descriptor.Descriptor, descriptor.Token, out var errno))
        {
            reason = null;
            return true;
        }

        Free(descriptor);
        reason = NativeSocket.Describe(-errno);
        return false;
    }

    /// <summary>Watches a descriptor that is surely one of the kind that can be.</summary>
    public void Watch(PolledDescriptor descriptor)
    {
        if (!TryWatch(descriptor, out var reason))
        {
            throw new InvalidOperationException($"epoll refuses a descriptor: {reason}");
        }
    }

    /// <summary>No longer watches it; to be called before it is closed.</summary>
    public void Forget(PolledDescriptor descriptor)
    {
        if (descriptor.Token != 0)
        {
            _poller.Remove(descriptor.Descriptor);
            Free(descriptor);
        }
    }

    /// <summary>Lets the reactor's thread do something, soon.</summary>
    public void Post(Action action)
    {
        lock (_lock)
        {
            _posted.Add(action);
        }

        _wakeUp.Set();
    }

    /// <summary>Lets the reactor's thread do something, and waits until it is done.</summary>
    public void Invoke(Action action)
    {
        if (IsCurrent)
        {
            action();
            return;
        }

        using var done = new ManualResetEventSlim();
        Post(() =>
        {
            try
            {
                action();
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
    }

    /// <summary>Reactor's thread: does something once that time has passed.</summary>
    public void After(TimeSpan delay, Action action) =>
        _deadlines.Enqueue(action, Environment.TickCount64 + (long)delay.TotalMilliseconds);

    /// <summary>Reactor's thread: calls back once when everything that is readable in this round has been received.</summary>
    public void AtRoundEnd(IRoundEnd receiver) => _roundEnds.Add(receiver);

    /// <summary>Reactor's thread: a drain found many datagrams, so the next ones are surely on their way: if nobody else than a patient
    /// descriptor has something, a short sleep is good, to receive them with one wake-up instead of one each.</summary>
    /// <param name="microseconds">How long the socket can do without us; of several sockets, the shortest counts.</param>
    public void Coalesce(int microseconds) =>
        _coalescingMicroseconds = _coalescingMicroseconds == 0 ? microseconds : Math.Min(_coalescingMicroseconds, microseconds);

    /// <summary>Reactor's thread: a stream had only a little to read. Where that is so often that wake-ups cost more than the bytes, a short
    /// sleep is good, too.</summary>
    /// <param name="descriptor">The stream.</param>
    public void CoalesceSmall(PolledDescriptor descriptor)
    {
        descriptor.IsPatient = true;
        if (++_smallReads == SmallReads)
        {
            _smallReads = 0;
            var now = Stopwatch.GetTimestamp();
            _areSmallReadsFrequent = now - _smallReadsSince < Stopwatch.Frequency * SmallReads / FrequentPerSecond;
            _smallReadsSince = now;
        }

        if (_areSmallReadsFrequent)
        {
            Coalesce(SmallReadsPauseMicroseconds);
        }
    }

    /// <summary>
    /// Reactor's thread: an empty batch. Waits while all are in use, and with it all inputs of this thread: their peers feel
    /// it, or the kernel drops and counts. Null when the reactor is to stop meanwhile.
    /// </summary>
    public Batch? Rent(BatchPool pool)
    {
        var batch = pool.TryRent(TimeSpan.Zero);
        while (batch is null && !_isStopping)
        {
            batch = pool.TryRent(StopCheckInterval);
        }

        return batch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _poller.Dispose();
        _wakeUp.Dispose();
    }

    private void Free(PolledDescriptor descriptor)
    {
        lock (_lock)
        {
            var slot = (int)(uint)descriptor.Token;
            _table[slot] = null;
            _freeSlots.Push(slot);
            descriptor.Token = 0;
        }
    }

    private void Run()
    {
        while (!_isStopping)
        {
            var ready = Poll();
            for (var i = 0; i < ready; i++)
            {
                Dispatch(_poller.Token(i));
            }

            EndRound();
            RunPosted();
            RunDue();
        }
    }

    private int Poll()
    {
        if (_coalescingMicroseconds > 0)
        {
            var pause = _coalescingMicroseconds;
            _coalescingMicroseconds = 0;
            var ready = _poller.Wait(0);
            if (!AreAllPatient(ready))
            {
                return ready;
            }

            Poller.Pause(pause);
        }

        return _poller.Wait(UntilDeadline());
    }

    // Under a flood the next message is there at once. Received alone, it would cost as much as some hundred together.
    private bool AreAllPatient(int ready)
    {
        for (var i = 0; i < ready; i++)
        {
            if (Find(_poller.Token(i)) is { IsPatient: false })
            {
                return false;
            }
        }

        return true;
    }

    private PolledDescriptor? Find(long token)
    {
        var descriptor = Volatile.Read(ref _table)[(int)(uint)token];
        return descriptor is not null && descriptor.Token == token ? descriptor : null;
    }

    private int UntilDeadline()
    {
        if (!_deadlines.TryPeek(out _, out var due))
        {
            return -1;
        }

        return (int)Math.Clamp(due - Environment.TickCount64, 0, int.MaxValue);
    }

    private void Dispatch(long token)
    {
        var descriptor = Find(token);
        if (descriptor is null)
        {
            return;
        }

        descriptor.IsPatient = false;

#pragma warning disable CA1031 // one input's fault must not end the others: it alone goes
        try
        {
            descriptor.OnReadable();
        }
        catch (Exception fault)
        {
            Forget(descriptor);
            log.Report(Severity.Critical, $"an input failed and is no longer read: {fault.GetType().Name}: {fault.Message}");
        }
#pragma warning restore CA1031
    }

    private void EndRound()
    {
        for (var i = 0; i < _roundEnds.Count; i++)
        {
            _roundEnds[i].OnRoundEnd();
        }

        _roundEnds.Clear();
    }

    private void RunPosted()
    {
        if (!_wakeUp.WasSet)
        {
            return;
        }

        _wakeUp.WasSet = false;
        lock (_lock)
        {
            (_posted, _running) = (_running, _posted);
        }

        foreach (var action in _running)
        {
            action();
        }

        _running.Clear();
        EndRound();
    }

    private void RunDue()
    {
        while (_deadlines.TryPeek(out var action, out var due) && due <= Environment.TickCount64)
        {
            _deadlines.Dequeue();
            action();
        }
    }

    private sealed class WakeUp : PolledDescriptor, IDisposable
    {
        private readonly EventDescriptor _event = new();

        public WakeUp() => Descriptor = _event.Descriptor;

        public bool WasSet { get; set; }

        public void Set() => _event.Set();

        public override void OnReadable()
        {
            _event.Clear();
            WasSet = true;
        }

        public void Dispose() => _event.Dispose();
    }
}
