using System.Diagnostics;
using System.Globalization;

namespace Rsyslogd.Net.Benchmarks;

/// <summary>Measures one operation on many messages: processor time, the best of several rounds, so that a busy machine disturbs
/// little.</summary>
internal static class Benchmark
{
    private const int Rounds = 15;
    private const long RoundMilliseconds = 40;

    /// <summary>What the names of the operations to measure contain.</summary>
    public static string Filter { get; set; } = string.Empty;

    /// <summary>Prints the head of the table.</summary>
    public static void Begin() => Console.WriteLine($"{"per message, best round",-58} {"time",11} {"allocated",10}");

    /// <summary>Prints nanoseconds and allocated bytes per message.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="messages">How many messages one call of <paramref name="operation"/> handles.</param>
    /// <param name="operation">The operation.</param>
    public static void Run(string name, int messages, Action operation)
    {
        if (!name.Contains(Filter, StringComparison.Ordinal))
        {
            return;
        }

        var calls = Calibrate(operation);
        var best = double.MaxValue;
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < calls; i++)
            {
                operation();
            }

            var elapsed = Environment.CpuUsage.TotalTime - start;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            best = Math.Min(best, elapsed.TotalNanoseconds / calls / messages);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-58} {best,8:F1} ns {(double)allocated / calls / messages,8:F2} B"));
    }

    private static int Calibrate(Action operation)
    {
        var calls = 1;
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
            {
                operation();
            }

            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds >= RoundMilliseconds)
            {
                return calls;
            }

            calls *= 2;
        }
    }
}
