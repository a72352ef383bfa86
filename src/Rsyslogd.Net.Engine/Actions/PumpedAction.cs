using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>An action that formats a message and leaves it to a pump as it is. Hot.</summary>
public abstract class PumpedAction : OutputAction
{
    private static readonly TimeSpan OutcomePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutcomeAge = TimeSpan.FromMilliseconds(500);

    private readonly TemplateProgram _template;
    private readonly OutputPump _pump;
    private readonly ByteBuffer _text = new(1024);

    private protected PumpedAction(TemplateProgram template, OutputPump pump)
    {
        _template = template;
        _pump = pump;
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

        _text.Clear();
        _template.Append(message, _text);
        _pump.TryEnqueue(_text.Written);
        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override void Flush() => _pump.Flush();

    /// <inheritdoc/>
    public override void Reopen() => _pump.Reopen();

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline) => _pump.Close(deadline);

    private protected static OutputPump MakePump(
        Configuration.Bound.BoundAction action, Topology.EngineServices services, PumpTarget target, long? maxBytes = null)
    {
        var settings = PumpSettings.Read(action.Parameters);
        if (maxBytes is { } most && !action.Parameters.IsGiven("queue.size"))
        {
            settings = settings with { MaxBytes = most };
        }

        var counters = services.Statistics.Register(
            action.Name ?? $"{action.Module}({target.Description})", action.Module);
        return new OutputPump(action.Name ?? action.Module, target, settings, services.Log, counters);
    }
}
