using System.Globalization;
using System.Net;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs.Streams;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImTcp;

/// <summary>input(type="imtcp"): syslog over TCP (RFC 6587; rsyslog's manual, "imtcp"). One listening socket for each address
/// family; their connections share the batches.</summary>
internal sealed class TcpInput(BoundInput input, InputContext context) : InputListener
{
    private const string Module = "imtcp";
    private const int LargestBacklog = 4096;

    private readonly ParameterScope _parameters =
        new(input.Parameters, context.Services.ModuleParameters(Module));

    private readonly List<ListeningSocket> _sockets = [];
    private CounterSet? _counters;
    private StreamInput? _stream;
    private AllowedSenders? _allowed;
    private LogThrottle? _throttle;

    /// <inheritdoc/>
    public override bool Start()
    {
        var text = InputContext.Ports(input.Parameters).FirstOrDefault() ?? "514";
        if (SocketAddressText.ParsePort(text, "tcp") is not { } port)
        {
            context.Complain($"imtcp: '{text}' is neither a port nor a service");
            return false;
        }

        OpenStream(text);
        var addresses = context.ResolveAddress(_parameters.Text("address"));
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
            context.Complain($"Could not create tcp listener, ignoring port {text} bind-address {_parameters.Text("address") ?? "(null)"}.");
        }

        return _sockets.Count > 0;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        foreach (var socket in _sockets)
        {
            socket.Close();
        }

        _sockets.Clear();
        _stream?.EndAll();
        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    private void OpenStream(string port)
    {
        var name = _parameters.Text("name") ?? Module;
        var source = new InputSource(Encoding.UTF8.GetBytes(name), FrameDialect.ParserChain)
        {
            Ruleset = input.Ruleset,
            DefaultZone = InputContext.ParseZone(_parameters.Text("defaultTZ")),
        };
        _counters = context.Services.Statistics.Register($"{name}({port})", Module);
        _stream = new StreamInput(context, name, Settings(), context.OpenWriter(source, _counters.Add("submitted")));
        _allowed = context.AllowedSenders("TCP");
        _throttle = new LogThrottle(context.Services.Log, linesPerMinute: 10);
    }

    private StreamInputSettings Settings() => new()
    {
        Framing = new()
        {
            SupportOctetCounting = _parameters.Switch("supportOctetCountedFraming", true),
            AdditionalDelimiter = _parameters.Int("addtlFrameDelimiter", -1),
            DisableLineFeedDelimiter = _parameters.Switch("disableLFDelimiter", false),
            MaxFrameSizeBytes = _parameters.Int("maxFrameSize", 200_000),
            MaxMessageSizeBytes = context.Services.Settings.Parser.MaxMessageSizeBytes,
            DiscardTruncated = _parameters.Switch("discardTruncatedMsg", false),
            Escape8Bit = context.Services.Settings.Parser.Escape8Bit,
        },
        MaxSessions = _parameters.Int("maxSessions", 200),
        NotifyOnOpen = _parameters.Switch("notifyOnConnectionOpen", false),
        NotifyOnClose = _parameters.Switch("notifyOnConnectionClose", false),
        RateLimitInterval = _parameters.Int("rateLimit.interval", 0),
        RateLimitBurst = _parameters.Int("rateLimit.burst", 10_000),
    };

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
        context.WritePortFile(_parameters.Text("listenPortFileName"), descriptor);
        var socket = new ListeningSocket(context.Reactor, Accept, context.Complain) { IsInherited = isInherited };
        if (!socket.TryOpen(descriptor, out var reason))
        {
            context.Complain($"imtcp: cannot watch tcp socket {endPoint}: {reason}");
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
            result = NativeSocket.Listen(descriptor, Backlog());
        }

        if (result >= 0)
        {
            return descriptor;
        }

        NativeSocket.Close(descriptor);
        return result;
    }

    // A short queue makes thousands of connecting peers wait for the retransmission of their SYNs.
    private int Backlog()
    {
        if (_parameters.Int("socketBacklog", 0) is > 0 and var given)
        {
            return given;
        }

        const string limit = "/proc/sys/net/core/somaxconn";
        return File.Exists(limit) && int.TryParse(File.ReadAllText(limit), CultureInfo.InvariantCulture, out var most)
            ? Math.Min(most, LargestBacklog)
            : LargestBacklog;
    }

    private void Accept(int descriptor, ReadOnlySpan<byte> address)
    {
        var endPoint = SocketAddressText.Parse(address) ?? new IPEndPoint(IPAddress.None, 0);
        var peer = context.Names.Introduce(endPoint, _parameters.Switch("preserveCase", true));
        if (_allowed is not null && !_allowed.Allows(endPoint.Address, peer))
        {
            NativeSocket.Close(descriptor);
            if (_throttle!.TryTake())
            {
                context.Services.Log.Report(
                    Severity.Warning, $"connection request from disallowed sender {endPoint.Address} discarded");
            }

            return;
        }

        SetKeepAlive(descriptor);
        _stream!.Add(descriptor, peer);
    }

    private void SetKeepAlive(int descriptor)
    {
        if (!_parameters.Switch("keepAlive", false))
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
        var value = _parameters.Int(parameter, 0);
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
