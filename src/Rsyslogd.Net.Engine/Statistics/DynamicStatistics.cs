using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>The buckets of dyn_stats() and percentile_stats() in a configuration.</summary>
internal sealed class DynamicStatistics
{
    private readonly Dictionary<string, DynamicBucket> _buckets = new(StringComparer.Ordinal);

    private readonly Dictionary<string, PercentileBucket> _percentiles = new(StringComparer.Ordinal);

    public DynamicStatistics(BoundConfiguration configuration, StatisticsRegistry statistics)
    {
        Make(configuration, statistics, "dyn_stats", "dynstats", _buckets, static (made, global) => new(made, global, TimeProvider.System));
        Make(configuration, statistics, "percentile_stats", "percentile", _percentiles, static (made, global) => new(made, global));
    }

    /// <summary>The bucket of that name; the binder has checked that it is there.</summary>
    public DynamicBucket Find(string name) => _buckets[name];

    /// <summary>The same for percentile_stats().</summary>
    public PercentileBucket FindPercentiles(string name) => _percentiles[name];

    private static void Make<T>(
        BoundConfiguration configuration, StatisticsRegistry statistics, string keyword, string origin, Dictionary<string, T> into,
        Func<BoundObject, CounterSet, T> make)
        where T : CounterSet
    {
        var all = configuration.Objects.Where(made => made.Keyword == keyword).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var global = statistics.Register("global", origin, isNested: true);
        foreach (var bound in all)
        {
            statistics.Register(into[bound.Name] = make(bound, global));
        }
    }
}
