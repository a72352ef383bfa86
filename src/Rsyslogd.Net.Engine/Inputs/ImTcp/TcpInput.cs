using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs.Streams;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImTcp;

/// <summary>input(type="imtcp"): syslog over TCP (RFC 6587; rsyslog's manual, "imtcp"). One listening socket for each address
/// family; their connections share the batches.</summary>
internal sealed class TcpInput(BoundInput input, InputContext context) : InputListener
{
    private const string Module = "imtcp";

    private readonly ParameterScope _parameters =
        new(input.Parameters, context.Services.ModuleParameters(Module));

    private CounterSet? _counters;
    private StreamInput? _stream;
    private TcpListeners? _listeners;

    /// <inheritdoc/>
    public override bool Start()
    {
        var port = TcpListeners.PortOf(input.Parameters);
        var name = _parameters.Text("name") ?? Module;
        var source = new InputSource(Encoding.UTF8.GetBytes(name), FrameDialect.ParserChain)
        {
            Ruleset = input.Ruleset,
            DefaultZone = InputContext.ParseZone(_parameters.Text("defaultTZ")),
        };
        _counters = context.Services.Statistics.Register($"{name}({port})", Module);
        _stream = new StreamInput(context, name, Settings(), context.OpenWriter(source, _counters.Add("submitted")));
        _listeners = new TcpListeners(context, Module, _parameters, _stream)
        {
            Allowed = context.AllowedSenders("TCP"),
            PreserveCase = _parameters.Switch("preserveCase", true),
        };
        return _listeners.Open(port);
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _listeners?.Close();
        _stream?.EndAll();
        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    private StreamInputSettings Settings() =>
        StreamInputSettings.Read(_parameters, context.Services.Settings.Parser, defaultSessions: 200);
}
