namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>Prints a table, row by row as they come.</summary>
internal static class MarkdownTable
{
    /// <summary>Heading, note, and the head of the columns.</summary>
    public static void Begin(string title, string note, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n\n{note}\n");
        Row(columns);
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("--:|", columns.Length - 1)));
    }

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
