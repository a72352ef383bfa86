using System.Buffers.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>omfwd: sends messages to another syslog receiver over UDP or TCP. Hot: formats, frames and leaves everything
/// that may wait (name look-ups too) to the thread of its pump.</summary>
public sealed class ForwardAction : OutputAction
{
    private static readonly TimeSpan OutcomePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutcomeAge = TimeSpan.FromMilliseconds(500);

    private readonly ForwardSettings _settings;
    private readonly TemplateProgram _template;
    private readonly OutputPump _pump;
    private readonly byte[] _delimiter;
    private readonly ByteBuffer _text = new(1024);
    private readonly Statistics.Counter _limited;
    private long _windowEnds;
    private long _windowLeft;

    /// <summary>Makes the action; nothing is connected before the first message.</summary>
    public ForwardAction(BoundAction action, EngineServices services)
    {
        _settings = ForwardSettings.Read(action.Parameters);
        _template = ActionTemplates.Compile(action, services, "RSYSLOG_TraditionalForwardFormat");
        _delimiter = [_settings.Delimiter];
        var counters = services.Statistics.Register(action.Name ?? $"omfwd({_settings.Description})", "omfwd");
        _limited = counters.Add("discarded.ratelimit");
        PumpTarget target = _settings.IsTcp ? new TcpTarget(_settings) : new UdpTarget(_settings);
        _pump = new OutputPump(
            action.Name ?? "omfwd", target, PumpSettings.Read(action.Parameters), services.Log, counters);
    }

    /// <inheritdoc/>
    public override bool MayWait => true;

    /// <inheritdoc/>
    public override bool IsDirty => _pump.IsDirty;

    /// <inheritdoc/>
    public override DeliveryResult Deliver(Message message)
    {
        if (NeedsOutcome && _pump.Probe(OutcomePatience, OutcomeAge) == TargetState.Down)
        {
            return DeliveryResult.Suspended;
        }

        if (_settings.RateInterval > 0 && IsOverRate())
        {
            _limited.Add(1);
            return DeliveryResult.Done;
        }

        _text.Clear();
        _template.Append(message, _text);
        var text = _text.Written;
        if (!_settings.IsTcp)
        {
            _pump.TryEnqueue(text);
        }
        else if (_settings.IsOctetCounted)
        {
            Span<byte> head = stackalloc byte[12];
            Utf8Formatter.TryFormat(text.Length, head, out var digits);
            head[digits++] = (byte)' ';
            _pump.TryEnqueue(head[..digits], text, default);
        }
        else
        {
            var hasEnd = text.Length > 0 && text[^1] == _settings.Delimiter;
            _pump.TryEnqueue(default, text, hasEnd ? default : _delimiter);
        }

        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override void Flush() => _pump.Flush();

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline) => _pump.Close(deadline);

    private bool IsOverRate()
    {
        var now = Environment.TickCount64;
        if (now >= _windowEnds)
        {
            _windowEnds = now + (_settings.RateInterval * 1000);
            _windowLeft = _settings.RateBurst;
        }

        return _windowLeft-- <= 0;
    }
}
