using System.ComponentModel;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Daemon.Processes;
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

        DaemonSignals.SurviveHangUp();

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

        var process = new ProcessSettings(_options, _log);
        process.Apply(rules, settings);
        DaemonProcess.IgnoreSignal(DaemonProcess.SigPipe);
        DaemonProcess.IgnoreSignal(DaemonProcess.SigUsr1);
        DaemonProcess.IgnoreSignal(DaemonProcess.SigUsr2);
        return Serve(rules, settings, process, pidFile, endsWithTerminal);
    }

    private int Serve(
        BoundConfiguration rules, DaemonSettings settings, ProcessSettings process, PidFile pidFile, bool endsWithTerminal)
    {
        var engine = new Engine.Topology.Engine(rules, process.Read(rules), _log);
        var isListening = engine.Listen();
        if (!isListening)
        {
            _log.Report(Severity.Error, "none of the inputs could be opened");
        }

        var privileges = new Privileges(_log);
        var reload = new ConfigurationReload(engine, _log, process)
        {
            Path = _options.ConfigurationPath is { } path ? Path.GetFullPath(path) : null,
            StartGlobals = rules.Globals,
            Privileges = privileges,
        };
        var manager = new SystemdNotifier();
        using var control = OpenControl(settings, () => ServiceManager.WhileReloading(manager, reload.Run));
        if (!_options.KeepDirectory)
        {
            Environment.CurrentDirectory = "/";
        }

        var signals = new DaemonSignals(endsWithTerminal, engine.Reopen);
        var service = new EngineService(engine, () => privileges.Drop(rules.Globals, settings), pidFile, signals, control);
        using var host = BuildHost(service, signals, manager);
        host.Run();
        ProperTermination.Write(rules);
        return 0;
    }

    // Without it there is no reload; everything else goes on.
    private ControlSocket? OpenControl(DaemonSettings settings, Func<ReloadAnswer> reload)
    {
        if (ControlSocket.FindPath(_options.PidFile, settings) is not { } path)
        {
            return null;
        }

        var control = new ControlSocket(path, reload);
        try
        {
            control.Bind();
            return control;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SocketException or ArgumentException)
        {
            StandardError.WriteLine($"netsyslogd: no control socket at '{path}', so there is no reload: {error.Message}");
            control.Dispose();
            return null;
        }
    }

    private static IHost BuildHost(EngineService service, DaemonSignals signals, ISystemdNotifier manager)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(manager);
        builder.Services.AddSingleton<IHostLifetime, DaemonLifetime>();
        builder.Services.AddSingleton(signals);
        builder.Services.AddSingleton<IHostedService>(service);

        // What takes the place of open generic services, which are put together from metadata at run time: a third of the start.
        builder.Services.AddSingleton(Options.Create(new HostOptions { ShutdownTimeout = StopLimit }));
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.RemoveAll<IStartupValidator>();
        return builder.Build();
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
