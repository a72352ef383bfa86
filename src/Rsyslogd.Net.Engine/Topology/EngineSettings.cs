using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>The global settings in the form running objects need them; names follow rsyslog's global() parameters.</summary>
public sealed record EngineSettings
{
    /// <summary>How frames are cleaned and parsed.</summary>
    public ParserSettings Parser { get; init; } = new();

    /// <summary>workDirectory; null: none.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>net.enableDNS.</summary>
    public bool EnableDns { get; init; } = true;

    /// <summary>reverselookup.cache.ttl.default, where reverselookup.cache.ttl.enable is on: how long the name of a sender holds;
    /// null: as long as we find right.</summary>
    public TimeSpan? SenderNameLifetime { get; init; }

    /// <summary>net.permitACLWarning: tell of senders that $AllowedSender keeps out.</summary>
    public bool WarnsOfDisallowedSenders { get; init; } = true;

    /// <summary>oversizemsg.report: tell of messages that were cut.</summary>
    public bool ReportsOversize { get; init; } = true;

    /// <summary>processInternalMessages: the daemon's own messages enter the rules instead of standard error only.</summary>
    public bool ProcessInternalMessages { get; init; }

    /// <summary>preserveFQDN.</summary>
    public bool PreserveFqdn { get; init; }

    /// <summary>The name that the daemon's own messages carry as tag, without colon: <c>rsyslogd</c>.</summary>
    public string OwnTag { get; init; } = "rsyslogd";

    /// <summary>Sockets handed over by systemd (LISTEN_FDS), by the path or <c>ip:port</c> they are bound to.</summary>
    public IReadOnlyDictionary<string, int> InheritedSockets { get; init; } = new Dictionary<string, int>();
}
