using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>Reads the global() parameters into the form that running objects use. Cold.</summary>
public static class SettingsReader
{
    /// <summary>The settings of a configuration.</summary>
    /// <param name="configuration">The bound model.</param>
    /// <param name="hostname">The system's host name, perhaps with a domain.</param>
    /// <param name="inheritedSockets">Sockets handed over by systemd.</param>
    public static EngineSettings Read(
        BoundConfiguration configuration, string hostname, IReadOnlyDictionary<string, int> inheritedSockets)
    {
        var globals = configuration.Globals;
        var preserveFqdn = globals.GetSwitch("preserveFQDN");
        return new EngineSettings
        {
            Parser = ReadParser(globals, LocalHostname(globals, hostname, preserveFqdn), preserveFqdn),
            WorkDirectory = globals.GetText("workDirectory"),
            EnableDns = globals.GetSwitch("net.enableDNS", true),
            SenderNameLifetime = globals.GetSwitch("reverseLookup.cache.ttl.enable")
                ? TimeSpan.FromSeconds(globals.GetNumber("reverseLookup.cache.ttl.default", 86_400))
                : null,
            WarnsOfDisallowedSenders = globals.GetSwitch("net.permitACLWarning", true),
            ReportsOversize = globals.GetSwitch("oversizemsg.report", true),
            ProcessInternalMessages = globals.GetSwitch("processInternalMessages"),
            PreserveFqdn = preserveFqdn,
            InheritedSockets = inheritedSockets,
        };
    }

    private static string LocalHostname(BoundParameters globals, string hostname, bool preserveFqdn)
    {
        if (globals.GetText("localHostname") is { Length: > 0 } configured)
        {
            return configured;
        }

        var dot = hostname.IndexOf('.', StringComparison.Ordinal);
        return preserveFqdn || dot <= 0 ? hostname : hostname[..dot];
    }

    private static ParserSettings ReadParser(BoundParameters globals, string localHostname, bool preserveFqdn)
    {
        var defaults = new ParserSettings();
        return new ParserSettings
        {
            MaxMessageSizeBytes = (int)Math.Clamp(
                globals.GetNumber("maxMessageSize", defaults.MaxMessageSizeBytes), 128, int.MaxValue / 8),
            EscapeControlCharacters = globals.GetSwitch("parser.escapeControlCharactersOnReceive", true),
            EscapePrefix = globals.GetText("parser.controlCharacterEscapePrefix") is { Length: > 0 } prefix
                ? Encoding.UTF8.GetBytes(prefix)[0]
                : defaults.EscapePrefix,
            Escape8Bit = globals.GetSwitch("parser.escape8BitCharactersOnReceive"),
            EscapeCStyle = globals.GetSwitch("parser.escapeControlCharactersCStyle"),
            SpaceLineFeed = globals.GetSwitch("parser.spaceLFOnReceive"),
            EscapeTab = globals.GetSwitch("parser.escapeControlCharacterTab", true),
            DropTrailingLineFeed = globals.GetSwitch("parser.dropTrailingLFOnReception", true),
            PermitSlashInProgramName = globals.GetSwitch("parser.permitSlashInProgramName"),
            ParseHostnameAndTag = globals.GetSwitch("parser.parseHostnameAndTag", true),
            SupportCompression = globals.GetSwitch("parser.supportCompressionExtension", true),
            PreserveFqdn = preserveFqdn,
            LocalHostname = Encoding.UTF8.GetBytes(localHostname),
        };
    }
}
