using System.Net;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUdp;

/// <summary>input(type="imudp"): syslog over UDP (RFC 5426; rsyslog's manual, "imudp"). One socket for each port and address
/// family.</summary>
internal sealed class UdpInput(BoundInput input, InputContext context) : InputListener
{
    private const string Module = "imudp";

    // rsyslog leaves the kernel's 208 KiB, which is about 277 datagrams: a burst while another process has the processor is
    // then lost. The memory is used only while datagrams wait in it.
    private const int DefaultReceiveBufferBytes = 4 * 1024 * 1024;

    private const long DisallowedMessageIntervalMilliseconds = 60_000;

    private readonly ParameterScope _parameters =
        new(input.Parameters, context.Services.ModuleParameters(Module));

    private readonly List<(UdpSocket Socket, CounterSet Counters, bool IsInherited)> _sockets = [];
    private long _nextDisallowedMessage = long.MinValue;

    /// <inheritdoc/>
    public override bool Start()
    {
        var allowed = context.AllowedSenders("UDP");
        var addresses = context.ResolveAddress(_parameters.Text("address"));
        foreach (var text in InputContext.Ports(input.Parameters))
        {
            if (SocketAddressText.ParsePort(text, "udp") is not { } port)
            {
                context.Complain($"imudp: '{text}' is neither a port nor a service");
                continue;
            }

            OpenPort(addresses, port, text, allowed);
        }

        if (_sockets.Count == 0)
        {
            context.Complain("imudp: no listener could be started, input not activated");
        }

        return _sockets.Count > 0;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        foreach (var (socket, counters, isInherited) in _sockets)
        {
            var descriptor = socket.Release();
            if (!isInherited && descriptor >= 0)
            {
                NativeSocket.Close(descriptor);
            }

            socket.Limit?.TellLost();
            context.Services.Statistics.Remove(counters);
        }

        _sockets.Clear();
    });

    private void OpenPort(IPAddress[] addresses, int port, string portText, AllowedSenders? allowed)
    {
        var isBoundToAll = addresses.Length > 1;
        foreach (var address in addresses)
        {
            var isInherited = true;
            if (!context.Services.Settings.InheritedSockets.TryGetValue(new IPEndPoint(address, port).ToString(), out var descriptor))
            {
                isInherited = false;
                descriptor = Bind(address, port);
            }

            if (descriptor < 0)
            {
                // A kernel without IPv6 is no mistake of anybody as long as IPv4 was not refused.
                if (!isBoundToAll || descriptor is not (NativeSocket.FamilyNotSupported or NativeSocket.AddressNotAvailable))
                {
                    context.Complain(
                        $"imudp: cannot bind UDP socket {new IPEndPoint(address, port)}: {NativeSocket.Describe(descriptor)}");
                }

                continue;
            }

            Open(descriptor, isInherited, isBoundToAll ? "*" : address.ToString(), address, portText, allowed);
            if (port == 0)
            {
                // Both families on the port that the kernel chose for the first one.
                port = LocalPort(descriptor);
            }
        }
    }

    private void Open(
        int descriptor, bool isInherited, string host, IPAddress address, string port, AllowedSenders? allowed)
    {
        var name = InputName(port);
        var version = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "IPv4" : "IPv6";
        var title = $"{name}({host}/{port}/{version})";
        var set = context.Services.Statistics.Register(title, Module);
        var counters = new UdpCounters(set);
        var source = new InputSource(Encoding.UTF8.GetBytes(name), FrameDialect.ParserChain)
        {
            Ruleset = input.Ruleset,
            DefaultZone = InputContext.ParseZone(_parameters.Text("defaultTZ")),
        };

        var interval = _parameters.Int("rateLimit.interval", 0);
        var socket = new UdpSocket(
            context.Reactor,
            context.Receiver,
            context.OpenWriter(source, counters.Submitted),
            new SenderCache(context.Names, allowed, _parameters.Switch("preserveCase", false)),
            counters)
        {
            Limit = interval > 0
                ? new RateLimit(title, interval, _parameters.Int("rateLimit.burst", 10_000), Warn)
                : null,
            OnDisallowed = SayDisallowed,
        };

        context.WritePortFile(_parameters.Text("listenPortFileName"), descriptor);
        if (!socket.TryOpen(descriptor, out var reason))
        {
            context.Complain($"imudp: cannot watch UDP socket {title}: {reason}");
            NativeSocket.Close(descriptor);
            context.Services.Statistics.Remove(set);
            return;
        }

        _sockets.Add((socket, set, isInherited));
    }

    private string InputName(string port)
    {
        var name = _parameters.Text("name") ?? _parameters.Text("inputname") ?? Module;
        return _parameters.Switch("name.appendPort", _parameters.Switch("inputname.appendPort", false)) ? name + port : name;
    }

    private int Bind(IPAddress address, int port)
    {
        var bytes = SocketAddressText.Build(address, port);
        var descriptor = NativeSocket.Create(SocketAddressText.Family(bytes), NativeSocket.Datagram);
        if (descriptor < 0)
        {
            return descriptor;
        }

        SetOptions(descriptor, address);
        var result = NativeSocket.Bind(descriptor, bytes);
        var freeBind = _parameters.Int("ipFreeBind", 2);
        if (result == NativeSocket.AddressNotAvailable && freeBind > 0)
        {
            _ = NativeSocket.SetOption(descriptor, SocketOption.FreeBind, 1);
            result = NativeSocket.Bind(descriptor, bytes);
            if (result >= 0 && freeBind > 1)
            {
                Warn($"imudp: bound to {address}, which no interface of this machine has");
            }
        }

        if (result >= 0)
        {
            return descriptor;
        }

        NativeSocket.Close(descriptor);
        return result;
    }

    private void SetOptions(int descriptor, IPAddress address)
    {
        _ = NativeSocket.SetOption(descriptor, SocketOption.ReuseAddress, 1);
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            _ = NativeSocket.SetOption(descriptor, SocketOption.OnlyIPv6, 1);
        }

        SetReceiveBuffer(descriptor);

        if (_parameters.Text("device") is { Length: > 0 } device)
        {
            var result = NativeSocket.SetOption(descriptor, SocketOption.BindToDevice, Encoding.UTF8.GetBytes(device + "\0"));
            if (result < 0)
            {
                context.Complain($"imudp: cannot bind to device '{device}': {NativeSocket.Describe(result)}");
            }
        }
    }

    private void SetReceiveBuffer(int descriptor)
    {
        var asked = _parameters.Int("rcvbufSize", 0);
        var size = asked > 0 ? asked : DefaultReceiveBufferBytes;
        if (NativeSocket.SetOption(descriptor, SocketOption.ReceiveBufferForce, size) >= 0)
        {
            return;
        }

        // Not root: the kernel gives what net.core.rmem_max allows.
        _ = NativeSocket.SetOption(descriptor, SocketOption.ReceiveBuffer, size);
        var given = NativeSocket.GetOption(descriptor, SocketOption.ReceiveBuffer) / 2;
        if (given < asked)
        {
            Warn($"imudp: asked for a receive buffer of {asked} bytes, got {given} (see net.core.rmem_max)");
        }
    }

    private static int LocalPort(int descriptor)
    {
        Span<byte> name = stackalloc byte[SocketAddressText.MaxBytes];
        var length = NativeSocket.GetName(descriptor, name);
        return length < 0 ? 0 : SocketAddressText.Parse(name[..length])?.Port ?? 0;
    }

    private void SayDisallowed()
    {
        var now = Environment.TickCount64;
        if (context.Services.Settings.WarnsOfDisallowedSenders && now >= _nextDisallowedMessage)
        {
            _nextDisallowedMessage = now + DisallowedMessageIntervalMilliseconds;
            Warn("imudp: UDP message from disallowed sender discarded");
        }
    }

    private void Warn(string text) => context.Services.Log.Report(Severity.Warning, text);
}
