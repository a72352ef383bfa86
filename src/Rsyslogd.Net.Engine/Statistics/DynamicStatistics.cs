using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>The buckets of dyn_stats() in a configuration.</summary>
internal sealed class DynamicStatistics
{
    private readonly Dictionary<string, DynamicBucket> _buckets = new(StringComparer.Ordinal);

    public DynamicStatistics(BoundConfiguration configuration, StatisticsRegistry statistics)
    {
        var bound = configuration.Objects.Where(made => made.Keyword == "dyn_stats").ToList();
        if (bound.Count == 0)
        {
            return;
        }

        var global = statistics.Register("global", "dynstats");
        foreach (var made in bound)
        {
            _buckets[made.Name] = new DynamicBucket(made, global, TimeProvider.System);
            statistics.Register(_buckets[made.Name]);
        }
    }

    /// <summary>The bucket of that name; the binder has checked that it is there.</summary>
    public DynamicBucket Find(string name) => _buckets[name];
}
