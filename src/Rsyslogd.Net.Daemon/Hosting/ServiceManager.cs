using Microsoft.Extensions.Hosting.Systemd;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>What the service manager is told (sd_notify(3)), if there is one.</summary>
internal static class ServiceManager
{
    /// <summary>Tells a state.</summary>
    public static void Notify(ISystemdNotifier notifier, string state)
    {
        if (notifier.IsEnabled)
        {
            notifier.Notify(new ServiceState(state));
        }
    }

    /// <summary>Does something that counts as a reload.</summary>
    public static T WhileReloading<T>(ISystemdNotifier notifier, Func<T> reload)
    {
        Notify(notifier, $"RELOADING=1\nMONOTONIC_USEC={Environment.TickCount64 * 1000}");
        try
        {
            return reload();
        }
        finally
        {
            Notify(notifier, "READY=1");
        }
    }
}
