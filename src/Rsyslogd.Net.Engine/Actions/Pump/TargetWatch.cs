using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>What a pump's worker knows of the target, and waits for; the sender's thread tells it. The worker is woken only when
/// it has announced that it waits.</summary>
internal sealed class TargetWatch
{
    private readonly WakeSignal _changed = new();
    private int _workerWaits;
    private long _wanted;
    private int _state;
    private long _attempts;
    private long _lastAttempt;
    private long _progress;

    /// <summary>What is known of the target.</summary>
    public TargetState State => (TargetState)Volatile.Read(ref _state);

    /// <summary>Changes whenever the target has taken something.</summary>
    public long Progress => Volatile.Read(ref _progress);

    /// <summary>How often it was tried to open the target.</summary>
    public long Attempts => Volatile.Read(ref _attempts);

    /// <summary>Worker: whether the target is ready, or the last attempt is younger than <paramref name="age"/>.</summary>
    public bool IsKnown(long now, TimeSpan age) =>
        State == TargetState.Ready
        || (State == TargetState.Down && now - Volatile.Read(ref _lastAttempt) < (long)age.TotalMilliseconds);

    /// <summary>Worker: from now on, until <see cref="WaitForChange"/> returns, a new state is signalled, and progress once it has
    /// come so far.</summary>
    /// <param name="bytesDone">How far; 0: any progress.</param>
    public void AnnounceWait(long bytesDone = 0)
    {
        Volatile.Write(ref _wanted, bytesDone);
        Interlocked.Exchange(ref _workerWaits, 1);
    }

    /// <summary>Worker: waits for progress or a new state.</summary>
    public void WaitForChange(long microseconds)
    {
        _changed.Wait(microseconds);
        Volatile.Write(ref _workerWaits, 0);
    }

    /// <summary>Worker: waits for an attempt after those that were counted.</summary>
    public void WaitForAttempt(long counted, long until)
    {
        while (Attempts == counted && Environment.TickCount64 < until)
        {
            AnnounceWait();
            if (Attempts == counted)
            {
                WaitForChange(Math.Max(1, until - Environment.TickCount64) * 1000);
            }
        }
    }

    /// <summary>Sender: it has been tried to open the target.</summary>
    public void Attempted(long now, TargetState state)
    {
        Volatile.Write(ref _lastAttempt, now);
        Volatile.Write(ref _state, (int)state);
        Interlocked.Increment(ref _attempts);
        if (Volatile.Read(ref _workerWaits) == 1)
        {
            _changed.Set();
        }
    }

    /// <summary>Sender: the target has taken something.</summary>
    /// <param name="bytesDone">How far it has come by that.</param>
    public void SignalProgress(long bytesDone)
    {
        _progress++;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _workerWaits) == 1 && bytesDone >= Volatile.Read(ref _wanted))
        {
            _changed.Set();
        }
    }
}
