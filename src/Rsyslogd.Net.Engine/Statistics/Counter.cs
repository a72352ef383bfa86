namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>A number that one thread increases and others read now and then. Hot: a plain field, no interlocked operation;
/// a reader may be a moment behind.</summary>
public sealed class Counter
{
    private long _value;

    /// <summary>The count.</summary>
    public long Value => Volatile.Read(ref _value);

    /// <summary>Adds; only from the owning thread.</summary>
    public void Add(long count) => _value += count;
}

/// <summary>Named counters of one object (an input, a queue, an action), as impstats shows them.</summary>
/// <param name="name">For example <c>imudp(127.0.0.1:514)</c>.</param>
/// <param name="origin">The module, for example <c>imudp</c>.</param>
public sealed class CounterSet(string name, string origin)
{
    private readonly List<(string Name, Counter Counter)> _counters = [];

    /// <summary>The object's name.</summary>
    public string Name { get; } = name;

    /// <summary>The module it belongs to.</summary>
    public string Origin { get; } = origin;

    /// <summary>The counters in the order in which they were made.</summary>
    public IReadOnlyList<(string Name, Counter Counter)> Counters => _counters;

    /// <summary>Makes a counter, for example <c>submitted</c>.</summary>
    public Counter Add(string name)
    {
        var counter = new Counter();
        _counters.Add((name, counter));
        return counter;
    }
}

/// <summary>All counters of the running daemon.</summary>
public sealed class StatisticsRegistry
{
    private readonly Lock _lock = new();
    private readonly List<CounterSet> _sets = [];

    /// <summary>Makes the counters of an object.</summary>
    public CounterSet Register(string name, string origin)
    {
        var set = new CounterSet(name, origin);
        lock (_lock)
        {
            _sets.Add(set);
        }

        return set;
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Remove(CounterSet set)
    {
        lock (_lock)
        {
            _sets.Remove(set);
        }
    }

    /// <summary>A copy of the list as it is now.</summary>
    public CounterSet[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _sets];
        }
    }
}
