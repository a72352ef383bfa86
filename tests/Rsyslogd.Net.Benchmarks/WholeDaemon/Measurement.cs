using System.Globalization;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>What one message costs under some rules and some load. Medians of three rounds with one daemon.</summary>
/// <param name="Microseconds">Processor time of the daemon for each.</param>
/// <param name="PerSecond">From the first send to the last write.</param>
/// <param name="PeakMegabytes">Resident memory.</param>
/// <param name="Lost">Lines that are missing (negative: too many).</param>
internal readonly record struct Measurement(double Microseconds, double PerSecond, double PeakMegabytes, long Lost)
{
    private const int WarmUp = 10_000;
    private const int WarmUpBytes = 32 << 20;
    private const int Rounds = 3;
    private const double RoundSeconds = 0.4;
    private const long MaxRoundBytes = 200 << 20;

    // A file's time has a resolution of some milliseconds.
    private const double LeastSeconds = 0.004;
    private const int RestsWithoutProgress = 50;

    // A line in the traditional format is the message without "<30>".
    private const int PriorityBytes = 4;

    /// <summary>Starts a daemon and measures. The number of messages is such that a round takes less than half a second.</summary>
    /// <param name="program">Path of the daemon.</param>
    /// <param name="rules">Write each message once, below DIR/out, in the traditional format.</param>
    /// <param name="plan">What is sent.</param>
    /// <param name="globals">More parameters of global().</param>
    public static Measurement Take(string program, string rules, LoadPlan plan, string globals = "")
    {
        using var daemon = new TestedDaemon(program, rules, globals);
        using var load = new Load(daemon.ConnectTcp, plan);
        var messageBytes = plan.Messages.Average(message => message.Length);
        var warmUp = Math.Max(plan.Messages.Length, (int)Math.Min(WarmUp, WarmUpBytes / messageBytes));
        _ = Round(daemon, load, warmUp);
        var (_, rate) = Round(daemon, load, warmUp);
        var messages = (long)Math.Clamp(rate * RoundSeconds, warmUp, MaxRoundBytes / messageBytes);
        var rounds = new (double Microseconds, double PerSecond)[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            rounds[i] = Round(daemon, load, messages);
        }

        return new(
            rounds.Select(round => round.Microseconds).Order().ElementAt(Rounds / 2),
            rounds.Select(round => round.PerSecond).Order().ElementAt(Rounds / 2),
            DaemonFigures.PeakMegabytes(daemon.ProcessId),
            load.Messages - OutputFiles.CountLines(daemon.Output));
    }

    /// <summary>For a table: <c>0.31 µs, 4250 k/s, 18 MB</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Microseconds:F2} µs, {PerSecond / 1000:F0} k/s, {PeakMegabytes:F0} MB{(Lost == 0 ? "" : $" ({Lost} LOST)")}");

    private static (double Microseconds, double PerSecond) Round(TestedDaemon daemon, Load load, long messages)
    {
        var before = daemon.Figures;
        var sentBefore = load.Messages;
        var start = DateTime.UtcNow;
        load.Send(messages);
        AwaitOutput(daemon, load.Bytes - (load.Messages * PriorityBytes));
        var used = daemon.Figures - before;
        var sent = load.Messages - sentBefore;
        var seconds = Math.Max(LeastSeconds, (OutputFiles.LastWrite(daemon.Output) - start).TotalSeconds);
        return (used.ProcessorNanoseconds / 1000.0 / sent, sent / seconds);
    }

    // Looking at thousands of files takes a processor that the daemon needs, so it has to be at rest first.
    private static void AwaitOutput(TestedDaemon daemon, long bytes)
    {
        var left = RestsWithoutProgress;
        var last = -1L;
        while (left > 0)
        {
            daemon.AwaitRest();
            var now = OutputFiles.CountBytes(daemon.Output);
            if (now >= bytes)
            {
                return;
            }

            left = now > last ? RestsWithoutProgress : left - 1;
            last = now;
        }
    }
}
