using System.Globalization;
using System.Text;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Inputs.ImpStats;

/// <summary>The forms in which impstats tells the counters of an object (manual, "impstats", "Format").</summary>
internal static class StatisticsFormat
{
    /// <summary>Writes the counters of one object.</summary>
    /// <param name="format">legacy, json, json-elasticsearch, cee or prometheus.</param>
    /// <param name="set">The object.</param>
    /// <param name="onlyNew">What has been added since the last report, and not all of it.</param>
    /// <param name="output">Takes the text; without a line feed at its end.</param>
    public static void Append(string format, CounterSet set, bool onlyNew, ByteBuffer output)
    {
        switch (format.ToLowerInvariant())
        {
            case "json":
                AppendJson(set, onlyNew, output, areDotsAllowed: true);
                break;
            case "json-elasticsearch":
                AppendJson(set, onlyNew, output, areDotsAllowed: false);
                break;
            case "cee":
                output.Append("@cee: "u8);
                AppendJson(set, onlyNew, output, areDotsAllowed: true);
                break;
            case "prometheus":
                AppendPrometheus(set, onlyNew, output);
                break;
            default:
                AppendLegacy(set, onlyNew, output);
                break;
        }
    }

    // main Q: origin=core.queue size=0 enqueued=3 ...
    private static void AppendLegacy(CounterSet set, bool onlyNew, ByteBuffer output)
    {
        Append(output, $"{set.Name}: origin={set.Origin} ");
        foreach (var (name, value, _) in set.Report(onlyNew))
        {
            Append(output, string.Create(CultureInfo.InvariantCulture, $"{name}={value} "));
        }
    }

    // { "name": "main Q", "origin": "core.queue", "size": 0, ... }
    private static void AppendJson(CounterSet set, bool onlyNew, ByteBuffer output, bool areDotsAllowed)
    {
        var values = JsonValue.NewObject();
        foreach (var (name, value, _) in set.Report(onlyNew))
        {
            values.Set(
                areDotsAllowed ? name : name.Replace('.', '!'), JsonValue.From(value));
        }

        var all = JsonValue.NewObject();
        all.Set("name", JsonValue.From(Encoding.UTF8.GetBytes(set.Name)));
        all.Set("origin", JsonValue.From(Encoding.UTF8.GetBytes(set.Origin)));
        if (set.IsNested)
        {
            all.Set("values", values);
        }
        else
        {
            foreach (var (name, value) in values.Members)
            {
                all.Set(name, value);
            }
        }

        JsonText.Append(all, output);
    }

    // The text exposition format: "# TYPE name counter", then the sample.
    private static void AppendPrometheus(CounterSet set, bool onlyNew, ByteBuffer output)
    {
        foreach (var (name, value, isGauge) in set.Report(onlyNew))
        {
            if (output.Length > 0)
            {
                output.Append((byte)'\n');
            }

            var metric = MetricName($"{set.Name}_{name}") + (isGauge ? "" : "_total");
            var kind = isGauge ? "gauge" : "counter";
            Append(output, $"# HELP {metric} rsyslog stats: origin=\"{set.Origin}\" object=\"{set.Name}\", counter=\"{name}\"\n");
            Append(output, string.Create(CultureInfo.InvariantCulture, $"# TYPE {metric} {kind}\n{metric} {value}"));
        }
    }

    private static string MetricName(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        return char.IsAsciiDigit(text[0]) ? "_" + text : text.ToString();
    }

    private static void Append(ByteBuffer output, string text)
    {
        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}
