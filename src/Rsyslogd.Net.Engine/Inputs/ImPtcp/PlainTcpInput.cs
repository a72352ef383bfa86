using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs.Streams;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.ImPtcp;

/// <summary>input(type="imptcp"): syslog over TCP or a local stream socket (rsyslog's manual, "imptcp"). It shares everything with
/// imtcp but what makes the two differ in rsyslog: unterminated frames are dropped, the rest of a counted frame that is too long
/// is dropped, and messages may have several lines.</summary>
internal sealed class PlainTcpInput(BoundInput input, InputContext context) : InputListener
{
    private const string Module = "imptcp";
    private const int DefaultFileMode = 0b110_100_100;

    private readonly ParameterScope _parameters =
        new(input.Parameters, context.Services.ModuleParameters(Module));

    private CounterSet? _counters;
    private StreamInput? _stream;
    private TcpListeners? _listeners;
    private UnixSocketFile? _file;
    private ListeningSocket? _local;

    /// <inheritdoc/>
    public override bool Start()
    {
        var name = _parameters.Text("name") ?? Module;
        var path = _parameters.Text("path");
        var port = TcpListeners.PortOf(input.Parameters);
        if (Settings() is not { } settings)
        {
            return false;
        }

        var source = new InputSource(Encoding.UTF8.GetBytes(name), FrameDialect.ParserChain)
        {
            Ruleset = input.Ruleset,
            DefaultZone = InputContext.ParseZone(_parameters.Text("defaultTZ")),
        };
        _counters = context.Services.Statistics.Register($"{name}({path ?? port})", Module);
        _stream = new StreamInput(context, name, settings, context.OpenWriter(source, _counters.Add("submitted")));
        if (path is not null)
        {
            return OpenLocal(path, _stream);
        }

        _listeners = new TcpListeners(context, Module, _parameters, _stream);
        return _listeners.Open(port);
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _listeners?.Close();
        if (_local is { } local)
        {
            local.Close();
            if (!local.IsInherited && _parameters.Switch("unlink", false))
            {
                _file?.Remove();
            }

            _local = null;
        }

        _stream?.EndAll();
        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    private bool OpenLocal(string path, StreamInput stream)
    {
        var isInherited = context.Services.Settings.InheritedSockets.TryGetValue(path, out var descriptor);
        if (!isInherited)
        {
            descriptor = BindLocal(path);
        }

        if (descriptor < 0)
        {
            return false;
        }

        _ = NativeSocket.Listen(descriptor, TcpListeners.Backlog(_parameters));
        var peer = context.LocalPeer();
        _local = new ListeningSocket(context.Reactor, (connection, _) => stream.Add(connection, peer), context.Complain)
        {
            IsInherited = isInherited,
        };
        if (!_local.TryOpen(descriptor, out var reason))
        {
            context.Complain($"{Module}: cannot watch '{path}': {reason}");
            return false;
        }

        return true;
    }

    private int BindLocal(string path)
    {
        _file = new UnixSocketFile(path, context.Complain)
        {
            Mode = (UnixFileMode)_parameters.Int("fileCreateMode", DefaultFileMode),
            Owner = Id("fileOwner", "fileOwnerNum"),
            Group = Id("fileGroup", "fileGroupNum"),
            MustHaveOwner = _parameters.Switch("failOnChOwnFailure", true),
        };
        if (_parameters.Switch("unlink", false))
        {
            _file.Remove();
        }

        return _file.TryBind(NativeSocket.Stream);
    }

    private long Id(string name, string number) => _parameters.Number(name, _parameters.Number(number, -1));

    /// <summary>Null: an expression is wrong, which has been said.</summary>
    private StreamInputSettings? Settings()
    {
        var settings = StreamInputSettings.Read(_parameters, context.Services.Settings.Parser, defaultSessions: 0);
        var framing = settings.Framing with
        {
            DiscardTruncatedCounted = true,
            SkipLeadingSpaces = _parameters.Switch("framingfix.cisco.asa", false),
        };
        if (_parameters.Text("framing.delimiter.regex") is { } expression)
        {
            var lineStart = RegexLineStart.Compile(expression, out var error);
            if (lineStart is null)
            {
                context.Complain($"{Module}: framing.delimiter.regex '{expression}': {error}");
                return null;
            }

            framing = framing with { LineStart = lineStart, SupportOctetCounting = false, SkipLeadingSpaces = false };
        }
        else if (_parameters.Switch("multiLine", false))
        {
            framing = framing with { LineStart = new PriorityLineStart() };
        }

        return settings with { Framing = framing, Unterminated = UnterminatedFrames.Drop };
    }
}
