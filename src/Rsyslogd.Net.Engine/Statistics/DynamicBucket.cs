using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Lookups;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>
/// A bucket of dyn_stats() (manual: "Dynamic Stats"): counters whose names messages bring along. Their number is bounded, and
/// those that have not been used for a while are forgotten. Shared by all workers.
/// </summary>
internal sealed class DynamicBucket : CounterSet
{
    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], Metric> _metrics = new(ByteTextComparer.Instance);
    private readonly Dictionary<byte[], Metric>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<Metric> _inOrder = [];
    private readonly TimeProvider _time;
    private readonly bool _resets;
    private readonly int _most;
    private readonly TimeSpan _life;
    private readonly Counter _overflows;
    private readonly Counter _added;
    private readonly Counter _nameless;
    private readonly Counter _purged;
    private long _lastPurge;

    /// <param name="bound">The object of the configuration.</param>
    /// <param name="global">Where what happens to the bucket itself is counted.</param>
    /// <param name="time">For the life of unused counters.</param>
    public DynamicBucket(BoundObject bound, CounterSet global, TimeProvider time)
        : base(bound.Name, "dynstats.bucket")
    {
        IsNested = true;
        _lookup = _metrics.GetAlternateLookup<ReadOnlySpan<byte>>();
        _time = time;
        _resets = bound.Parameters.GetSwitch("resettable", true);
        _most = (int)Math.Min(bound.Parameters.GetNumber("maxCardinality", 2000), int.MaxValue);
        _life = TimeSpan.FromSeconds(Math.Min(bound.Parameters.GetNumber("unusedMetricLife", 3600), int.MaxValue));
        _lastPurge = time.GetTimestamp();
        _overflows = global.Add(bound.Name + ".ops_overflow");
        _added = global.Add(bound.Name + ".new_metric_add");
        _nameless = global.Add(bound.Name + ".no_metric");
        _purged = global.Add(bound.Name + ".metrics_purged");
        _ = global.Add(bound.Name + ".ops_ignored");
        _ = global.Add(bound.Name + ".purge_triggered");
    }

    /// <summary>dyn_inc(). What can't be counted shows in the counters of the bucket only, as in 8.2302.</summary>
    public void Increment(ReadOnlySpan<byte> name)
    {
        lock (_lock)
        {
            Purge();
            if (name.IsEmpty)
            {
                _nameless.Add(1);
            }
            else if (Find(name) is { } metric)
            {
                metric.Value++;
                metric.IsUsed = true;
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterReading> Report(bool onlyNew)
    {
        lock (_lock)
        {
            var values = _inOrder.Select(metric => new CounterReading(metric.Name, metric.Value, IsGauge: false)).ToList();
            if (_resets)
            {
                _inOrder.ForEach(metric => metric.Value = 0);
            }

            return values;
        }
    }

    private Metric? Find(ReadOnlySpan<byte> name)
    {
        if (_lookup.TryGetValue(name, out var metric))
        {
            return metric;
        }

        if (_metrics.Count >= _most)
        {
            _overflows.Add(1);
            return null;
        }

        _added.Add(1);
        metric = new Metric(name.ToArray());
        _metrics[metric.Key] = metric;
        _inOrder.Add(metric);
        return metric;
    }

    // What was not used between two purges is gone after the second.
    private void Purge()
    {
        if (_time.GetElapsedTime(_lastPurge) < _life)
        {
            return;
        }

        _lastPurge = _time.GetTimestamp();
        foreach (var unused in _inOrder.Where(metric => !metric.IsUsed))
        {
            _metrics.Remove(unused.Key);
        }

        _purged.Add(_inOrder.RemoveAll(metric => !metric.IsUsed));
        _inOrder.ForEach(metric => metric.IsUsed = false);
    }

    private sealed class Metric(byte[] key)
    {
        public byte[] Key { get; } = key;

        public string Name { get; } = Encoding.UTF8.GetString(key);

        public long Value { get; set; }

        public bool IsUsed { get; set; }
    }
}
