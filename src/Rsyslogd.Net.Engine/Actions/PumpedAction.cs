using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>An action that formats a message and leaves it to a pump, as it is or in a frame. Hot.</summary>
public abstract class PumpedAction : OutputAction
{
    private static readonly TimeSpan OutcomePatience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OutcomeAge = TimeSpan.FromMilliseconds(500);

    private readonly TemplateProgram _template;
    private readonly ByteBuffer _text = new(1024);

    private protected PumpedAction(TemplateProgram template, OutputPump pump)
    {
        _template = template;
        Pump = pump;
    }

    /// <inheritdoc/>
    public override bool MayWait => true;

    /// <inheritdoc/>
    public override bool IsDirty => Pump.IsDirty;

    /// <inheritdoc/>
    public override bool IsBusy => Pump.Waiting > 0 && Pump.State != TargetState.Down;

    /// <inheritdoc/>
    internal override ErrorFile? ErrorFile
    {
        get => Pump.ErrorFile;
        set => Pump.ErrorFile = value;
    }

    /// <summary>Its pump.</summary>
    private protected OutputPump Pump { get; }

    /// <inheritdoc/>
    public sealed override DeliveryResult Deliver(Message message)
    {
        if (NeedsOutcome && Pump.Probe(OutcomePatience, OutcomeAge) == TargetState.Down)
        {
            return DeliveryResult.Suspended;
        }

        if (Pump.Discards(message))
        {
            return DeliveryResult.Done;
        }

        _text.Clear();
        _template.Append(message, _text);
        Enqueue(_text.Written);
        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override void Flush() => Pump.Flush();

    /// <inheritdoc/>
    public override void Reopen() => Pump.Reopen();

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline) => Pump.Close(deadline);

    /// <summary>Gives a message to the pump.</summary>
    private protected virtual void Enqueue(ReadOnlySpan<byte> text) => Pump.TryEnqueue(text);

    private protected static OutputPump MakePump(
        BoundAction action, EngineServices services, PumpTarget target, long? maxBytes = null) =>
        MakePump(action, services, target, RegisterCounters(action, services, target), maxBytes);

    private protected static OutputPump MakePump(
        BoundAction action, EngineServices services, PumpTarget target, CounterSet counters, long? maxBytes = null)
    {
        var settings = PumpSettings.Read(action.Parameters, services.Configuration.Globals);
        if (maxBytes is { } most && !action.Parameters.IsGiven("queue.size"))
        {
            settings = settings with { MaxBytes = most };
        }

        return new OutputPump(action.Name ?? action.Module, target, settings, services.Log, counters);
    }

    private protected static CounterSet RegisterCounters(BoundAction action, EngineServices services, PumpTarget target) =>
        services.Statistics.Register(action.Name ?? $"{action.Module}({target.Description})", action.Module);
}
