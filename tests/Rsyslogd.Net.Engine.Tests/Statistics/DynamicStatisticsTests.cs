using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Tests.Rulesets;

namespace Rsyslogd.Net.Engine.Tests.Statistics;

public class DynamicStatisticsTests
{
    [Fact]
    public void Dyn_inc_counts_under_the_name_it_is_given_and_a_report_begins_anew()
    {
        var script = new Script("dyn_stats(name=\"b\")", "dyn_inc('b', 'x')", "dyn_inc('b', 'y')", "dyn_inc('b', 'x')");
        Assert.Equal(["0", "0", "0"], script.EvaluateAll());
        Assert.Equal("x=2 y=1", Report(script, "dynstats.bucket"));
        Assert.Equal("x=0 y=0", Report(script, "dynstats.bucket"));
    }

    [Fact]
    public void A_bucket_that_is_not_resettable_goes_on_counting()
    {
        var script = new Script("dyn_stats(name=\"b\" resettable=\"off\")", "dyn_inc('b', 'x')");
        script.EvaluateAll();
        Report(script, "dynstats.bucket");
        script.EvaluateAll();
        Assert.Equal("x=2", Report(script, "dynstats.bucket"));
    }

    [Fact]
    public void Names_beyond_the_limit_and_empty_ones_are_counted_for_all_buckets()
    {
        var script = new Script("dyn_stats(name=\"b\" maxCardinality=\"1\")", "dyn_inc('b', 'x')", "dyn_inc('b', 'y')", "dyn_inc('b', '')");
        script.EvaluateAll();
        Assert.Equal("x=1", Report(script, "dynstats.bucket"));
        Assert.StartsWith("b.ops_overflow=1 b.new_metric_add=1 b.no_metric=1 ", Report(script, "dynstats"), StringComparison.Ordinal);
    }

    [Fact]
    public void Percentiles_are_of_the_nearest_rank_within_the_window()
    {
        var values = Enumerable.Range(1, 20).Select(value => $"percentile_observe('p', 'm', {value})");
        var script = new Script(
            "percentile_stats(name=\"p\" percentiles=[\"50\", \"95\"] windowSize=\"10\" delimiter=\"|\")", [.. values]);
        script.EvaluateAll();

        // The window has 16 places: 5 to 20 are in it.
        Assert.Equal(
            "m|p50=12 m|p95=20 m|window_min=1 m|window_max=20 m|window_sum=200 m|window_count=16", Report(script, "percentile.bucket"));
    }

    private static string Report(Script script, string origin)
    {
        var set = Assert.Single(script.Statistics.Snapshot(), set => set.Origin == origin);
        return string.Join(' ', set.Report(onlyNew: false).Select(reading => $"{reading.Name}={reading.Value}"));
    }
}
