using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>Parses the frames of a batch and takes each message through the rules. Hot. What it has is one worker's own: the message
/// object, the compiled rules, their rooms.</summary>
internal sealed class BatchProcessor
{
    private readonly RulesetProgram[] _programs;
    private readonly ParserSettings[] _settings;
    private readonly FaultReport _faults;
    private readonly Message _message = new();

    /// <param name="programs">The rulesets by <see cref="InputSource.RulesetIndex"/>.</param>
    /// <param name="state">The state that the programs were compiled for.</param>
    /// <param name="settings">How frames are parsed, by <see cref="InputSource.ParserIndex"/>.</param>
    /// <param name="log">For faults of our own.</param>
    public BatchProcessor(RulesetProgram[] programs, ExecutionState state, ParserSettings[] settings, IInternalLog log)
    {
        _programs = programs;
        State = state;
        _settings = settings;
        _faults = new FaultReport(log);
    }

    /// <summary>What its rules remember from one statement to the next.</summary>
    public ExecutionState State { get; }

    /// <summary>What to flush besides the actions: hand-overs to other queues. Called after each batch.</summary>
    public Action? AfterBatch { get; init; }

    /// <summary>queue.discardMark; null: nothing is discarded.</summary>
    public DiscardMark? Discard { get; set; }

    /// <summary>How many messages of the last batch it has discarded.</summary>
    public int Discarded { get; private set; }

    /// <summary>Takes a batch through.</summary>
    /// <param name="batch">Filled.</param>
    /// <param name="queue">Where it came from.</param>
    /// <param name="prepared">Takes what comes of it; null: the actions are called.</param>
    public void Run(Batch batch, MessageQueue queue, PreparedBatch? prepared)
    {
        State.Prepared = prepared;
        Discarded = 0;
        var program = _programs[batch.Source.RulesetIndex];
        var settings = _settings[batch.Source.ParserIndex];
        for (var next = 0; next < batch.Count;)
        {
            next = RunFrom(batch, next, queue, program, settings);
        }

        AfterBatch?.Invoke();
    }

    // One message that hits a fault of ours must not take the others of its batch with it.
    private int RunFrom(Batch batch, int first, MessageQueue queue, RulesetProgram program, ParserSettings settings)
    {
        var i = first;
        try
        {
            for (; i < batch.Count; i++)
            {
                if (MessageParser.Parse(_message, batch, i, settings) && (Discard is null || !IsDiscarded(Discard, queue)))
                {
                    State.IsPreviousSuspended = false;
                    program.Start(_message, State);
                }
            }
        }
#pragma warning disable CA1031 // The isolation point between one message and the next.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _faults.Add(fault);
            State.CallDepth = 0;
            State.Prepared?.DropUnfinished();
            i++;
        }

        return i;
    }

    private bool IsDiscarded(DiscardMark mark, MessageQueue queue)
    {
        if (!mark.Discards(_message, queue.Messages))
        {
            return false;
        }

        Discarded++;
        return true;
    }
}
