using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>
/// Sockets and other descriptors as plain numbers, for the thread that polls them itself. Everything made here is
/// non-blocking and closed on exec. Methods that can fail return a negative errno then; <see cref="Describe"/> tells it in
/// words. Addresses are the kernel's struct sockaddr as bytes.
/// </summary>
public static unsafe class NativeSocket
{
    /// <summary>AF_UNIX.</summary>
    public const int FamilyUnix = 1;

    /// <summary>AF_INET.</summary>
    public const int FamilyIPv4 = 2;

    /// <summary>AF_INET6.</summary>
    public const int FamilyIPv6 = 10;

    /// <summary>SOCK_STREAM.</summary>
    public const int Stream = 1;

    /// <summary>SOCK_DGRAM.</summary>
    public const int Datagram = 2;

    /// <summary>EAGAIN as this class returns it: nothing to read, nobody to accept.</summary>
    public const int WouldBlock = -Libc.Eagain;

    /// <summary>EINTR: try again.</summary>
    public const int Interrupted = -Libc.Eintr;

    /// <summary>EMFILE: this process has no descriptor left.</summary>
    public const int TooManyOpenFiles = -24;

    /// <summary>ENFILE: the system has no descriptor left.</summary>
    public const int TooManyOpenFilesInSystem = -23;

    /// <summary>EPIPE; for /dev/kmsg: records were overwritten before they were read.</summary>
    public const int BrokenPipe = -32;

    /// <summary>EADDRNOTAVAIL.</summary>
    public const int AddressNotAvailable = -99;

    /// <summary>EAFNOSUPPORT: for example no IPv6 in this kernel.</summary>
    public const int FamilyNotSupported = -97;

    /// <summary>socket(2).</summary>
    public static int Create(int family, int type) => Result(Libc.Socket(family, type | Libc.SocketFlags, 0));

    /// <summary>bind(2).</summary>
    public static int Bind(int descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = address)
        {
            return Result(Libc.Bind(descriptor, bytes, (uint)address.Length));
        }
    }

    /// <summary>listen(2).</summary>
    public static int Listen(int descriptor, int backlog) => Result(Libc.Listen(descriptor, backlog));

    /// <summary>accept4(2): the connection's descriptor.</summary>
    /// <param name="descriptor">The listening socket.</param>
    /// <param name="peer">Takes the peer's address.</param>
    /// <param name="peerLength">How long that is.</param>
    public static int Accept(int descriptor, Span<byte> peer, out int peerLength)
    {
        var length = (uint)peer.Length;
        fixed (byte* bytes = peer)
        {
            var accepted = Result(Libc.Accept(descriptor, bytes, &length, Libc.SocketFlags));
            peerLength = (int)Math.Min(length, (uint)peer.Length);
            return accepted;
        }
    }

    /// <summary>getsockname(2): the length of the address.</summary>
    public static int GetName(int descriptor, Span<byte> address)
    {
        var length = (uint)address.Length;
        fixed (byte* bytes = address)
        {
            var result = Result(Libc.GetSocketName(descriptor, bytes, &length));
            return result < 0 ? result : (int)Math.Min(length, (uint)address.Length);
        }
    }

    /// <summary>setsockopt(2) with a number.</summary>
    public static int SetOption(int descriptor, SocketOption option, int value)
    {
        var (level, name) = Place(option);
        return Result(Libc.SetSocketOption(descriptor, level, name, &value, sizeof(int)));
    }

    /// <summary>setsockopt(2) with bytes (a device name).</summary>
    public static int SetOption(int descriptor, SocketOption option, ReadOnlySpan<byte> value)
    {
        var (level, name) = Place(option);
        fixed (byte* bytes = value)
        {
            return Result(Libc.SetSocketOption(descriptor, level, name, bytes, (uint)value.Length));
        }
    }

    /// <summary>getsockopt(2) of a number.</summary>
    public static int GetOption(int descriptor, SocketOption option)
    {
        var (level, name) = Place(option);
        int value;
        var length = (uint)sizeof(int);
        var result = Result(Libc.GetSocketOption(descriptor, level, name, &value, &length));
        return result < 0 ? result : value;
    }

    /// <summary>read(2): how many bytes, 0 at the end.</summary>
    public static int Read(int descriptor, Span<byte> room)
    {
        fixed (byte* bytes = room)
        {
            return Result((int)Libc.Read(descriptor, bytes, (nuint)room.Length));
        }
    }

    /// <summary>Opens a device or file for reading.</summary>
    public static int OpenForReading(string path) => Result(Libc.Open(path, Libc.SocketFlags, 0));

    /// <summary>Moves to the end of a device or file.</summary>
    public static int SeekToEnd(int descriptor) => Libc.Seek(descriptor, 0, 2) < 0 ? -Marshal.GetLastPInvokeError() : 0;

    /// <summary>Makes an inherited descriptor one like ours: non-blocking, closed on exec.</summary>
    public static void TakeOver(int descriptor)
    {
        const int getFlags = 3;
        const int setFlags = 4;
        SetCloseOnExec(descriptor);
        var flags = Libc.FileControl(descriptor, getFlags, 0);
        _ = Libc.FileControl(descriptor, setFlags, flags | 0x800);
    }

    /// <summary>Another descriptor of the same open file, closed on exec: both share its position (fcntl(2), F_DUPFD_CLOEXEC).</summary>
    public static int Duplicate(int descriptor) => Result(Libc.FileControl(descriptor, 1030, 0));

    /// <summary>FD_CLOEXEC.</summary>
    public static int SetCloseOnExec(int descriptor) => Result(Libc.FileControl(descriptor, 2, 1));

    /// <summary>close(2).</summary>
    public static void Close(int descriptor) => _ = Libc.Close(descriptor);

    /// <summary>The level from which on the kernel writes messages to the console, 1 to 8 (syslog(2), action 8).</summary>
    public static int SetConsoleLogLevel(int level) => Result(Libc.KernelLogControl(8, null, level));

    /// <summary>What a negative result means, for example <c>Address already in use</c>.</summary>
    public static string Describe(int result) => new Win32Exception(-result).Message;

    private static int Result(int result) => result < 0 ? -Marshal.GetLastPInvokeError() : result;

    private static (int Level, int Name) Place(SocketOption option) => ((int)option >> 16, (int)option & 0xffff);
}
