namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>The tables by the words of the command line.</summary>
internal static class Tables
{
    private static readonly (string Name, Action<TestedPrograms> Print)[] All =
    [
        ("rules", ScalingTables.Rules),
        ("connections", ScalingTables.Connections),
        ("files", ScalingTables.Files),
        ("sizes", ScalingTables.Sizes),
        ("latency", LatencyTables.Latency),
        ("fairness", LatencyTables.Fairness),
        ("idle", IdleTable.Run),
        ("allocations", _ => AllocationTable.Run()),
    ];

    /// <summary>Prints tables in Markdown.</summary>
    /// <param name="arguments">Names of tables (none: all of them) and paths of daemons, which have a slash in them.</param>
    /// <returns>Exit status.</returns>
    public static int Run(string[] arguments)
    {
        var programs = new TestedPrograms([.. arguments.Where(argument => argument.Contains('/', StringComparison.Ordinal))]);
        var names = arguments.Except(programs.Paths).ToArray();
        if (programs.Paths.Length == 0 || names.Except(All.Select(table => table.Name)).Any())
        {
            Console.Error.WriteLine($"usage: [TABLE...] PATH/netsyslogd [PATH/rsyslogd]; tables: {string.Join(' ', All.Select(table => table.Name))}");
            return 2;
        }

        foreach (var (name, print) in All)
        {
            if (names.Length == 0 || names.Contains(name))
            {
                print(programs);
            }
        }

        return 0;
    }
}
