using Rsyslogd.Net.Engine.Inputs.Streams;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>A local socket (rsyslog's manual, "imuxsock"): the one of syslog(3), or an additional one. Datagrams, or a stream for
/// senders that fall back to it.</summary>
internal sealed class UnixSocketInput(UnixSocketSettings settings, InputContext context) : InputListener
{
    private const string Module = "imuxsock";
    private const int StreamBacklog = 1024;

    private const UnixFileMode WritableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly UnixSocketFile _file = new(settings.Path, context.Complain) { Mode = WritableByAll };
    private bool _isInherited;
    private UnixDatagramSocket? _datagrams;
    private ListeningSocket? _listening;
    private StreamInput? _stream;

    /// <inheritdoc/>
    public override bool Start()
    {
        _isInherited = context.Services.Settings.InheritedSockets.TryGetValue(settings.Path, out var descriptor);
        var isStream = _isInherited
            ? NativeSocket.GetOption(descriptor, SocketOption.Type) == NativeSocket.Stream
            : settings.IsStream;
        if (!_isInherited)
        {
            descriptor = TryBind(isStream);
            if (descriptor < 0)
            {
                return false;
            }
        }

        var isOpen = isStream ? OpenStream(descriptor, out var reason) : OpenDatagrams(descriptor, out reason);
        if (!isOpen)
        {
            context.Complain($"cannot watch '{settings.Path}': {reason}");
        }

        return isOpen;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        var descriptor = _datagrams?.Release() ?? -1;
        _datagrams?.Limits?.TellLost();
        if (descriptor >= 0 && !_isInherited)
        {
            NativeSocket.Close(descriptor);
        }

        _listening?.Close();
        _stream?.EndAll();
        if ((descriptor >= 0 || _listening is not null) && settings.Unlink && !_isInherited)
        {
            _file.Remove();
        }

        (_datagrams, _listening, _stream) = (null, null, null);
    });

    private CounterSet Counters() =>
        context.ModuleCounters(Module, "submitted", "ratelimit.discarded", "ratelimit.numratelimiters");

    private bool OpenDatagrams(int descriptor, out string? reason)
    {
        if (settings.UsePidFromSystem || settings.Annotate || settings.RateLimitInterval > 0)
        {
            _ = NativeSocket.SetOption(descriptor, SocketOption.PassCredentials, 1);
        }

        var counters = Counters().Counters;
        _datagrams = new UnixDatagramSocket(
            context.Reactor,
            context.Receiver,
            context.OpenWriter(settings.Source, counters[0].Counter),
            context.LocalPeer(settings.HostName),
            settings)
        {
            Limits = settings.RateLimitInterval > 0
                ? new ProcessRateLimits(settings, text => context.Services.Log.Report(Severity.Warning, text))
                : null,
            Discarded = counters[1].Counter,
        };
        return _datagrams.TryOpen(descriptor, out reason);
    }

    private bool OpenStream(int descriptor, out string? reason)
    {
        if (NativeSocket.GetOption(descriptor, SocketOption.IsListening) == 0)
        {
            _ = NativeSocket.Listen(descriptor, StreamBacklog);
        }

        var stream = new StreamInput(
            context, Module, StreamSettings(), context.OpenWriter(settings.Source, Counters().Counters[0].Counter));
        var peer = context.LocalPeer(settings.HostName);
        _stream = stream;
        _listening = new ListeningSocket(context.Reactor, (connection, _) => stream.Add(connection, peer), context.Complain)
        {
            IsInherited = _isInherited,
        };
        return _listening.TryOpen(descriptor, out reason);
    }

    // syslog(3) and Python's SysLogHandler end each message on a stream with a NUL, logger(1) with a LF.
    private StreamInputSettings StreamSettings() => new()
    {
        Framing = new()
        {
            SupportOctetCounting = false,
            AdditionalDelimiter = 0,
            MaxMessageSizeBytes = context.Services.Settings.Parser.MaxMessageSizeBytes,
            Escape8Bit = context.Services.Settings.Parser.Escape8Bit,
        },
        MaxSessions = 4096,
        Unterminated = UnterminatedFrames.Deliver,
    };

    private int TryBind(bool isStream)
    {
        if (settings.Unlink)
        {
            _file.Remove();
        }

        if (settings.CreatePath)
        {
            _file.CreateDirectory();
        }

        return _file.TryBind(isStream ? NativeSocket.Stream : NativeSocket.Datagram);
    }
}
