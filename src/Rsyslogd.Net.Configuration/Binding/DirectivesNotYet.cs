using System.Collections.Immutable;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Directives of rsyslog's manual whose modules are not available yet, so that they are not taken for misspelt.</summary>
internal static class DirectivesNotYet
{
    private static readonly ImmutableArray<(string Module, string[] Directives)> Table =
    [
        ("im3195", ["Input3195ListenPort"]),
        ("imgssapi",
        [
            "InputGSSServerRun", "InputGSSServerServiceName", "InputGSSServerPermitPlainTCP", "InputGSSServerMaxSessions",
            "InputGSSServerKeepAlive", "InputGSSListenPortFileName",
        ]),
        ("imjournal",
        [
            "IMJournalPersistStateInterval", "IMJournalStateFile", "IMJournalRatelimitInterval", "IMJournalRatelimitBurst",
            "IMJournalIgnorePreviousMessages", "IMJournalDefaultSeverity", "IMJournalDefaultFacility",
        ]),
        ("imrelp", ["InputRELPServerRun", "InputRELPServerBindRuleset"]),
        ("imsolaris", ["IMSolarisLogSocketName"]),
        ("mmnormalize", ["mmnormalizeRuleBase", "mmnormalizeUseRawMsg"]),
        ("mmsnmptrapd", ["mmsnmptrapdTag", "mmsnmptrapdSeverityMapping"]),
        ("omgssapi", ["GSSForwardServiceName", "GSSMode", "ActionGSSForwardDefaultTemplate"]),
        ("omhdfs", ["OMHDFSFileName", "OMHDFSHost", "OMHDFSPort", "OMHDFSDefaultTemplate"]),
        ("omlibdbi",
        [
            "ActionLibdbiDriverDirectory", "ActionLibdbiDriver", "ActionLibdbiHost", "ActionLibdbiUserName",
            "ActionLibdbiPassword", "ActionLibdbiDBName",
        ]),
        ("ommail",
        [
            "ActionMailSMTPServer", "ActionMailSMTPPort", "ActionMailFrom", "ActionMailTo", "ActionMailSubject",
            "ActionMailEnableBody",
        ]),
        ("ommysql", ["ActionOmmysqlServerPort", "OmMySQLConfigFile", "OmMySQLConfigSection"]),
        ("omoracle",
        [
            "OmoracleDBUser", "OmoracleDBPassword", "OmoracleDB", "OmoracleBatchSize", "OmoracleBatchItemSize",
            "OmoracleStatement", "OmoracleStatementTemplate",
        ]),
        ("omsnmp",
        [
            "ActionSNMPTransport", "ActionSNMPTarget", "ActionSNMPTargetPort", "ActionSNMPVersion", "ActionSNMPCommunity",
            "ActionSNMPEnterpriseOID", "ActionSNMPTrapOID", "ActionSNMPSpecificType", "ActionSNMPTrapType",
            "ActionSNMPSyslogMessageOID",
        ]),
        ("omudpspoof",
        [
            "ActionOMUDPSpoofSourceNameTemplate", "ActionOMUDPSpoofTargetHost", "ActionOMUDPSpoofTargetPort",
            "ActionOMUDPSpoofDefaultTemplate", "ActionOMUDPSpoofSourcePortStart", "ActionOMUDPSpoofSourcePortEnd",
        ]),
    ];

    private static readonly Dictionary<string, string> Modules = Table
        .SelectMany(row => row.Directives.Select(directive => (directive, row.Module)))
        .ToDictionary(row => row.directive, row => row.Module, StringComparer.OrdinalIgnoreCase);

    /// <summary>The module of a directive; null: it is none of these.</summary>
    public static string? FindModule(string directive) => Modules.GetValueOrDefault(directive);
}
