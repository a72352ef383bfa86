using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>An address as getaddrinfo(3) finds it.</summary>
/// <param name="Family">AF_INET or AF_INET6.</param>
/// <param name="Bytes">The struct sockaddr.</param>
public sealed record SocketTarget(int Family, byte[] Bytes);

/// <summary>What is set on a socket before it is connected.</summary>
public sealed record ClientSocketOptions
{
    /// <summary>SO_BINDTODEVICE; null: any.</summary>
    public string? Device { get; init; }

    /// <summary>The local address to bind to; null: the kernel's choice.</summary>
    public string? Address { get; init; }

    /// <summary>IP_FREEBIND before binding (ip(7)).</summary>
    public bool FreeBind { get; init; }

    /// <summary>SO_SNDBUF in bytes; 0: the kernel's default.</summary>
    public int SendBufferBytes { get; init; }

    /// <summary>TCP_NOTSENT_LOWAT in bytes: how much may wait in the kernel that it has not sent yet; 0: the kernel's default.</summary>
    public int MaxUnsentBytes { get; init; }

    /// <summary>SO_KEEPALIVE.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>TCP_KEEPCNT; 0: the kernel's default.</summary>
    public int KeepAliveProbes { get; init; }

    /// <summary>TCP_KEEPINTVL in seconds; 0: the kernel's default.</summary>
    public int KeepAliveInterval { get; init; }

    /// <summary>TCP_KEEPIDLE in seconds; 0: the kernel's default.</summary>
    public int KeepAliveTime { get; init; }
}

/// <summary>Sockets that send, as plain descriptors. What can fail returns a negative errno then.</summary>
public static unsafe class ClientSocket
{
    private const int Stream = 1;
    private const int Datagram = 2;
    private const int LevelSocket = 1;
    private const int LevelTcp = 6;

    /// <summary>getaddrinfo(3): all addresses of a host. It may ask name servers, and take seconds.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="service">Port or service name.</param>
    /// <param name="isTcp">For TCP, else for UDP.</param>
    /// <param name="error">Why there are none.</param>
    public static IReadOnlyList<SocketTarget> Resolve(string? host, string? service, bool isTcp, out string? error)
    {
        var hints = new Libc.AddressEntry { Type = isTcp ? Stream : Datagram };
        Libc.AddressEntry* list = null;
        var code = Libc.Resolve(host, service, &hints, &list);
        var targets = new List<SocketTarget>();
        for (var entry = code == 0 ? list : null; entry != null; entry = entry->Next)
        {
            targets.Add(new SocketTarget(entry->Family, new ReadOnlySpan<byte>(entry->Address, (int)entry->Length).ToArray()));
        }

        if (code == 0)
        {
            Libc.FreeResolved(list);
        }

        error = code == 0 ? null : Marshal.PtrToStringUTF8(Libc.DescribeResolveError(code));
        return targets;
    }

    /// <summary>A non-blocking socket on its way to a target. It is connected once it is writable and
    /// <see cref="PendingError"/> is 0.</summary>
    public static int Connect(SocketTarget target, bool isTcp, ClientSocketOptions options)
    {
        var type = (isTcp ? Stream : Datagram) | Libc.OpenCloseOnExec | Libc.OpenNonBlocking;
        var descriptor = Errno.Result(Libc.Socket(target.Family, type, 0));
        if (descriptor < 0)
        {
            return descriptor;
        }

        var result = Prepare(descriptor, target, isTcp, options);
        if (result == 0)
        {
            fixed (byte* address = target.Bytes)
            {
                result = Errno.Result(Libc.Connect(descriptor, address, (uint)target.Bytes.Length));
            }
        }

        if (result is 0 or -Errno.InProgress)
        {
            return descriptor;
        }

        _ = Libc.Close(descriptor);
        return result;
    }

