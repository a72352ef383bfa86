using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmRuleset;

/// <summary>omruleset: a copy of the message goes into the queue of another ruleset (the main queue if that has none of its
/// own) and is processed from there, whatever becomes of the original.</summary>
public sealed class RulesetAction : OutputAction
{
    private readonly QueuedRuleset? _target;
    private readonly ExecutionState _state = new();

    /// <summary>Makes the action. A ruleset that isn't there has been reported; then nothing is passed on.</summary>
    public RulesetAction(BoundAction action, EngineServices services)
    {
        if (action.Parameters.GetText("rulesetName") is { } name && services.FindRuleset?.Invoke(name) is { } place)
        {
            var counters = services.Statistics.Register(action.Name ?? $"omruleset({name})", "omruleset");
            _target = new QueuedRuleset(place.Queue, place.RulesetIndex, counters.Add("discarded.full"));
        }
    }

    /// <inheritdoc/>
    public override bool IsDirty => _target is not null;

    /// <inheritdoc/>
    public override DeliveryResult Deliver(Message message)
    {
        _target?.Run(message, _state);
        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override void Flush() => _target?.Flush();
}
