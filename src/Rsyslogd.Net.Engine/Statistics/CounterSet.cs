using System.Collections.Immutable;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>Named counters of one object (an input, a queue, an action), as impstats shows them.</summary>
/// <param name="name">For example <c>imudp(127.0.0.1:514)</c>.</param>
/// <param name="origin">The module, for example <c>imudp</c>.</param>
public class CounterSet(string name, string origin)
{
    private ImmutableArray<(string Name, Counter Counter)> _counters = [];

    /// <summary>The object's name.</summary>
    public string Name { get; } = name;

    /// <summary>The module it belongs to.</summary>
    public string Origin { get; } = origin;

    /// <summary>Whether the counters' names are data (dyn_stats): structured formats show them in an object "values".</summary>
    public bool IsNested { get; init; }

    /// <summary>The counters in the order in which they were made. Readable while others are added.</summary>
    public IReadOnlyList<(string Name, Counter Counter)> Counters => _counters;

    /// <summary>The numbers as a report shows them. Only for who reports, because some sets begin to count anew with each
    /// report (dyn_stats' resettable).</summary>
    /// <param name="onlyNew">What has been added since the last report, and not all of it (impstats' resetCounters).</param>
    public virtual IReadOnlyList<CounterReading> Report(bool onlyNew) =>
    [
        .. _counters.Select(entry => new CounterReading(
            entry.Name,
            onlyNew && !entry.Counter.IsGauge ? entry.Counter.TakeNew() : entry.Counter.Value,
            entry.Counter.IsGauge)),
    ];

    /// <summary>Makes a counter, for example <c>submitted</c>.</summary>
    public Counter Add(string name) => Add(name, new Counter());

    /// <summary>Adds a number that is asked for.</summary>
    public void AddGauge(string name, Func<long> read) => Add(name, new Counter(read));

    private Counter Add(string name, Counter counter)
    {
        ImmutableInterlocked.Update(ref _counters, static (all, one) => all.Add(one), (name, counter));
        return counter;
    }
}
