using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>What a configuration changes in the process, and what the process adds to a configuration: at the start and in each reload.</summary>
internal sealed class ProcessSettings(DaemonOptions options, InternalLog log)
{
    private readonly IReadOnlyDictionary<string, int> _inheritedSockets = InheritedSockets.Collect();

    /// <summary>Sets environment, umask and the limit of open files.</summary>
    public void Apply(BoundConfiguration rules, DaemonSettings settings)
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

        if ((options.Umask ?? (int?)rules.Globals.GetNumber("umask")) is { } mask)
        {
            DaemonProcess.SetUmask(mask);
        }

        var wanted = rules.Globals.GetNumber("maxOpenFiles", settings.OpenFiles);
        var limit = DaemonProcess.RaiseOpenFileLimit(wanted);
        if (limit < wanted)
        {
            log.Report(Severity.Notice, $"only {limit} files can be open at once, {wanted} are wanted");
        }
    }

    /// <summary>The settings of the engine.</summary>
    public EngineSettings Read(BoundConfiguration rules)
    {
        var settings = SettingsReader.Read(rules, HostName.Get(), _inheritedSockets);
        return options.WithoutDns ? settings with { EnableDns = false } : settings;
    }
}
