using System.Runtime.CompilerServices;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>What a batch has become on its way through the rules while it was not its turn to be delivered: a block of formatted
/// messages for each action that gets any. Hot.</summary>
internal sealed class PreparedBatch
{
    private readonly List<ActionRunner> _actions = [];
    private OutputBlock?[] _blocks = [];

    /// <summary>How many messages the batch brought.</summary>
    public int Messages { get; set; }

    /// <summary>How many of them were discarded.</summary>
    public int Discarded { get; set; }

    /// <summary>Formats a message for an action.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ActionRunner action, BlockFormatter formatter, Message message)
    {
        if (action.Index >= _blocks.Length)
        {
            Array.Resize(ref _blocks, action.Index + 8);
        }

        var block = _blocks[action.Index] ??= new OutputBlock();
        if (block.Messages.Count == 0)
        {
            _actions.Add(action);
        }

        formatter.Append(message, block);
    }

    /// <summary>Hands everything to the actions, and is empty then.</summary>
    public void Deliver(ExecutionState state)
    {
        foreach (var action in _actions)
        {
            var block = _blocks[action.Index]!;
            action.Run(block, state);
            block.Clear();
        }

        _actions.Clear();
    }
}
