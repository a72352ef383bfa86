using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>
/// Lets one thread sleep until another has something for it, at the price of a system call only when it really sleeps
/// (futex(2)). Any thread may call <see cref="Set"/>; one thread at a time may wait. A Set while nobody waits is remembered.
/// </summary>
public sealed unsafe class WakeSignal : IDisposable
{
    private const int WaitPrivate = 128;
    private const int WakePrivate = 1 | 128;
    private const int Idle = 0;
    private const int Signalled = 1;
    private const int Sleeping = 2;

    private readonly int* _state;

    /// <summary>Makes a signal that is not set.</summary>
    public WakeSignal()
    {
        // A cache line of its own: the word is written by both sides.
        _state = (int*)NativeMemory.AlignedAlloc(64, 64);
        *_state = Idle;
    }

    /// <summary>Wakes the waiting thread, or lets its next wait return at once.</summary>
    public void Set()
    {
        if (Volatile.Read(ref *_state) == Signalled)
        {
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref *_state) == Signalled)
            {
                return;
            }
        }

        if (Interlocked.Exchange(ref *_state, Signalled) == Sleeping)
        {
            _ = Libc.Futex(Libc.SysFutex, _state, WakePrivate, 1, null);
        }
    }

    /// <summary>Sleeps until set, or until the time is over (negative: no limit). True when it was set; the signal is then
    /// taken back. What was handed over before Set is visible afterwards.</summary>
    /// <param name="microseconds">The limit.</param>
    public bool Wait(long microseconds)
    {
        if (Interlocked.CompareExchange(ref *_state, Idle, Signalled) == Signalled)
        {
            return true;
        }

        if (microseconds == 0 || Interlocked.CompareExchange(ref *_state, Sleeping, Idle) == Signalled)
        {
            return Interlocked.CompareExchange(ref *_state, Idle, Signalled) == Signalled;
        }

        var limit = new Libc.TimeSpec { Seconds = microseconds / 1_000_000, Nanoseconds = microseconds % 1_000_000 * 1000 };
        _ = Libc.Futex(Libc.SysFutex, _state, WaitPrivate, Sleeping, microseconds < 0 ? null : &limit);
        return Interlocked.Exchange(ref *_state, Idle) == Signalled;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_state);
}
