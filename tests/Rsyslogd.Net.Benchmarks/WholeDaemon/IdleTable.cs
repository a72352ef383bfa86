using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>What a daemon does while nothing comes.</summary>
internal static class IdleTable
{
    private const int Seconds = 15;
    private const int SettleMicroseconds = 2_500_000;

    /// <summary>With all inputs open, connections, a file and a forwarding connection that have been used.</summary>
    public static void Run(TestedPrograms programs)
    {
        MarkdownTable.Begin(
            "At rest", $"{Seconds} s with local, UDP and TCP inputs, two TCP clients, a file, and a TCP connection to another host, all used before.",
            "", "wake-ups/s", "processor, %", "memory, MB", "which threads, wake-ups/s");
        programs.Rows("", program =>
        {
            using var target = new TcpListener(IPAddress.Loopback, 0);
            target.Start();
            using var daemon = new TestedDaemon(
                program,
                $"""
                 *.* action(type="omfile" file="DIR/out/all.log")
                 *.* action(type="omfwd" target="127.0.0.1" port="{((IPEndPoint)target.LocalEndpoint).Port}" protocol="tcp")
                 """);
            using var first = daemon.ConnectTcp();
            using var second = daemon.ConnectTcp();
            using var local = daemon.ConnectUnix();
            using var udp = daemon.ConnectUdp();
            foreach (var socket in (Socket[])[first, second, local, udp])
            {
                _ = socket.Send(Encoding.UTF8.GetBytes("<13>Oct 11 22:14:15 test: one message\n"));
            }

            using var forwarded = target.AcceptSocket();
            TestedDaemon.Pause(SettleMicroseconds);
            return Watch(daemon);
        });
    }

    private static IEnumerable<string> Watch(TestedDaemon daemon)
    {
        var before = DaemonFigures.ReadThreads(daemon.ProcessId);
        TestedDaemon.Pause(Seconds * 1_000_000);
        var after = DaemonFigures.ReadThreads(daemon.ProcessId);
        var used = after.Select(thread => (
            thread.Value.Name,
            Figures: thread.Value.Figures - (before.TryGetValue(thread.Key, out var then) ? then.Figures : default))).ToArray();
        var sum = used.Aggregate(default(DaemonFigures), (all, one) => all + one.Figures);
        var threads = used.Where(one => one.Figures.WakeUps > 0).Select(one => $"{one.Name} {Decimal((double)one.Figures.WakeUps / Seconds)}");
        return
        [
            Decimal((double)sum.WakeUps / Seconds),
            (sum.ProcessorNanoseconds / 1e7 / Seconds).ToString("F3", CultureInfo.InvariantCulture),
            Decimal(DaemonFigures.PeakMegabytes(daemon.ProcessId)),
            string.Join(", ", threads),
        ];
    }

    private static string Decimal(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
