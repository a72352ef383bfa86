using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>
/// epoll(7), level-triggered, for readability. Hot. Level and not edge: a stream is read once in each turn, so that a
/// flooding peer gets its share and no more, and what it left is simply reported again.
/// Adding and removing is allowed from every thread, waiting from one.
/// </summary>
public sealed unsafe class Poller : IDisposable
{
    /// <summary>How many descriptors one <see cref="Wait"/> reports at most; the rest comes with the next one.</summary>
    public const int MaxReady = 256;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _epoll;
    private readonly byte* _events;

    /// <summary>Makes a poller that watches nothing.</summary>
    /// <exception cref="Win32Exception">No descriptor is left.</exception>
    public Poller()
    {
        _epoll = Libc.EpollCreate(Libc.EpollCloseOnExec);
        if (_epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _events = (byte*)NativeMemory.AlignedAlloc((nuint)(16 * MaxReady), 64);
    }

    /// <summary>Watches a descriptor. False with <paramref name="errno"/> when that isn't possible (a plain file: EPERM).</summary>
    /// <param name="descriptor">What to watch.</param>
    /// <param name="token">What <see cref="Token"/> gives when it is readable.</param>
    /// <param name="errno">Why not.</param>
    public bool TryAdd(int descriptor, long token, out int errno)
    {
        var change = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(change, 4), Libc.EpollIn | Libc.EpollRdHup);
        Unsafe.WriteUnaligned(change + EventSize - 8, token);
        var added = Libc.EpollControl(_epoll, Libc.EpollCtlAdd, descriptor, change) == 0;
        errno = added ? 0 : Marshal.GetLastPInvokeError();
        return added;
    }

    /// <summary>No longer watches a descriptor; to be called before it is closed.</summary>
    public void Remove(int descriptor)
    {
        var unused = stackalloc byte[16];
        _ = Libc.EpollControl(_epoll, Libc.EpollCtlDel, descriptor, unused);
    }

    /// <summary>Waits until something is readable, or the time is over (negative: no limit; 0: only looks). Returns how
    /// many; 0 also when a signal came.</summary>
    public int Wait(int milliseconds)
    {
        var ready = Libc.EpollWait(_epoll, _events, MaxReady, milliseconds);
        return ready < 0 ? 0 : ready;
    }

    /// <summary>The token of the descriptor that was reported at <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Token(int index) => Unsafe.ReadUnaligned<long>(_events + (index * EventSize) + EventSize - 8);

    /// <summary>Sleeps, for some microseconds only.</summary>
    public static void Pause(int microseconds)
    {
        var time = new Libc.TimeSpec { Seconds = 0, Nanoseconds = microseconds * 1000L };
        _ = Libc.NanoSleep(&time, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.Close(_epoll);
        NativeMemory.AlignedFree(_events);
    }
}
