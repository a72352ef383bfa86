namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>The few lines that follow a wrong command line.</summary>
internal static class UsageText
{
    public const string Short =
        """
        usage: netsyslogd [-n] [-d] [-f FILE] [-i PIDFILE] [-N LEVEL] [-o FILE] [-u MASK] [-xCv]
               netsyslogd check [--format text|json] [FILE...]
               netsyslogd explain [CODE...]
               netsyslogd reload [-i PIDFILE]
               netsyslogd migrate [--dry-run] [--output DIRECTORY] [FILE]
        "netsyslogd --help" lists all options, "man netsyslogd" explains them.
        """;
}
