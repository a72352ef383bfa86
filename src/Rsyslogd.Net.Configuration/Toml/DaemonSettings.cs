using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>A place to listen.</summary>
/// <param name="Address">An address without brackets; null: all of them.</param>
/// <param name="Port">The port, 0 to 65535.</param>
public sealed record ListenAddress(string? Address, int Port);

/// <summary>netsyslogd.toml, read: the daemon's own settings. Immutable.</summary>
public sealed record DaemonSettings
{
    /// <summary>Globs of rule files, in order.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>Path of the pid file, or <c>NONE</c>.</summary>
    public required string PidFile { get; init; }

    /// <summary>Path of the socket on which the daemon takes commands, or <c>NONE</c>.</summary>
    public required string Control { get; init; }

    /// <summary>Directory of spool and state files.</summary>
    public required string WorkDirectory { get; init; }

    /// <summary>The umask, as a number.</summary>
    public required int Umask { get; init; }

    /// <summary>Whether names of senders are looked up.</summary>
    public required bool EnableDns { get; init; }

    /// <summary>The user to become; empty: stay.</summary>
    public required string User { get; init; }

    /// <summary>Where the user was written; null when it was not.</summary>
    public TextSpan? UserSpan { get; init; }

    /// <summary>The group to become; empty: stay.</summary>
    public required string Group { get; init; }

    /// <summary>Where the group was written; null when it was not.</summary>
    public TextSpan? GroupSpan { get; init; }

    /// <summary>RLIMIT_NOFILE.</summary>
    public required long OpenFiles { get; init; }

    /// <summary>The longest message in bytes.</summary>
    public required long MessageBytes { get; init; }

    /// <summary>Whether to read the system log socket.</summary>
    public required bool ListenLocal { get; init; }

    /// <summary>Whether to read the kernel's messages.</summary>
    public required bool ListenKernel { get; init; }

    /// <summary>UDP sockets.</summary>
    public required ImmutableArray<ListenAddress> ListenUdp { get; init; }

    /// <summary>TCP sockets.</summary>
    public required ImmutableArray<ListenAddress> ListenTcp { get; init; }

    /// <summary>Owner of new files.</summary>
    public required string FileOwner { get; init; }

    /// <summary>Group of new files.</summary>
    public required string FileGroup { get; init; }

    /// <summary>Mode of new files.</summary>
    public required int FileMode { get; init; }

    /// <summary>Mode of new directories.</summary>
    public required int DirectoryMode { get; init; }
}