    /// <summary>SO_ERROR: the outcome of connecting, 0 for success, else a negative errno.</summary>
    public static int PendingError(int descriptor)
    {
        const int pendingError = 4;
        int value;
        uint length = sizeof(int);
        var result = Errno.Result(Libc.GetSocketOption(descriptor, LevelSocket, pendingError, &value, &length));
        return result < 0 ? result : -value;
    }

    /// <summary>send(2) without waiting. Hot.</summary>
    public static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Errno.Result(Libc.Send(
                descriptor, start, (nuint)bytes.Length, Libc.MsgNoSignal | Libc.MsgDontWaitToSend));
        }
    }

    /// <summary>Throws away what the peer has sent. False when it has closed the connection or it is broken.</summary>
    [SkipLocalsInit]
    public static bool DrainInput(int descriptor)
    {
        const int roomBytes = 4096;
        var room = stackalloc byte[roomBytes];
        for (var turns = 0; turns < 16; turns++)
        {
            var received = Errno.Result(Libc.Receive(descriptor, room, roomBytes, Libc.MsgDontWaitToSend));
            if (received <= 0)
            {
                return received is -Errno.TryAgain or -Errno.Interrupted;
            }
        }

        return true;
    }

    /// <summary>How many bytes the peer has not acknowledged (SIOCOUTQ, tcp(7)); also known after the connection broke.</summary>
    public static int UnacknowledgedBytes(int descriptor)
    {
        int value;
        return Libc.IoControl(descriptor, Libc.UnsentBytes, &value) < 0 ? 0 : value;
    }

    /// <summary>No more will be sent; what the kernel has goes out.</summary>
    public static void FinishSending(int descriptor) => _ = Libc.Shutdown(descriptor, 1);

    private static int Prepare(int descriptor, SocketTarget target, bool isTcp, ClientSocketOptions options)
    {
        if (options.Device is not null)
        {
            const int bindToDevice = 25;
            var name = NativeFile.Path(options.Device);
            fixed (byte* bytes = name)
            {
                var bound = Errno.Result(Libc.SetSocketOption(descriptor, LevelSocket, bindToDevice, bytes, (uint)name.Length));
                if (bound < 0)
                {
                    return bound;
                }
            }
        }

        if (options.SendBufferBytes > 0)
        {
            const int sendBuffer = 7;
            Set(descriptor, LevelSocket, sendBuffer, options.SendBufferBytes);
        }

        if (isTcp)
        {
            const int notSentLowWater = 25;
            SetIfGiven(descriptor, notSentLowWater, options.MaxUnsentBytes);
        }

        if (isTcp && options.KeepAlive)
        {
            Set(descriptor, LevelSocket, 9, 1);
            SetIfGiven(descriptor, 4, options.KeepAliveTime);
            SetIfGiven(descriptor, 5, options.KeepAliveInterval);
            SetIfGiven(descriptor, 6, options.KeepAliveProbes);
        }

        return options.Address is null ? 0 : BindLocally(descriptor, target.Family, isTcp, options);
    }

    private static int BindLocally(int descriptor, int family, bool isTcp, ClientSocketOptions options)
    {
        const int addressNotAvailable = -99;
        if (options.FreeBind)
        {
            const int freeBind = 15;
            Set(descriptor, 0, freeBind, 1);
        }

        foreach (var local in Resolve(options.Address, null, isTcp, out _))
        {
            if (local.Family == family)
            {
                fixed (byte* address = local.Bytes)
                {
                    return Errno.Result(Libc.Bind(descriptor, address, (uint)local.Bytes.Length));
                }
            }
        }

        return addressNotAvailable;
    }

    private static void SetIfGiven(int descriptor, int option, int value)
    {
        if (value > 0)
        {
            Set(descriptor, LevelTcp, option, value);
        }
    }

    private static void Set(int descriptor, int level, int option, int value) =>
        _ = Libc.SetSocketOption(descriptor, level, option, &value, sizeof(int));
}
