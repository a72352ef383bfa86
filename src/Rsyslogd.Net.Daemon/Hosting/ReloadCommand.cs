using System.ComponentModel;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Daemon.Loading;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary><c>netsyslogd reload</c>.</summary>
internal static class ReloadCommand
{
    /// <summary>Sends SIGHUP to the process of a pid file.</summary>
    /// <param name="pidFile">Its path; null: what the settings say.</param>
    /// <returns>The exit status.</returns>
    public static int Run(string? pidFile)
    {
        var path = pidFile ?? RuleLoader.ReadSettings(DaemonOptions.DefaultSettingsPath, new DiagnosticBag())?.PidFile
            ?? DaemonSettingsReader.ReadDefaults().PidFile;
        if (PidFile.Read(path) is not { } process)
        {
            StandardError.WriteLine($"netsyslogd: there is no process id in '{path}'");
            return 1;
        }

        try
        {
            DaemonProcess.SendSignal(process, DaemonProcess.SigHup);
            return 0;
        }
        catch (Win32Exception error)
        {
            StandardError.WriteLine($"netsyslogd: process {process} of '{path}': {error.Message}");
            return 1;
        }
    }
}
