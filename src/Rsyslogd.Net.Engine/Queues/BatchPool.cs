using System.Diagnostics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// A bounded stock of batches. Its size is what bounds the memory of everything between inputs and rules: an input that
/// finds it empty waits, and so its peers do. The batch used last is given out first, since it is still in the cache.
/// </summary>
/// <remarks>A monitor and no semaphore: SemaphoreSlim spins before it sleeps, and an input that waits for the rules waits for
/// most of a millisecond (measured: a tenth of the input thread's time under a TCP flood).</remarks>
/// <param name="batches">The most batches there can be.</param>
/// <param name="slabBytes">The slab of each.</param>
public sealed class BatchPool(int batches, int slabBytes)
{
    private readonly object _gate = new();
    private readonly Stack<Batch> _idle = new();
    private int _lent;
    private int _waiting;

    /// <summary>The most batches there can be.</summary>
    public int Size { get; } = batches;

    /// <summary>How many batches may be rented without waiting.</summary>
    public int Available => Size - Volatile.Read(ref _lent);

    /// <summary>How often all batches were in use when one was wanted.</summary>
    public long Shortages { get; private set; }

    /// <summary>How many batches have been made so far.</summary>
    public int Made { get; private set; }

    /// <summary>An empty batch; waits while all are in use.</summary>
    public Batch Rent() => TryRent(Timeout.InfiniteTimeSpan)!;

    /// <summary>An empty batch, or null when all are still in use after the time given.</summary>
    public Batch? TryRent(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_lent == Size)
            {
                Shortages++;
                if (patience == TimeSpan.Zero || !WaitForOne(patience))
                {
                    return null;
                }
            }

            _lent++;
            if (_idle.TryPop(out var batch))
            {
                return batch;
            }

            Made++;
        }

        return new Batch(slabBytes);
    }

    /// <summary>Takes a batch back.</summary>
    public void Return(Batch batch)
    {
        batch.Reset();
        lock (_gate)
        {
            if (batch.Slab.Length == slabBytes)
            {
                _idle.Push(batch);
            }

            _lent--;
            if (_waiting > 0)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private bool WaitForOne(TimeSpan patience)
    {
        var start = Stopwatch.GetTimestamp();
        _waiting++;
        try
        {
            while (_lent == Size)
            {
                var left = patience == Timeout.InfiniteTimeSpan ? patience : patience - Stopwatch.GetElapsedTime(start);
                if ((left < TimeSpan.Zero && left != Timeout.InfiniteTimeSpan) || !Monitor.Wait(_gate, left))
                {
                    return _lent < Size;
                }
            }

            return true;
        }
        finally
        {
            _waiting--;
        }
    }
}
