using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// A bounded stock of batches. Its size is what bounds the memory of everything between inputs and rules: an input that
/// finds it empty waits, and so its peers do. The batch used last is given out first, since it is still in the cache.
/// </summary>
public sealed class BatchPool
{
    private readonly Lock _lock = new();
    private readonly Stack<Batch> _idle = new();
    private readonly SemaphoreSlim _available;
    private readonly int _slabBytes;
    private int _made;

    /// <summary>A pool of at most <paramref name="batches"/> batches with slabs of <paramref name="slabBytes"/>.</summary>
    public BatchPool(int batches, int slabBytes)
    {
        _available = new SemaphoreSlim(batches, batches);
        Size = batches;
        _slabBytes = slabBytes;
    }

    /// <summary>The most batches there can be.</summary>
    public int Size { get; }

    /// <summary>How many batches have been made so far.</summary>
    public int Made => _made;

    /// <summary>An empty batch; waits while all are in use.</summary>
    public Batch Rent()
    {
        _available.Wait();
        return Take();
    }

    /// <summary>An empty batch, or null when all are still in use after the time given.</summary>
    public Batch? TryRent(TimeSpan patience) => _available.Wait(patience) ? Take() : null;

    /// <summary>Takes a batch back.</summary>
    public void Return(Batch batch)
    {
        batch.Reset();
        lock (_lock)
        {
            if (batch.Slab.Length == _slabBytes)
            {
                _idle.Push(batch);
            }
        }

        _available.Release();
    }

    private Batch Take()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var batch))
            {
                return batch;
            }
        }

        Interlocked.Increment(ref _made);
        return new Batch(_slabBytes);
    }
}
