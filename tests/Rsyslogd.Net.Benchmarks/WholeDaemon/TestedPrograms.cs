namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>The daemons that are measured one beside the other.</summary>
/// <param name="Paths">Of the programs.</param>
internal sealed record TestedPrograms(string[] Paths)
{
    /// <summary>Prints one row for each of them.</summary>
    /// <param name="label">The first cell; the program's name is added if there are several.</param>
    /// <param name="cells">The others; may take its time.</param>
    public void Rows(string label, Func<string, IEnumerable<string>> cells)
    {
        foreach (var path in Paths)
        {
            var name = Path.GetFileName(path);
            var row = label.Length == 0 ? name : Paths.Length == 1 ? label : $"{label}, {name}";
            MarkdownTable.Row([row, .. cells(path)]);
        }
    }
}
