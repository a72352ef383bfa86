namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>What signals do, and which one ended the daemon.</summary>
/// <param name="endsWithTerminal">Whether SIGINT and SIGQUIT end it: only in the foreground.</param>
/// <param name="hangUp">What SIGHUP does.</param>
internal sealed class DaemonSignals(bool endsWithTerminal, Action hangUp)
{
    /// <summary>Whether SIGINT and SIGQUIT end the daemon.</summary>
    public bool EndsWithTerminal { get; } = endsWithTerminal;

    /// <summary>The number of the signal that ended it; 0: none.</summary>
    public int StoppedBy { get; set; }

    /// <summary>SIGHUP came.</summary>
    public void HangUp() => hangUp();
}
