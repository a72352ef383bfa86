using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>The batch that an input is filling. Hot. Several sockets of one input share it; it goes to the queue when it is
/// full or the reactor's round is over. Reactor's thread only.</summary>
/// <param name="reactor">Whose rounds count.</param>
/// <param name="queue">Where full batches go.</param>
/// <param name="source">What all messages of the input have in common.</param>
/// <param name="submitted">The input's counter of messages.</param>
public sealed class BatchWriter(Reactor reactor, MessageQueue queue, InputSource source, Counter submitted) : IRoundEnd
{
    // More frames than this make no batch cheaper, and a flood of tiny ones must not make large arrays.
    internal const int MaxFrames = 4096;

    private Batch? _batch;

    /// <summary>What all messages of the input have in common.</summary>
    public InputSource Source { get; } = source;

    /// <summary>The batch with room for at least <paramref name="bytes"/> behind what is used. Waits while the pool is empty;
    /// null when the reactor is to stop meanwhile.</summary>
    public Batch? Room(int bytes)
    {
        var batch = _batch;
        if (batch is not null)
        {
            if (batch.Slab.Length - batch.Used >= bytes && batch.Count < MaxFrames)
            {
                return batch;
            }

            HandOver();
        }

        batch = reactor.Rent(queue.Pool);
        if (batch is null)
        {
            return null;
        }

        batch.EnsureRoom(bytes);
        batch.Source = Source;
        batch.ReceivedAt = Clock.Now();
        _batch = batch;
        reactor.AtRoundEnd(this);
        return batch;
    }

    /// <summary>Gives what there is to the queue.</summary>
    public void HandOver()
    {
        if (_batch is { } batch)
        {
            _batch = null;
            submitted.Add(batch.Count);
            queue.Enqueue(batch);
        }
    }

    /// <inheritdoc/>
    public void OnRoundEnd() => HandOver();
}
