namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>All counters of the running daemon.</summary>
public sealed class StatisticsRegistry
{
    private readonly Lock _lock = new();
    private readonly List<CounterSet> _sets = [];

    /// <summary>Makes the counters of an object.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="origin">Its module.</param>
    /// <param name="isNested">Whether the names of its counters are data.</param>
    public CounterSet Register(string name, string origin, bool isNested = false)
    {
        var set = new CounterSet(name, origin) { IsNested = isNested };
        Register(set);
        return set;
    }

    /// <summary>Takes the counters of an object that has made them itself.</summary>
    public void Register(CounterSet set)
    {
        lock (_lock)
        {
            _sets.Add(set);
        }
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
