using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>The buckets of dyn_stats() and percentile_stats() in a configuration.</summary>
internal sealed class DynamicStatistics
{
    private readonly Dictionary<string, (string Description, CounterSet Bucket)> _buckets = new(StringComparer.Ordinal);
    private readonly StatisticsRegistry _statistics;
    private readonly Dictionary<string, CounterSet> _globals;

    /// <param name="configuration">The bound model.</param>
    /// <param name="statistics">All counters.</param>
    /// <param name="former">The buckets there were until now: those of the same parameters stay, with what they have counted.</param>
    public DynamicStatistics(BoundConfiguration configuration, StatisticsRegistry statistics, DynamicStatistics? former = null)
    {
        _statistics = statistics;
        _globals = former?._globals ?? [];
        Make("dyn_stats", "dynstats", static (made, global) => new DynamicBucket(made, global, TimeProvider.System));
        Make("percentile_stats", "percentile", static (made, global) => new PercentileBucket(made, global));

        void Make(string keyword, string origin, Func<BoundObject, CounterSet, CounterSet> make)
        {
            foreach (var bound in configuration.Objects.Where(made => made.Keyword == keyword))
            {
                _buckets[Key(keyword, bound.Name)] = Find(bound, origin, make, former);
            }
        }
    }

    /// <summary>The bucket of that name; the binder has checked that it is there.</summary>
    public DynamicBucket Find(string name) => (DynamicBucket)_buckets[Key("dyn_stats", name)].Bucket;

    /// <summary>The same for percentile_stats().</summary>
    public PercentileBucket FindPercentiles(string name) => (PercentileBucket)_buckets[Key("percentile_stats", name)].Bucket;

    /// <summary>Forgets the buckets that another configuration has not kept.</summary>
    /// <param name="later">What it has.</param>
    public void Forget(DynamicStatistics later)
    {
        foreach (var (key, (_, bucket)) in _buckets)
        {
            if (!later._buckets.TryGetValue(key, out var kept) || kept.Bucket != bucket)
            {
                _statistics.Remove(bucket);
            }
        }
    }

    private static string Key(string keyword, string name) => $"{keyword} {name}";

    private (string Description, CounterSet Bucket) Find(
        BoundObject bound, string origin, Func<BoundObject, CounterSet, CounterSet> make, DynamicStatistics? former)
    {
        var description = new Description().Add(bound.Parameters).ToString();
        if (former is not null && former._buckets.TryGetValue(Key(bound.Keyword, bound.Name), out var same)
            && same.Description == description)
        {
            return same;
        }

        if (!_globals.TryGetValue(origin, out var global))
        {
            _globals[origin] = global = _statistics.Register("global", origin, isNested: true);
        }

        var bucket = make(bound, global);
        _statistics.Register(bucket);
        return (description, bucket);
    }
}
