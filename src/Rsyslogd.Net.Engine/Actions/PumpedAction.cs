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

    private readonly Func<TemplateCache, TemplateProgram> _compile;
    private readonly TemplateProgram _template;

    /// <param name="compile">Makes the template, once for each thread that formats.</param>
    /// <param name="services">Compiles templates.</param>
    /// <param name="pump">Takes the messages.</param>
    private protected PumpedAction(Func<TemplateCache, TemplateProgram> compile, EngineServices services, OutputPump pump)
    {
        _compile = compile;
        _template = compile(new TemplateCache(services.CompileTemplate));
        Pump = pump;
    }

    /// <inheritdoc/>
    public override bool MayWait => true;

    /// <inheritdoc/>
    public override bool TakesBlocks => !NeedsOutcome && ErrorFile is null && !Pump.MayDiscard;

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

        if (Pump.MayDiscard && Pump.Discards(message))
        {
            return DeliveryResult.Done;
        }

        if (MayPass())
        {
            var room = Pump.BeginMessage();
            var start = room.Length;
            _template.Append(message, room);
            var (head, tail) = Frame(room, start);
            Pump.EndMessage(head, tail);
        }

        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override BlockFormatter CreateFormatter(TemplateCache templates) => new Formatter(this, _compile(templates));

    /// <inheritdoc/>
    public sealed override int Deliver(OutputBlock block)
    {
        Pump.Add(block.Own.Text.Written, block.Own.Ends);
        return 0;
    }

    /// <inheritdoc/>
    public override void Flush() => Pump.Flush();

    /// <inheritdoc/>
    public override void Reopen() => Pump.Reopen();

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline) => Pump.Close(deadline);

    /// <summary>Whether a message may be sent at all (a limit of the rate).</summary>
    private protected virtual bool MayPass() => true;

    /// <summary>Puts a message, which begins at <paramref name="start"/> and goes to the end, into its frame. Returns how much came
    /// in front of it, and how much behind. May be called from several threads.</summary>
    private protected virtual (int Head, int Tail) Frame(ByteBuffer room, int start) => (0, 0);

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

    private sealed class Formatter(PumpedAction action, TemplateProgram template) : BlockFormatter
    {
        /// <inheritdoc/>
        public override void Append(Message message, OutputBlock block)
        {
            var text = block.Own.Text;
            var start = text.Length;
            template.Append(message, text);
            action.Frame(text, start);
            block.EndOwn();
        }
    }
}
