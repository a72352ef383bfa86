using Microsoft.Extensions.Hosting;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>The worker of the host: runs the engine. Everything has been opened and bound before.</summary>
internal sealed class EngineService(
    Engine.Topology.Engine engine, Action dropPrivileges, PidFile pidFile, DaemonSignals signals, ControlSocket? control) : IHostedService
{
    // How long a target that does not read may delay the end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // As root, because /run is root's; the rules begin to work after the drop, so that no file is made as root. Signals
        // have their meaning already: whoever sees the pid file may send one.
        pidFile.Write();
        dropPrivileges();
        engine.Run();
        control?.Start();
        BackgroundStart.ReportReady();

        // What reading the configuration took is not needed again before a reload.
        ProgramMemory.ReleaseStart();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        control?.Dispose();
        engine.Stop($"exiting on signal {signals.StoppedBy}.", Patience);
        pidFile.Remove();
        return Task.CompletedTask;
    }
}
