using System.Runtime.InteropServices;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>What signals do, and which one ended the daemon.</summary>
/// <param name="endsWithTerminal">Whether SIGINT and SIGQUIT end it: only in the foreground.</param>
/// <param name="hangUp">What SIGHUP does.</param>
internal sealed class DaemonSignals(bool endsWithTerminal, Action hangUp)
{
    // Never disposed: the signal may come in the last moment.
    private static PosixSignalRegistration? _survival;

    /// <summary>Whether SIGINT and SIGQUIT end the daemon.</summary>
    public bool EndsWithTerminal { get; } = endsWithTerminal;

    /// <summary>The number of the signal that ended it; 0: none.</summary>
    public int StoppedBy { get; set; }

    /// <summary>From now on SIGHUP does not end the process, also before and after the time in which <see cref="DaemonLifetime"/> listens
    /// to it: a logrotate may come at the start and at the end. nohup(1) is undone, since who rotates files relies on the signal.</summary>
    public static void SurviveHangUp()
    {
        DaemonProcess.RestoreSignal(DaemonProcess.SigHup);
        _survival = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
    }

    /// <summary>SIGHUP came.</summary>
    public void HangUp() => hangUp();
}
