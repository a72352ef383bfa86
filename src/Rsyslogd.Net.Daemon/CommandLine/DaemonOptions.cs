namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>What was said on the command line; the letters are rsyslogd's.</summary>
internal sealed record DaemonOptions
{
    /// <summary>The configuration when -f is not given.</summary>
    public const string DefaultSettingsPath = "/etc/netsyslogd.toml";

    /// <summary>-f: rules in rsyslog's language, or a .toml file; null: the default.</summary>
    public string? ConfigurationPath { get; init; }

    /// <summary>-i: where the process id goes; null: what the settings say.</summary>
    public string? PidFile { get; init; }

    /// <summary>-n: stay in the foreground.</summary>
    public bool Foreground { get; init; }

    /// <summary>-d: stay in the foreground and tell more.</summary>
    public bool Debug { get; init; }

    /// <summary>-N: above 0, check the configuration and end.</summary>
    public int CheckLevel { get; init; }

    /// <summary>-x: no DNS.</summary>
    public bool WithoutDns { get; init; }

    /// <summary>-C: stay in the current directory.</summary>
    public bool KeepDirectory { get; init; }

    /// <summary>-o: where to write the whole configuration.</summary>
    public string? FullConfigurationPath { get; init; }

    /// <summary>-u: the umask, octal; null: leave it.</summary>
    public int? Umask { get; init; }

    /// <summary>-T: the directory to become the root.</summary>
    public string? RootDirectory { get; init; }
}
