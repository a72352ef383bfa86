using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>
/// Ties the host to the outside: signals come in, the service manager is told (sd_notify(3)). The notifier is the one of
/// Microsoft.Extensions.Hosting.Systemd; its own lifetime works only below a process called systemd and knows neither
/// RELOADING nor the watchdog, so this one takes its place.
/// </summary>
internal sealed class DaemonLifetime(
    IHostApplicationLifetime application, ISystemdNotifier notifier, DaemonSignals signals) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Timer? _watchdog;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        Register(PosixSignal.SIGTERM, 15);
        if (signals.EndsWithTerminal)
        {
            Register(PosixSignal.SIGINT, 2);
            Register(PosixSignal.SIGQUIT, 3);
        }

        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp));
        application.ApplicationStarted.Register(OnStarted);
        application.ApplicationStopping.Register(() => Notify("STOPPING=1"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _watchdog?.Dispose();
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Register(PosixSignal signal, int number) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            signals.StoppedBy = number;
            application.StopApplication();
        }));

    private void OnStarted()
    {
        Notify("READY=1");
        if (SystemdWatchdog.GetInterval() is { } interval)
        {
            _watchdog = new Timer(_ => Notify("WATCHDOG=1"), null, interval, interval);
        }
    }

    private void OnHangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        ServiceManager.WhileReloading(notifier, () =>
        {
            signals.HangUp();
            return true;
        });
    }

    private void Notify(string state) => ServiceManager.Notify(notifier, state);
}
