using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmSequence;

/// <summary>mmsequence: puts the next number of a sequence, or a random one, into a variable.</summary>
public sealed class Sequence : MessageModification
{
    private readonly bool _isRandom;
    private readonly long _from;
    private readonly long _to;
    private readonly long _step;
    private readonly VariableReference _variable;
    private readonly SequenceCounter _counter;

    /// <summary>Makes the action.</summary>
    public Sequence(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        var parameters = action.Parameters;
        var mode = parameters.GetText("mode") ?? "instance";
        _isRandom = mode == "random";
        _from = parameters.GetNumber("from", 0);
        _to = parameters.GetNumber("to", int.MaxValue);
        _step = parameters.GetNumber("step", 1);
        _variable = VariableName.Refer(parameters.GetText("var") ?? "$!mmsequence", services.Globals);
        _counter = mode == "key"
            ? services.Sequences.GetOrAdd(parameters.GetText("key") ?? "", static _ => new SequenceCounter())
            : new SequenceCounter();
    }

    /// <inheritdoc/>
    protected override void Modify(Message message) => _variable.Set(
        message, JsonValue.From(_isRandom ? Random.Shared.NextInt64(_from, Math.Max(_to, _from + 1)) : _counter.Next(_from, _to, _step)));
}
