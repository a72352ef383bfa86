using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>
/// Starts the daemon and runs it to its end: reads the configuration, says what is wrong with it, binds everything, drops
/// privileges, writes the pid file and only then says that it is ready. Whoever sees the pid file can send.
/// </summary>
internal sealed class StartCommand
{
    // Targets that don't read get a second, the rules of what has been received longer; then the host gives up.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly DaemonOptions _options;
    private readonly InternalLog _log;

    private StartCommand(DaemonOptions options)
    {
        _options = options;
        var isJournal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;
        _log = new InternalLog(StandardError.Writer, OwnName, isJournal);
    }

    // rsyslogd's tag: existing rules that sort out what the daemon itself says go on working.
    private static string OwnName => new EngineSettings().OwnTag;

    /// <summary>Runs the daemon.</summary>
    /// <returns>The exit status.</returns>
    public static int Run(DaemonOptions options)
    {
        var isBackground = BackgroundStart.IsBackgroundProcess;
        if (!isBackground && !options.Foreground && !options.Debug)
        {
            return BackgroundStart.Start(Environment.GetCommandLineArgs().Skip(1));
        }

        if (isBackground)
        {
            BackgroundStart.Enter();
        }

        try
        {
            return new StartCommand(options).Run(endsWithTerminal: !isBackground);
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            StandardError.WriteLine($"netsyslogd: {error.Message}");
            return 1;
        }
    }

    private int Run(bool endsWithTerminal)
    {
        if (_options.RootDirectory is { } root)
        {
            DaemonProcess.ChangeRoot(root);
        }

        var loaded = RuleLoader.Load(_options.ConfigurationPath);
        Report(loaded.Diagnostics);
        if (loaded.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        if (_options.FullConfigurationPath is { } fullPath)
        {
            FullConfiguration.Write(loaded, fullPath);
        }

        var settings = loaded.Settings ?? DaemonSettingsReader.ReadDefaults();
        var pidFile = new PidFile(_options.PidFile ?? settings.PidFile);
        if (pidFile.FindOwner() is { } owner)
        {
            return Refuse($"pid file '{_options.PidFile ?? settings.PidFile}': process {owner} is running with it. "
                + "To run several instances, give each its own pid file with -i");
        }

        var rules = loaded.Rules!.Configuration; // not refused: it is there
        if (_options.Debug)
        {
            DebugReport.Write(StandardError.Writer, loaded.Path, rules);
        }

        PrepareProcess(rules, settings);
        return Serve(rules, pidFile, endsWithTerminal);
    }

    private int Serve(BoundConfiguration rules, PidFile pidFile, bool endsWithTerminal)
    {
        var settings = SettingsReader.Read(rules, HostName.Get(), InheritedSockets.Collect());
        if (_options.WithoutDns)
        {
            settings = settings with { EnableDns = false };
        }

        var engine = new Engine.Topology.Engine(rules, settings, _log);
        var isListening = engine.Listen();
        if (!isListening)
        {
            _log.Report(Severity.Error, "none of the inputs could be opened");
        }

        if (!_options.KeepDirectory)
        {
            Environment.CurrentDirectory = "/";
        }

        var signals = new DaemonSignals(endsWithTerminal, engine.Reopen);
        using var host = BuildHost(new EngineService(engine, rules.Globals, pidFile, signals), signals);
        host.Run();
        ProperTermination.Write(rules);
        return 0;
    }

    private static IHost BuildHost(EngineService service, DaemonSignals signals)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<IHostLifetime, DaemonLifetime>();
        builder.Services.AddSingleton(signals);
        builder.Services.AddSingleton<IHostedService>(service);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopLimit);
        return builder.Build();
    }

    private void PrepareProcess(BoundConfiguration rules, DaemonSettings settings)
    {
        // For the programs that actions start, and for backticks of a later reload.
        foreach (var variable in rules.Globals.GetList("environment"))
        {
            var end = variable.IndexOf('=', StringComparison.Ordinal);
            if (end > 0)
            {
                Environment.SetEnvironmentVariable(variable[..end], variable[(end + 1)..]);
            }
        }

        if ((_options.Umask ?? (int?)rules.Globals.GetNumber("umask")) is { } mask)
        {
            DaemonProcess.SetUmask(mask);
        }

        var wanted = rules.Globals.GetNumber("maxOpenFiles", settings.OpenFiles);
        var limit = DaemonProcess.RaiseOpenFileLimit(wanted);
        if (limit < wanted)
        {
            _log.Report(Severity.Notice, $"only {limit} files can be open at once, {wanted} are wanted");
        }

        DaemonProcess.IgnoreSignal(DaemonProcess.SigPipe);
        DaemonProcess.IgnoreSignal(DaemonProcess.SigUsr1);
        DaemonProcess.IgnoreSignal(DaemonProcess.SigUsr2);
    }

    private void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var severity = diagnostic.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning;
            _log.Report(severity, DiagnosticLine.Get(diagnostic));
        }
    }

    private static int Refuse(string reason)
    {
        StandardError.WriteLine($"netsyslogd: {reason}");
        return 1;
    }
}
