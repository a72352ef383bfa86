using System.Globalization;
using System.Numerics;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Lookups;

namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>
/// A bucket of percentile_stats() (manual: "Percentile Stats"): of the last values that were observed under a name since the last
/// report, percentiles by nearest rank, the extremes, the sum and the count. Shared by all workers.
/// </summary>
internal sealed class PercentileBucket : CounterSet
{
    private const int MostWindow = 1 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], Observations> _all = new(ByteTextComparer.Instance);
    private readonly Dictionary<byte[], Observations>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<Observations> _inOrder = [];
    private readonly int[] _percentiles;
    private readonly int _window;
    private readonly string _delimiter;
    private readonly Counter _added;

    /// <param name="bound">The object of the configuration.</param>
    /// <param name="global">Where what happens to the bucket itself is counted.</param>
    public PercentileBucket(BoundObject bound, CounterSet global)
        : base(bound.Name, "percentile.bucket")
    {
        IsNested = true;
        _lookup = _all.GetAlternateLookup<ReadOnlySpan<byte>>();
        _percentiles =
        [
            .. bound.Parameters.GetList("percentiles")
                .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Where(number => number is >= 1 and <= 100),
        ];
        _window = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(bound.Parameters.GetNumber("windowSize", 1), 1, MostWindow));
        _delimiter = bound.Parameters.GetText("delimiter") ?? ".";
        _added = global.Add(bound.Name + ".new_metric_add");
        _ = global.Add(bound.Name + ".ops_overflow");
    }

    /// <summary>percentile_observe().</summary>
    public void Observe(ReadOnlySpan<byte> name, long value)
    {
        lock (_lock)
        {
            if (!_lookup.TryGetValue(name, out var observations))
            {
                observations = new Observations(Encoding.UTF8.GetString(name) + _delimiter, _window);
                _all[name.ToArray()] = observations;
                _inOrder.Add(observations);
                _added.Add(1);
            }

            observations.Add(value);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterReading> Report(bool onlyNew)
    {
        lock (_lock)
        {
            return [.. _inOrder.SelectMany(observations => observations.Take(_percentiles))];
        }
    }

    /// <summary>A ring of the last values, and the extremes of all.</summary>
    private sealed class Observations(string prefix, int window)
    {
        private readonly long[] _values = new long[window];
        private long _seen;
        private long _least;
        private long _greatest;

        public void Add(long value)
        {
            _least = _seen == 0 ? value : Math.Min(_least, value);
            _greatest = _seen == 0 ? value : Math.Max(_greatest, value);
            _values[_seen++ & (window - 1)] = value;
        }

        /// <summary>What a report shows; the next one begins anew.</summary>
        public List<CounterReading> Take(int[] percentiles)
        {
            var sorted = _values.AsSpan(0, (int)Math.Min(_seen, window)).ToArray();
            Array.Sort(sorted);
            var readings = new List<CounterReading>();
            foreach (var percentile in percentiles)
            {
                Show($"p{percentile}", sorted.Length == 0 ? 0 : sorted[(((percentile * (long)sorted.Length) + 99) / 100) - 1]);
            }

            Show("window_min", _least);
            Show("window_max", _greatest);
            Show("window_sum", sorted.Sum());
            Show("window_count", sorted.Length);
            (_seen, _least, _greatest) = (0, 0, 0);
            return readings;

            void Show(string name, long value) => readings.Add(new CounterReading(prefix + name, value, IsGauge: true));
        }
    }
}
