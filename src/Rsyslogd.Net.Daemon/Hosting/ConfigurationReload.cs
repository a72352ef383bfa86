using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>The configuration is read again, and takes the place of the one in force if there is no mistake in it.</summary>
/// <param name="engine">What runs.</param>
/// <param name="log">Where the outcome is told, too.</param>
/// <param name="process">How a configuration changes the process.</param>
internal sealed class ConfigurationReload(Engine.Topology.Engine engine, InternalLog log, ProcessSettings process)
{
    private static readonly string[] OnlyAtStart =
        ["privdrop.user.name", "privdrop.user.id", "privdrop.group.name", "privdrop.group.id"];

    /// <summary>The file, absolute: the directory is not what it was at the start; null: the default.</summary>
    public string? Path { get; init; }

    /// <summary>global() as it was at the start.</summary>
    public required BoundParameters StartGlobals { get; init; }

    /// <summary>Who we are, and whether we could choose.</summary>
    public required Privileges Privileges { get; init; }

    /// <summary>Does it. One call at a time.</summary>
    public ReloadAnswer Run()
    {
#pragma warning disable CA1031 // A fault of ours in a reload must not end the daemon.
        try
        {
            return Load();
        }
        catch (Exception fault)
        {
            log.Report(Severity.Critical, $"internal fault in a reload: {fault}");
            return new ReloadAnswer(false, $"netsyslogd: internal fault in the reload: {fault.Message}\n");
        }
#pragma warning restore CA1031
    }

    private ReloadAnswer Load()
    {
        var loaded = RuleLoader.Load(Path);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new DiagnosticPrinter(text, isColoured: false).PrintAll(loaded.Diagnostics);
        foreach (var diagnostic in loaded.Diagnostics)
        {
            log.Report(
                diagnostic.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning, DiagnosticLine.Get(diagnostic));
        }

        if (loaded.HasErrors || loaded.Refusal is not null)
        {
            if (!loaded.HasErrors)
            {
                text.WriteLine($"netsyslogd: {loaded.Refusal}");
                log.Report(Severity.Error, loaded.Refusal!); // just asked
            }

            const string refused = "the configuration is not reloaded: the one in force goes on";
            log.Report(Severity.Error, refused);
            text.WriteLine($"netsyslogd: {refused}");
            return new ReloadAnswer(false, text.ToString());
        }

        Exchange(loaded.Rules!.Configuration, loaded.Settings ?? DaemonSettingsReader.ReadDefaults(), text); // not refused: it is there
        return new ReloadAnswer(true, text.ToString());
    }

    private void Exchange(BoundConfiguration rules, DaemonSettings settings, StringWriter text)
    {
        process.Apply(rules, settings);
        var outcome = engine.Reload(rules, process.Read(rules));
        ProgramMemory.ReleaseStart();
        foreach (var complaint in outcome.Complaints)
        {
            text.WriteLine($"netsyslogd: {complaint}");
        }

        if (FindUnchanged(rules.Globals, settings) is { } unchanged)
        {
            log.Report(Severity.Warning, unchanged);
            text.WriteLine($"netsyslogd: {unchanged}");
        }

        log.Report(Severity.Notice, $"configuration reloaded; {outcome}");
    }

    // Why we are not who the configuration says.
    private string? FindUnchanged(BoundParameters globals, DaemonSettings settings)
    {
        if (!Privileges.MayChange)
        {
            return Privileges.FindObstacle(globals, settings);
        }

        return Describe(globals) == Describe(StartGlobals)
            ? null
            : "the user and the group are changed only at a start: restart the daemon";
    }

    private static string Describe(BoundParameters globals) => new Description().Add(globals, OnlyAtStart).ToString();
}
