using System.Collections.Immutable;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>All keys of netsyslogd.toml. The defaults make a daemon that does what Debian's rsyslog.conf does;
/// conf/netsyslogd.toml shows each one with its default, and a test compares both.</summary>
public static class SettingsKeys
{
    /// <summary>Which files hold the rules.</summary>
    public static SettingsKey Rules { get; } = new("", "rules", SettingsKind.TextList,
        "[\"/etc/netsyslog.d/*.conf\", \"/etc/netsyslog.d/50-default.conf\"]");

    /// <summary>Where the process id is written.</summary>
    public static SettingsKey PidFile { get; } = new("", "pid-file", SettingsKind.Text, "\"/run/netsyslogd.pid\"");

    /// <summary>The socket on which the daemon takes commands.</summary>
    public static SettingsKey Control { get; } = new("", "control", SettingsKind.Text, "\"/run/netsyslogd/control\"");

    /// <summary>Where spool and state files go.</summary>
    public static SettingsKey WorkDirectory { get; } = new("", "work-directory", SettingsKind.Text, "\"/var/spool/netsyslog\"");

    /// <summary>The file mode creation mask of the process.</summary>
    public static SettingsKey Umask { get; } = new("", "umask", SettingsKind.FileMode, "\"0022\"");

    /// <summary>Whether names of senders are looked up.</summary>
    public static SettingsKey Dns { get; } = new("", "dns", SettingsKind.Switch, "true");

    /// <summary>The user to become once everything is bound.</summary>
    public static SettingsKey User { get; } = new("run-as", "user", SettingsKind.Text, "\"\"");

    /// <summary>The group to become once everything is bound.</summary>
    public static SettingsKey Group { get; } = new("run-as", "group", SettingsKind.Text, "\"\"");

    /// <summary>RLIMIT_NOFILE.</summary>
    public static SettingsKey OpenFiles { get; } = new("limits", "open-files", SettingsKind.Number, "16384") { Minimum = 64 };

    /// <summary>The longest message, header included.</summary>
    public static SettingsKey MessageBytes { get; } =
        new("limits", "message-bytes", SettingsKind.Number, "8096") { Minimum = 128 };

    /// <summary>The system log socket.</summary>
    public static SettingsKey ListenLocal { get; } = new("listen", "local", SettingsKind.Switch, "true");

    /// <summary>The kernel's messages.</summary>
    public static SettingsKey ListenKernel { get; } = new("listen", "kernel", SettingsKind.Switch, "true");

    /// <summary>UDP sockets.</summary>
    public static SettingsKey ListenUdp { get; } = new("listen", "udp", SettingsKind.ListenList, "[]");

    /// <summary>TCP sockets.</summary>
    public static SettingsKey ListenTcp { get; } = new("listen", "tcp", SettingsKind.ListenList, "[]");

    /// <summary>Owner of new log files.</summary>
    public static SettingsKey FileOwner { get; } = new("files", "owner", SettingsKind.Text, "\"root\"");

    /// <summary>Group of new log files.</summary>
    public static SettingsKey FileGroup { get; } = new("files", "group", SettingsKind.Text, "\"adm\"");

    /// <summary>Mode of new log files.</summary>
    public static SettingsKey FileMode { get; } = new("files", "mode", SettingsKind.FileMode, "\"0640\"");

    /// <summary>Mode of new directories.</summary>
    public static SettingsKey DirectoryMode { get; } = new("files", "directory-mode", SettingsKind.FileMode, "\"0755\"");

    /// <summary>Every key.</summary>
    public static ImmutableArray<SettingsKey> All { get; } =
    [
        Rules, PidFile, Control, WorkDirectory, Umask, Dns, User, Group, OpenFiles, MessageBytes, ListenLocal, ListenKernel,
        ListenUdp, ListenTcp, FileOwner, FileGroup, FileMode, DirectoryMode,
    ];
}
