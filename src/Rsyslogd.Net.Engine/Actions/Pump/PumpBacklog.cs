namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>
/// The chunks between a worker and a <see cref="PumpSender"/>, and how far the sender has come. Chunks are kept until all
/// of them has arrived at the far end, so that the way can be gone back when a connection breaks. <see cref="Rent"/>,
/// <see cref="First"/> and the two counts are for the worker too, the rest belongs to the sender's thread.
/// </summary>
internal sealed class PumpBacklog
{
    // What comes free is used again: as much as a healthy target has waiting, and what it has not acknowledged.
    private const long MaxIdleBytes = 4 << 20;

    private readonly Lock _poolLock = new();
    private readonly Stack<PumpChunk> _pool = new();
    private long _idleBytes;
    private PumpChunk? _first;
    private long _messagesDone;
    private long _bytesDone;

    private PumpChunk? _oldest;
    private PumpChunk? _current;
    private int _at;
    private int _index;
    private int _published;

    /// <summary>Where it begins; set once.</summary>
    public PumpChunk? First
    {
        get => Volatile.Read(ref _first);
        set => Volatile.Write(ref _first, value);
    }

    /// <summary>How many messages have been sent or given up; goes back when a connection breaks.</summary>
    public long MessagesDone => Volatile.Read(ref _messagesDone);

    /// <summary>The same in bytes.</summary>
    public long BytesDone => Volatile.Read(ref _bytesDone);

    /// <summary>Whether there are chunks that were sent as a whole and may not have arrived.</summary>
    public bool HasSentChunks => !ReferenceEquals(_oldest, _current);

    /// <summary>What is to be sent next, after <see cref="FindWork"/> was true.</summary>
    public PumpSegment Segment
    {
        get
        {
            var ends = _current!.Ends.AsSpan(_index, _published - _index);
            return new PumpSegment(_current.Bytes.AsSpan(_at, ends[^1] - _at), ends, _at);
        }
    }

    /// <summary>An empty chunk.</summary>
    public PumpChunk Rent()
    {
        lock (_poolLock)
        {
            if (_pool.TryPop(out var chunk))
            {
                _idleBytes -= chunk.Bytes.Length;
                return chunk;
            }
        }

        return new PumpChunk();
    }

    /// <summary>Whether there is something to send.</summary>
    public bool FindWork()
    {
        _current ??= _oldest = First;
        while (_current is not null)
        {
            // In this order: what is published in a chunk that has a next one is all there will ever be.
            var next = _current.Next;
            _published = _current.Published;
            if (_published > _index)
            {
                return true;
            }

            if (next is null)
            {
                return false;
            }

            next.Origin = _current.Origin + _current.Used;
            next.FirstMessage = _current.FirstMessage + _current.Count;
            _current = next;
            _at = 0;
            _index = 0;
        }

        return false;
    }

    /// <summary>So many bytes more have been sent. Returns how many messages are complete by that.</summary>
    public int Advance(int bytes)
    {
        var ends = _current!.Ends;
        var before = _index;
        _at += bytes;
        while (_index < _published && ends[_index] <= _at)
        {
            _index++;
        }

        Account();
        return _index - before;
    }

    /// <summary>Leaves out (the rest of) the first message.</summary>
    public void Skip() => Advance(_current!.Ends[_index] - _at);

    /// <summary>Back by so many bytes, and from there to the start of the message. Returns how many messages are to be sent
    /// again.</summary>
    public long GoBack(long bytes)
    {
        if (_current is null)
        {
            return 0;
        }

        var place = Math.Max(_oldest!.Origin, _current.Origin + _at - bytes);
        var chunk = _oldest;
        while (!ReferenceEquals(chunk, _current) && chunk.Origin + chunk.Used <= place)
        {
            chunk = chunk.Next!;
        }

        _current = chunk;
        var ends = chunk.Ends;
        var published = chunk.Published;
        _index = 0;
        while (_index < published && ends[_index] <= place - chunk.Origin)
        {
            _index++;
        }

        _at = _index == 0 ? 0 : ends[_index - 1];
        var before = _messagesDone;
        Account();
        return before - _messagesDone;
    }

    /// <summary>Lets go of the chunks that have arrived as a whole.</summary>
    /// <param name="unacknowledged">How much of what was sent has not.</param>
    public void Trim(long unacknowledged)
    {
        if (!HasSentChunks)
        {
            return;
        }

        var arrived = _current!.Origin + _at - unacknowledged;
        while (HasSentChunks && _oldest!.Origin + _oldest.Used <= arrived)
        {
            var gone = _oldest;
            _oldest = gone.Next!;
            gone.Reset();
            Keep(gone);
        }
    }

    private void Keep(PumpChunk chunk)
    {
        lock (_poolLock)
        {
            if (_idleBytes + chunk.Bytes.Length <= MaxIdleBytes)
            {
                _idleBytes += chunk.Bytes.Length;
                _pool.Push(chunk);
            }
        }
    }

    private void Account()
    {
        Volatile.Write(ref _messagesDone, _current!.FirstMessage + _index);
        Volatile.Write(ref _bytesDone, _current.Origin + _at);
    }
}
