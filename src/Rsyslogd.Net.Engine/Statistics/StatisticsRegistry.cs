namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>All counters of the running daemon, or of a part of it.</summary>
/// <param name="whole">What it is a part of; null: nothing.</param>
public sealed class StatisticsRegistry(StatisticsRegistry? whole = null)
{
    private readonly Lock _lock = new();
    private readonly List<CounterSet> _sets = [];

    /// <summary>A part: what is registered with it is registered here, too, and may be forgotten as a whole.</summary>
    public StatisticsRegistry OpenPart() => new(this);

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

        whole?.Register(set);
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Remove(CounterSet set)
    {
        lock (_lock)
        {
            _sets.Remove(set);
        }

        whole?.Remove(set);
    }

    /// <summary>Forgets all objects.</summary>
    public void Clear()
    {
        foreach (var set in Snapshot())
        {
            Remove(set);
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
