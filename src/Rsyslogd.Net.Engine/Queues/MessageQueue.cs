using System.Threading.Channels;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// The way from inputs to the worker of a ruleset: a channel of batches with the pool they come from. Any thread may write,
/// one worker reads. Bounded by the pool: there is always room for a batch that was rented.
/// </summary>
public sealed class MessageQueue(string name, BatchPool pool)
{
    private static int _made;

    private readonly Channel<Batch> _channel = Channel.CreateUnbounded<Batch>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = false, AllowSynchronousContinuations = false });

    private readonly WakeSignal _signal = new();
    private volatile bool _completed;
    private int _depth;
    private long _enqueued;
    private long _settled;
    private long _messages;
    private long _mostMessages;

    /// <summary>For statistics: <c>main Q</c>, or the ruleset's name.</summary>
    public string Name { get; } = name;

    /// <summary>Tells it from every other queue that there was or will be.</summary>
    public int Id { get; } = Interlocked.Increment(ref _made);

    /// <summary>Where inputs get batches from, and the worker returns them to.</summary>
    public BatchPool Pool { get; } = pool;

    /// <summary>How many batches wait.</summary>
    /// <remarks>Counted here: a channel with a single reader can't tell (Reader.Count throws).</remarks>
    public int Depth => Volatile.Read(ref _depth);

    /// <summary>How many messages wait.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>The most that ever waited.</summary>
    public long MostMessages => Volatile.Read(ref _mostMessages);

    /// <summary>How many batches have ever been handed over.</summary>
    public long Enqueued => Volatile.Read(ref _enqueued);

    /// <summary>How many of them the rules have taken, and what came of it has been written or given to a target's own
    /// buffer.</summary>
    public long Settled => Volatile.Read(ref _settled);

    /// <summary>No batch will come any more; the worker ends when it has read the last one.</summary>
    public bool IsCompleted => _completed;

    /// <summary>Hands a filled batch to the worker. An empty one goes straight back to the pool.</summary>
    public void Enqueue(Batch batch)
    {
        if (batch.Count == 0)
        {
            Pool.Return(batch);
            return;
        }

        Interlocked.Increment(ref _depth);
        Interlocked.Increment(ref _enqueued);
        var messages = Interlocked.Add(ref _messages, batch.Count);
        if (messages > _mostMessages)
        {
            // Two writers may race here; it is a figure for people.
            _mostMessages = messages;
        }

        _channel.Writer.TryWrite(batch);
        _signal.Set();
    }

    /// <summary>The next batch, if there is one.</summary>
    public bool TryDequeue(out Batch batch)
    {
        if (!_channel.Reader.TryRead(out batch!))
        {
            return false;
        }

        Interlocked.Decrement(ref _depth);
        Interlocked.Add(ref _messages, -batch.Count);
        return true;
    }

    /// <summary>Worker side: sleeps until something was enqueued or <see cref="Wake"/> was called, or the time is over.</summary>
    public bool WaitForWork(long microseconds) => _signal.Wait(microseconds);

    /// <summary>Makes the worker look around: something else than a batch waits for it.</summary>
    public void Wake() => _signal.Set();

    /// <summary>Worker side: nothing of the first <paramref name="batches"/> batches is buffered any more.</summary>
    public void Settle(long batches) => Volatile.Write(ref _settled, batches);

    /// <summary>No more batches.</summary>
    public void Complete()
    {
        _completed = true;
        _signal.Set();
    }
}
