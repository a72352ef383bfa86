namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>A number that one thread increases and others read now and then. Hot: a plain field, no interlocked operation;
/// a reader may be a moment behind.</summary>
public sealed class Counter
{
    private readonly Func<long>? _read;
    private long _value;
    private long _told;

    /// <summary>A counter that begins at zero.</summary>
    public Counter()
    {
    }

    /// <summary>A number that is asked for: the length of a queue, a maximum.</summary>
    /// <param name="read">Callable from every thread.</param>
    public Counter(Func<long> read) => _read = read;

    /// <summary>The count.</summary>
    public long Value => _read is null ? Volatile.Read(ref _value) : _read();

    /// <summary>Whether it tells how something is now, and no count that only grows.</summary>
    public bool IsGauge => _read is not null;

    /// <summary>What has been added since this was asked last; only for who reports.</summary>
    public long TakeNew()
    {
        var before = _told;
        _told = Value;
        return _told - before;
    }

    /// <summary>Adds; only from the owning thread.</summary>
    public void Add(long count) => _value += count;
}
