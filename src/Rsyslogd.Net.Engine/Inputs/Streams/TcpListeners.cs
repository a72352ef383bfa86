using System.Globalization;
using System.Net;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>The listening TCP sockets of one input, one for each address family; their connections go to one
/// <see cref="StreamInput"/>. Reads the parameters that imtcp and imptcp have in common: address, socketBacklog, keepAlive.*,
/// listenPortFileName.</summary>
/// <param name="context">Services and reactor.</param>
/// <param name="module">For messages.</param>
/// <param name="parameters">Of the input.</param>
/// <param name="stream">Takes the connections.</param>
internal sealed class TcpListeners(InputContext context, string module, ParameterScope parameters, StreamInput stream)
{
    private const int LargestBacklog = 4096;
    private const int DisallowedLinesPerMinute = 10;

    private readonly List<ListeningSocket> _sockets = [];
    private readonly LogThrottle _throttle = new(context.Services.Log, DisallowedLinesPerMinute);

    /// <summary>Who may connect; null: everybody.</summary>
    public AllowedSenders? Allowed { get; init; }

    /// <summary>Names of senders keep the case that DNS gives them.</summary>
    public bool PreserveCase { get; init; } = true;

    /// <summary>The port of an input as it was written; the one of syslog where none was.</summary>
    public static string PortOf(Configuration.Bound.BoundParameters input) => InputContext.Ports(input).FirstOrDefault() ?? "514";

    /// <summary>Listens on all addresses; what doesn't work has been said. False: on none.</summary>
    /// <param name="text">The port: a number or a service.</param>
    public bool Open(string text)
    {
        if (SocketAddressText.ParsePort(text, "tcp") is not { } port)
        {
            context.Complain($"{module}: '{text}' is neither a port nor a service");
            return false;
        }

        var addresses = context.ResolveAddress(parameters.Text("address"));
        foreach (var address in addresses)
        {
            var descriptor = Open(address, port, isOneOfSeveral: addresses.Length > 1);
            if (port == 0 && descriptor >= 0)
            {
                // Both families on the port that the kernel chose for the first one.
                port = LocalPort(descriptor);
            }
        }

        if (_sockets.Count == 0)
        {
            context.Complain($"Could not create tcp listener, ignoring port {text} bind-address {parameters.Text("address") ?? "(null)"}.");
        }

        return _sockets.Count > 0;
    }

    /// <summary>Accepts no more.</summary>
    public void Close()
    {
        foreach (var socket in _sockets)
        {
            socket.Close();
        }

        _sockets.Clear();
    }

    /// <summary>How many connections may wait to be accepted.</summary>
    /// <remarks>A short queue makes thousands of connecting peers wait for the retransmission of their SYNs.</remarks>
    public static int Backlog(ParameterScope parameters)
    {
        if (parameters.Int("socketBacklog", 0) is > 0 and var given)
        {
            return given;
        }

        const string limit = "/proc/sys/net/core/somaxconn";
        return File.Exists(limit) && int.TryParse(File.ReadAllText(limit), CultureInfo.InvariantCulture, out var most)
            ? Math.Min(most, LargestBacklog)
            : LargestBacklog;
    }

    private int Open(IPAddress address, int port, bool isOneOfSeveral)
    {
        var endPoint = new IPEndPoint(address, port);
        var isInherited = context.Services.Settings.InheritedSockets.TryGetValue(endPoint.ToString(), out var descriptor);
        if (!isInherited)
        {
            descriptor = Listen(address, port);
        }

        if (descriptor < 0)
        {
            // A kernel without IPv6 is no mistake of anybody as long as IPv4 was not refused.
            if (!isOneOfSeveral || descriptor is not (NativeSocket.FamilyNotSupported or NativeSocket.AddressNotAvailable))
            {
                context.Complain($"Error while binding tcp socket {endPoint}: {NativeSocket.Describe(descriptor)}");
            }

            return descriptor;
        }

        // Before the first connection can come: a test that has read the file connects at once.
        context.WritePortFile(parameters.Text("listenPortFileName"), descriptor);
        var socket = new ListeningSocket(context.Reactor, Accept, context.Complain) { IsInherited = isInherited };
        if (!socket.TryOpen(descriptor, out var reason))
        {
            context.Complain($"{module}: cannot watch tcp socket {endPoint}: {reason}");
            return -1;
        }

        _sockets.Add(socket);
        return descriptor;
    }

    private int Listen(IPAddress address, int port)
    {
        var bytes = SocketAddressText.Build(address, port);
        var descriptor = NativeSocket.Create(SocketAddressText.Family(bytes), NativeSocket.Stream);
        if (descriptor < 0)
        {
            return descriptor;
        }

        _ = NativeSocket.SetOption(descriptor, SocketOption.ReuseAddress, 1);
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            _ = NativeSocket.SetOption(descriptor, SocketOption.OnlyIPv6, 1);
        }

        var result = NativeSocket.Bind(descriptor, bytes);
        if (result >= 0)
        {
            result = NativeSocket.Listen(descriptor, Backlog(parameters));
        }

        if (result >= 0)
        {
            return descriptor;
        }

        NativeSocket.Close(descriptor);
        return result;
    }

    private void Accept(int descriptor, ReadOnlySpan<byte> address)
    {
        var endPoint = SocketAddressText.Parse(address) ?? new IPEndPoint(IPAddress.None, 0);
        var peer = context.Names.Introduce(endPoint, PreserveCase);
        if (Allowed is not null && !Allowed.Allows(endPoint.Address, peer))
        {
            // Said first: whoever sees the connection end can find the reason.
            if (context.Services.Settings.WarnsOfDisallowedSenders && _throttle.TryTake())
            {
                context.Services.Log.Report(
                    Severity.Warning, $"connection request from disallowed sender {endPoint.Address} discarded");
            }

            NativeSocket.Close(descriptor);
            return;
        }

        SetKeepAlive(descriptor);
        stream.Add(descriptor, peer);
    }

    private void SetKeepAlive(int descriptor)
    {
        if (!parameters.Switch("keepAlive", false))
        {
            return;
        }

        _ = NativeSocket.SetOption(descriptor, SocketOption.KeepAlive, 1);
        SetIfGiven(descriptor, SocketOption.KeepAliveProbes, "keepAlive.probes");
        SetIfGiven(descriptor, SocketOption.KeepAliveTime, "keepAlive.time");
        SetIfGiven(descriptor, SocketOption.KeepAliveInterval, "keepAlive.interval");
    }

    private void SetIfGiven(int descriptor, SocketOption option, string parameter)
    {
        var value = parameters.Int(parameter, 0);
        if (value > 0)
        {
            _ = NativeSocket.SetOption(descriptor, option, value);
        }
    }

    private static int LocalPort(int descriptor)
    {
        Span<byte> name = stackalloc byte[SocketAddressText.MaxBytes];
        var length = NativeSocket.GetName(descriptor, name);
        return length < 0 ? 0 : SocketAddressText.Parse(name[..length])?.Port ?? 0;
    }
}
