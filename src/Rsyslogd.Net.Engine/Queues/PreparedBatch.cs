using System.Runtime.CompilerServices;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>What a batch has become on its way through the rules: a block of formatted messages for each action that gets any. Hot.</summary>
internal sealed class PreparedBatch
{
    private readonly List<ActionRunner> _actions = [];
    private readonly List<SharedTexts> _shared = [];
    private OutputBlock?[] _blocks = [];

    /// <summary>How many messages the batch brought.</summary>
    public int Messages { get; set; }

    /// <summary>How many of them were discarded.</summary>
    public int Discarded { get; set; }

    /// <summary>Formats a message for an action.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ActionRunner action, BlockFormatter formatter, Message message) => formatter.Append(message, BlockOf(action));

    /// <summary>Gives a message to an action as a template shows it; for further actions with that template it is not formatted again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ActionRunner action, SharedTemplate template, Message message)
    {
        if (template.Number >= _shared.Count)
        {
            MakeShared(template.Number);
        }

        var shared = _shared[template.Number];
        shared.Add(template, message);
        BlockOf(action).AddLast(shared.Texts);
    }

    /// <summary>A message met a fault of ours: what has been written of it in the middle of a text must not stand before the next one.</summary>
    public void DropUnfinished()
    {
        _shared.ForEach(shared => shared.Texts.DropUnfinished());
        _actions.ForEach(action => _blocks[action.Index]!.DropUnfinished());

        // They begin again with their first message.
        _actions.RemoveAll(action => _blocks[action.Index]!.Count == 0);
    }

    /// <summary>Hands everything to the actions, and is empty then.</summary>
    /// <param name="state">Of who delivers.</param>
    /// <param name="faults">Learns of an action that fails by a fault of ours; the others get theirs.</param>
    public void Deliver(ExecutionState state, FaultReport faults)
    {
        foreach (var action in _actions)
        {
            var block = _blocks[action.Index]!;
#pragma warning disable CA1031 // The isolation point between one action and the next.
            try
            {
                action.Run(block, state);
            }
            catch (Exception fault)
            {
                faults.Add(fault);
            }
#pragma warning restore CA1031

            block.Clear();
        }

        _actions.Clear();
        foreach (var shared in _shared)
        {
            shared.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OutputBlock BlockOf(ActionRunner action)
    {
        var blocks = _blocks;
        var index = action.Index;
        return (uint)index < (uint)blocks.Length && blocks[index] is { Count: > 0 } block ? block : BeginBlock(action);
    }

    private OutputBlock BeginBlock(ActionRunner action)
    {
        if (action.Index >= _blocks.Length)
        {
            Array.Resize(ref _blocks, action.Index + 8);
        }

        _actions.Add(action);
        return _blocks[action.Index] ??= new OutputBlock();
    }

    private void MakeShared(int number)
    {
        while (_shared.Count <= number)
        {
            _shared.Add(new SharedTexts());
        }
    }
}
