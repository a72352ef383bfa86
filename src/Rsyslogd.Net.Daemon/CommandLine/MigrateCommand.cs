using System.Globalization;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Daemon.Migration;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary><c>netsyslogd migrate</c>: tells line by line how well rsyslog's configuration is done here, and writes ours.</summary>
internal static class MigrateCommand
{
    /// <summary>What is migrated by default.</summary>
    public const string DefaultSource = "/etc/rsyslog.conf";

    /// <summary>Where to, by default.</summary>
    public const string DefaultTarget = "/etc/netsyslog.d";

    private const string Replaced = ".before-migration";
    private const int ShownCharacters = 72;

    /// <summary>Runs it.</summary>
    /// <param name="source">The main file of rsyslog; null: the default.</param>
    /// <param name="target">The directory for the result; null: the default.</param>
    /// <param name="isDryRun">Only tell.</param>
    /// <returns>The exit status: 1 when nothing could be read or written, or mistakes are left.</returns>
    public static int Run(string? source, string? target, bool isDryRun)
    {
        var settings = RuleLoader.ReadSettings(DaemonOptions.DefaultSettingsPath, new DiagnosticBag()) ?? DaemonSettingsReader.ReadDefaults();
        var migration = new Migration.Migration(settings);
        if (!migration.Judge(Path.GetFullPath(source ?? DefaultSource)))
        {
            Print(migration.Others);
            return 1;
        }

        Tell(migration);
        var files = new MigratedFiles(migration, Path.GetFullPath(target ?? DefaultTarget));
        var overlay = new FileOverlay();
        foreach (var (path, bytes) in files.Make())
        {
            overlay.Files[path] = bytes;
        }

        var left = migration.Compile(files.MainPath, overlay).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Print(left);
        return (isDryRun || TryWrite(overlay.Files)) && left.Count == 0 ? 0 : 1;
    }

    private static void Tell(Migration.Migration migration)
    {
        // Several statements of one line (a rule and its action) are one construct for whoever reads this.
        var lines = migration.Statements.GroupBy(
            statement => (statement.Span.Source, statement.Span.Source.GetPosition(statement.Span.Start).Line));
        var counts = new int[3];
        foreach (var line in lines)
        {
            var verdict = line.Max(statement => statement.Verdict);
            counts[(int)verdict]++;
            var text = line.Key.Source.GetLine(line.Key.Line).Trim();
            var shown = text.Length > ShownCharacters ? text[..ShownCharacters] + "…" : text;
            StandardOutput.Write($"{line.Key.Source.Path}:{line.Key.Line}: {Word(verdict)}: {shown}\n");
            foreach (var reason in line.SelectMany(statement => statement.Reasons).Distinct())
            {
                StandardOutput.Write($"    {reason}\n");
            }
        }

        StandardOutput.Write(string.Create(
            CultureInfo.InvariantCulture, $"{counts[0]} exact, {counts[1]} approximate, {counts[2]} unsupported\n"));
    }

    private static string Word(MigrationVerdict verdict) => verdict switch
    {
        MigrationVerdict.Exact => "exact",
        MigrationVerdict.Approximate => "approximate",
        _ => "unsupported",
    };

    private static bool TryWrite(Dictionary<string, byte[]> files)
    {
        foreach (var (path, bytes) in files)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (File.Exists(path) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                {
                    File.Move(path, path + Replaced, overwrite: true);
                    StandardOutput.Write($"kept what was there as {path}{Replaced}\n");
                }

                File.WriteAllBytes(path, bytes);
                StandardOutput.Write($"wrote {path}\n");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                StandardError.WriteLine($"netsyslogd: cannot write {path}: {fault.Message}");
                return false;
            }
        }

        return true;
    }

    private static void Print(IEnumerable<Diagnostic> diagnostics) =>
        new DiagnosticPrinter(StandardError.Writer, false).PrintAll(diagnostics);
}
