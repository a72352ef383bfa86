using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>-N1 and <c>netsyslogd check</c>: every mistake of all files in one run.</summary>
internal static class CheckCommand
{
    /// <summary>-N1: with rsyslogd's first and last line, and the lines by which scripts find its mistakes.</summary>
    /// <returns>The exit status: 1 for any error, else 0.</returns>
    public static int Run(DaemonOptions options)
    {
        var path = options.ConfigurationPath ?? DaemonOptions.DefaultSettingsPath;
        StandardError.WriteLine(
            $"netsyslogd: version {VersionText.Number}, config validation run (level {options.CheckLevel}), master config {path}");
        var loaded = RuleLoader.Load(options.ConfigurationPath);
        if (options.FullConfigurationPath is { } fullPath)
        {
            FullConfiguration.Write(loaded, fullPath);
        }

        var isGood = Print(loaded, Environment.CurrentDirectory);
        foreach (var diagnostic in loaded.Diagnostics)
        {
            if (RsyslogdLine.Find(diagnostic) is { } line)
            {
                StandardError.WriteLine(
                    $"netsyslogd: error during parsing file {diagnostic.Span!.Value.Source.Path}, on or before line {line}: {diagnostic.Message} [{diagnostic.Code}]");
            }
        }

        StandardError.WriteLine("netsyslogd: End of config validation run. Bye.");
        return isGood ? 0 : 1;
    }

    /// <summary><c>netsyslogd check</c>.</summary>
    /// <param name="paths">Files, each checked on its own; empty: the default.</param>
    /// <param name="asJson">One JSON array on standard output instead of text on standard error.</param>
    /// <returns>The exit status.</returns>
    public static int Run(string[] paths, bool asJson)
    {
        LoadedConfiguration[] loaded = paths.Length == 0 ? [RuleLoader.Load(null)] : [.. paths.Select(RuleLoader.Load)];
        if (!asJson)
        {
            return loaded.Count(one => Print(one, null)) == loaded.Length ? 0 : 1;
        }

        var output = StandardOutput.Stream;
        DiagnosticJsonWriter.Write(output, loaded.SelectMany(one => one.Diagnostics));
        output.WriteByte((byte)'\n');
        return loaded.All(IsGood) ? 0 : 1;
    }

    private static bool IsGood(LoadedConfiguration loaded) => !loaded.HasErrors && loaded.Refusal is null;

    private static bool Print(LoadedConfiguration loaded, string? directory)
    {
        var isColoured = DaemonProcess.IsErrorTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null;
        new DiagnosticPrinter(StandardError.Writer, isColoured) { Directory = directory }.PrintAll(loaded.Diagnostics);
        // Where mistakes have been told, they are why it can't run.
        if (loaded.Refusal is { } refusal && !loaded.HasErrors)
        {
            StandardError.WriteLine($"netsyslogd: {refusal}");
        }

        return IsGood(loaded);
    }
}
