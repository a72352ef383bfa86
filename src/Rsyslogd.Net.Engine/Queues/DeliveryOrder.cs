using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// Lets several workers take batches from one queue and yet deliver what comes of them in the order of arrival. Batches are numbered as
/// they are taken. Who takes the one whose turn it is delivers while it goes through the rules; the others prepare theirs, and
/// whoever has the turn then hands over what is ready. Thread-safe.
/// </summary>
/// <param name="queue">Where batches come from.</param>
/// <param name="ahead">How many batches may be prepared at most before their turn. One more than there are workers is enough, and no more
/// are.</param>
internal sealed class DeliveryOrder(MessageQueue queue, int ahead)
{
    private readonly object _gate = new();
    private readonly PreparedBatch?[] _ready = new PreparedBatch[ahead + 1];
    private readonly Stack<PreparedBatch> _spare = new();
    private int _made;
    private long _taken;
    private long _delivered;
    private bool _isTurnTaken;
    private bool _isPaused;

    /// <summary>How many workers may take batches: the first ones. To be changed during a pause.</summary>
    public int Workers { get; set; } = int.MaxValue;

    private long Ahead => Math.Min(ahead, Workers + 1L);

    /// <summary>How many batches have been handed to the actions.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Whether somebody has called <see cref="Pause"/> and not yet <see cref="Resume"/>.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_gate)
            {
                return _isPaused;
            }
        }
    }

    /// <summary>The next batch, if there is one and it may be taken.</summary>
    /// <param name="worker">Who asks, from 0.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="number">Its number.</param>
    /// <param name="prepared">What to fill, for <see cref="Hold"/>; null: it is this batch's turn, and the caller has it.</param>
    public bool TryTake(int worker, out Batch batch, out long number, out PreparedBatch? prepared)
    {
        lock (_gate)
        {
            prepared = null;
            batch = null!;
            number = _taken;
            if (_isPaused || worker >= Workers || !queue.TryDequeue(out batch))
            {
                return false;
            }

            _taken++;
            while (true)
            {
                if (number == _delivered && !_isTurnTaken)
                {
                    _isTurnTaken = true;
                    return true;
                }

                if (Workers > 1 && number - _delivered <= Ahead && TryGetSpare(out prepared))
                {
                    return true;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Lets no further batch be taken, and waits until all that were have been delivered. The caller has the turn then, until
    /// <see cref="Resume"/>.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _isPaused = true;
            while (_taken != _delivered || _isTurnTaken)
            {
                Monitor.Wait(_gate);
            }

            _isTurnTaken = true;
        }
    }

    /// <summary>Ends the pause.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = _isTurnTaken = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until so many batches have been handed to the actions.</summary>
    public void AwaitDelivered(long batches)
    {
        lock (_gate)
        {
            while (_delivered < batches)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Keeps a prepared batch until it is its turn.</summary>
    public void Hold(long number, PreparedBatch prepared)
    {
        lock (_gate)
        {
            _ready[number % _ready.Length] = prepared;
        }
    }

    /// <summary>Takes the right to call actions, if nobody has it.</summary>
    public bool TryTakeTurn()
    {
        lock (_gate)
        {
            if (_isTurnTaken)
            {
                return false;
            }

            return _isTurnTaken = true;
        }
    }

    /// <summary>With the turn: the batch that is next, if it is ready.</summary>
    public bool TryGetReady(out PreparedBatch prepared)
    {
        lock (_gate)
        {
            ref var ready = ref _ready[_delivered % _ready.Length];
            prepared = ready!;
            ready = null;
            return prepared is not null;
        }
    }

    /// <summary>With the turn: the batch that was next has been delivered.</summary>
    /// <param name="emptied">The room it was prepared in; null: it was not.</param>
    public void Advance(PreparedBatch? emptied)
    {
        lock (_gate)
        {
            _delivered++;
            if (emptied is not null)
            {
                _spare.Push(emptied);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives the turn back, unless something became ready meanwhile.</summary>
    public bool TryEndTurn()
    {
        lock (_gate)
        {
            if (_ready[_delivered % _ready.Length] is not null)
            {
                return false;
            }

            _isTurnTaken = false;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    private bool TryGetSpare(out PreparedBatch? prepared)
    {
        if (!_spare.TryPop(out prepared) && _made < Ahead)
        {
            _made++;
            prepared = new PreparedBatch();
        }

        return prepared is not null;
    }
}
