using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Benchmarks.Parsing;

/// <summary>Cleaning and parsing frames.</summary>
internal static class ParsingBenchmarks
{
    public static void Run()
    {
        Measure("parsing, RFC 3164", Traffic.Batch(Traffic.Rfc3164()));
        Measure("parsing, RFC 3164 with RFC 3339 times", Traffic.Batch(Traffic.Rfc3164Iso()));
        Measure("parsing, RFC 5424 with structured data", Traffic.Batch(Traffic.Rfc5424()));
        Measure("parsing, local socket", Traffic.Batch(Traffic.Local(), FrameDialect.Local));
        Measure("parsing, RFC 3164, a tab to escape", Traffic.Batch(Traffic.WithTab()));
    }

    private static void Measure(string name, Batch batch)
    {
        var message = new Message();
        var settings = new ParserSettings();
        Benchmark.Run(name, batch.Count, () =>
        {
            for (var i = 0; i < batch.Count; i++)
            {
                MessageParser.Parse(message, batch, i, settings);
            }
        });
    }
}
