using System.Globalization;
using System.Net.Sockets;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>How long a message is under way: alone, and beside a flood.</summary>
internal static class LatencyTables
{
    private const string AllToOneFile = "*.* action(type=\"omfile\" file=\"DIR/out/all.log\" template=\"RSYSLOG_TraditionalFileFormat\")";

    /// <summary>A thousand messages a second, and nothing else.</summary>
    public static void Latency(TestedPrograms programs)
    {
        const int perSecond = 1000;
        const int count = 3000;
        MarkdownTable.Begin("Latency", "1,000 messages a second for three seconds: from the send until the line can be read in the file.",
            "input, ms", "median", "90 %", "99 %", "99.9 %", "most");
        foreach (var (name, connect) in Inputs())
        {
            programs.Rows(name, program =>
            {
                using var daemon = new TestedDaemon(program, Trickle.Rule);
                using var socket = connect(daemon);
                return Cells(new Trickle(daemon, socket, count).Run(perSecond));
            });
        }
    }

    /// <summary>A few messages beside one connection that sends as fast as it can.</summary>
    public static void Fairness(TestedPrograms programs)
    {
        const int perSecond = 250;
        const int count = 500;
        MarkdownTable.Begin(
            "Fairness", "250 messages a second beside a flood on one TCP connection: from the send until the line can be read in the file.",
            "input of the few, ms", "median", "90 %", "99 %", "99.9 %", "most", "flood, k/s");
        foreach (var (name, connect) in Inputs())
        {
            programs.Rows(name, program =>
            {
                using var daemon = new TestedDaemon(program, Trickle.Rule + AllToOneFile);
                using var socket = connect(daemon);
                return Beside(daemon, new LoadPlan(Traffic.Rfc3164()) { Connections = 1 }, () =>
                    new Trickle(daemon, socket, count).Run(perSecond));
            });
        }
    }

    private static IEnumerable<string> Beside(TestedDaemon daemon, LoadPlan plan, Func<double[]> trickle)
    {
        using var load = new Load(daemon.ConnectTcp, plan);
        using var end = new CancellationTokenSource();
        var start = DateTime.UtcNow;
        var flood = new Thread(() => load.Send(long.MaxValue, end.Token));
        flood.Start();
        var times = trickle();
        end.Cancel();
        flood.Join();
        var seconds = (DateTime.UtcNow - start).TotalSeconds;
        return [.. Cells(times), (load.Messages / seconds / 1000).ToString("F0", CultureInfo.InvariantCulture)];
    }

    private static (string Name, Func<TestedDaemon, Socket> Connect)[] Inputs() =>
    [
        ("local socket", daemon => daemon.ConnectUnix()),
        ("UDP", daemon => daemon.ConnectUdp()),
        ("TCP", daemon => daemon.ConnectTcp()),
    ];

    private static string[] Cells(double[] times) =>
        [At(times, 0.5), At(times, 0.9), At(times, 0.99), At(times, 0.999), At(times, 1)];

    private static string At(double[] times, double part) =>
        times[Math.Min(times.Length - 1, (int)(times.Length * part))].ToString("F2", CultureInfo.InvariantCulture);
}
