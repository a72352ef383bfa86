using System.Text;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Benchmarks.Framing;

/// <summary>Cutting a stream into frames.</summary>
internal static class FramingBenchmarks
{
    public static void Run()
    {
        var messages = Traffic.Rfc3164();
        Measure("framing, LF", string.Join('\n', messages) + "\n");
        Measure("framing, octet counts", string.Concat(messages.Select(m => Traffic.Decimal(m.Length) + " " + m)));
        Measure("framing, LF, each with a tab", string.Join('\n', Traffic.WithTab()) + "\n");
    }

    private static void Measure(string name, string stream)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        var batch = new Batch(bytes.Length, Traffic.Count);
        bytes.CopyTo(batch.Slab, 0);
        var framer = new StreamFramer(new StreamFramingSettings());
        var state = default(StreamFramingState);
        Benchmark.Run(name, Traffic.Count, () =>
        {
            batch.Reset();
            framer.Scan(ref state, batch, 0, bytes.Length, Traffic.Peer, out _);
        });
    }
}
