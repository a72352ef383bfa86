using System.Globalization;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>What a process has used so far, over all its threads, from /proc.</summary>
/// <param name="ProcessorNanoseconds">Time on a processor, user and system (schedstat).</param>
/// <param name="WakeUps">How often a thread went to sleep by itself: each has been a wake-up (voluntary_ctxt_switches).</param>
internal readonly record struct DaemonFigures(long ProcessorNanoseconds, long WakeUps)
{
    public static DaemonFigures Read(int process)
    {
        var sum = default(DaemonFigures);
        foreach (var thread in Threads(process))
        {
            sum += ReadThread(thread);
        }

        return sum;
    }

    /// <summary>The same for each thread, with its name.</summary>
    public static Dictionary<string, (string Name, DaemonFigures Figures)> ReadThreads(int process) => Threads(process).ToDictionary(
        thread => thread, thread => (File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd(), ReadThread(thread)));

    public static DaemonFigures operator +(DaemonFigures one, DaemonFigures other) =>
        new(one.ProcessorNanoseconds + other.ProcessorNanoseconds, one.WakeUps + other.WakeUps);

    public static DaemonFigures operator -(DaemonFigures one, DaemonFigures other) =>
        new(one.ProcessorNanoseconds - other.ProcessorNanoseconds, one.WakeUps - other.WakeUps);

    /// <summary>Peak resident memory in MB.</summary>
    public static double PeakMegabytes(int process) => Field($"/proc/{process}/status", "VmHWM:") / 1024.0;

    private static string[] Threads(int process) => Directory.GetDirectories($"/proc/{process}/task");

    private static DaemonFigures ReadThread(string thread)
    {
        try
        {
            var time = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0];
            return new(
                long.Parse(time, CultureInfo.InvariantCulture),
                Field(Path.Combine(thread, "status"), "voluntary_ctxt_switches:"));
        }
        catch (IOException)
        {
            // It has ended between the listing and now.
            return default;
        }
    }

    private static long Field(string path, string name)
    {
        var line = File.ReadLines(path).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
