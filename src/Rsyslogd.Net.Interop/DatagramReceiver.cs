using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>What the kernel is to tell beside the bytes of a datagram.</summary>
public enum DatagramControl
{
    /// <summary>Nothing. Descriptors that a local sender tries to pass are dropped by the kernel.</summary>
    None,

    /// <summary>The process that sent it (SO_PASSCRED).</summary>
    Credentials,
}

/// <summary>
/// recvmmsg(2) into a receive area of its own, used again and again by all datagram inputs of one thread. Hot. The caller
/// copies what came into a batch: a slot must have room for the largest message, a batch needs only what was sent.
/// </summary>
public sealed unsafe class DatagramReceiver : IDisposable
{
    private const int NameBytes = 128;

    // Exactly one credentials message: with no room behind it the kernel can't install descriptors that
    // a hostile sender passes along.
    private const int ControlBytes = 32;
    private const int ControlHeader = 16;
    private const int SolSocket = 1;
    private const int ScmCredentials = 2;

    private readonly int _slots;
    private readonly nuint _stride;
    private readonly byte* _payload;
    private readonly byte* _names;
    private readonly byte* _control;
    private readonly Libc.IoVector* _vectors;
    private readonly Libc.MessageVectorElement* _messages;
    private DatagramControl _asked;

    /// <summary>Makes the area. Its pages count as memory only once they are used.</summary>
    /// <param name="slots">Datagrams for one system call.</param>
    /// <param name="maxBytes">What is longer is cut to this.</param>
    public DatagramReceiver(int slots, int maxBytes)
    {
        _slots = slots;
        MaxBytes = maxBytes;

        // An odd number of cache lines from slot to slot: with a power of two the first lines of all slots, which are
        // the ones in use, would fight for the same few places of the cache.
        var lines = (((uint)maxBytes + 63) / 64) | 1;
        _stride = lines * 64;
        _payload = (byte*)NativeMemory.AlignedAlloc(_stride * (nuint)slots, 4096);
        _names = (byte*)NativeMemory.AlignedAlloc((nuint)(NameBytes * slots), 64);
        _control = (byte*)NativeMemory.AlignedAlloc((nuint)(ControlBytes * slots), 64);
        _vectors = (Libc.IoVector*)NativeMemory.AllocZeroed((nuint)slots, (nuint)sizeof(Libc.IoVector));
        _messages = (Libc.MessageVectorElement*)NativeMemory.AllocZeroed((nuint)slots, (nuint)sizeof(Libc.MessageVectorElement));
        for (var i = 0; i < slots; i++)
        {
            _vectors[i].Start = _payload + ((nuint)i * _stride);
            _vectors[i].Length = (nuint)maxBytes;
            _messages[i].Vectors = &_vectors[i];
            _messages[i].VectorCount = 1;
            _messages[i].Name = _names + (i * NameBytes);
            _messages[i].NameLength = NameBytes;
        }
    }

    /// <summary>The longest datagram that is received whole.</summary>
    public int MaxBytes { get; }

    /// <summary>How many datagrams one call receives at most.</summary>
    public int Slots => _slots;

    /// <summary>Receives what is there. Returns the number of datagrams, 0 when there was none, or the negative errno.</summary>
    public int Receive(int descriptor, DatagramControl control)
    {
        if (control != _asked)
        {
            Ask(control);
        }

        var received = Libc.ReceiveMany(
            descriptor, _messages, (uint)_slots, Libc.MsgDontWait | Libc.MsgCloseOnExec, null);
        if (received >= 0)
        {
            return received;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is Libc.Eagain or Libc.Eintr ? 0 : -errno;
    }

    /// <summary>The bytes of a datagram; valid until the next receive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Payload(int index) => new(_vectors[index].Start, (int)_messages[index].Length);

    /// <summary>Whether the datagram was longer than <see cref="MaxBytes"/>.</summary>
    public bool IsCut(int index) => (_messages[index].Flags & Libc.MsgTruncated) != 0;

    /// <summary>The sender's address as the kernel writes it (struct sockaddr); empty for an unnamed local sender.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Sender(int index) =>
        new(_messages[index].Name, (int)Math.Min(_messages[index].NameLength, NameBytes));

    /// <summary>Makes the slots ready for the next receive; call it with what <see cref="Receive"/> gave, behind it.</summary>
    public void Release(int received)
    {
        var control = (nuint)ControlLength(_asked);
        for (var i = 0; i < received; i++)
        {
            _messages[i].NameLength = NameBytes;
            _messages[i].ControlLength = control;
        }
    }

    /// <summary>The sending process, as the kernel vouches for it.</summary>
    public bool TryGetCredentials(int index, out SocketCredentials credentials)
    {
        var found = Find(index, SolSocket, ScmCredentials, sizeof(SocketCredentials));
        credentials = found == null ? default : *(SocketCredentials*)found;
        return found != null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_payload);
        NativeMemory.AlignedFree(_names);
        NativeMemory.AlignedFree(_control);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_messages);
    }

    private static int ControlLength(DatagramControl control) => control == DatagramControl.None ? 0 : ControlBytes;

    private void Ask(DatagramControl control)
    {
        _asked = control;
        for (var i = 0; i < _slots; i++)
        {
            _messages[i].Control = control == DatagramControl.None ? null : _control + (i * ControlBytes);
            _messages[i].ControlLength = (nuint)ControlLength(control);
        }
    }

    // There is room for one control message only, so it is the first one or none: struct cmsghdr is a 64-bit length, level, type.
    private byte* Find(int index, int level, int type, int bytes)
    {
        var header = _messages[index].Control;
        if (header == null || _messages[index].ControlLength < (nuint)(ControlHeader + bytes))
        {
            return null;
        }

        return *(int*)(header + 8) == level && *(int*)(header + 12) == type ? header + ControlHeader : null;
    }
}
