using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Diagnostics.Catalogue;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary><c>netsyslogd explain</c>: what codes mean.</summary>
internal static class ExplainCommand
{
    /// <summary>Explains codes on standard output; without any, lists all.</summary>
    /// <returns>The exit status: 1 for a code that there isn't.</returns>
    public static int Run(string[] codes)
    {
        if (codes.Length == 0)
        {
            StandardOutput.Write(string.Concat(DiagnosticCatalogue.All.Select(row => $"{row.Code}  {row.Meaning}\n")));
            return 0;
        }

        var status = 0;
        foreach (var code in codes)
        {
            if (DiagnosticCatalogue.Find(code) is { } found)
            {
                StandardOutput.Write($"{found.Code}: {found.Meaning}\n\nwrong:\n{Indent(found.Wrong)}\nright:\n{Indent(found.Right)}\n");
                continue;
            }

            var nearest = Suggestions.Nearest(code, DiagnosticCatalogue.All.Select(row => row.Code));
            StandardError.WriteLine($"netsyslogd: there is no code \"{code}\"{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            status = 1;
        }

        return status;
    }

    private static string Indent(string lines) =>
        string.Concat(lines.Split('\n').Select(line => $"    {line}\n"));
}
