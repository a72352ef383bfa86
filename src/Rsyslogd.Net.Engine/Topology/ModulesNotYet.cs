using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>Modules that rsyslog's manual documents and we don't have yet, with their directives: a configuration that loads one
/// is told just that, once, and not of every line that belongs to it.</summary>
internal static class ModulesNotYet
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ModuleDescriptor> All =>
    [
        .. Inputs.Select(entry => Make(ModuleKind.Input, ParameterPlace.Module, entry)),
        .. Outputs.Select(entry => Make(ModuleKind.Output, ParameterPlace.Action, entry)),
        .. MessageModifications.Select(entry => Make(ModuleKind.MessageModification, ParameterPlace.Action, entry)),
        .. Parsers.Select(entry => Make(ModuleKind.Parser, ParameterPlace.Parser, entry)),
        .. Libraries.Select(entry => Make(ModuleKind.Library, ParameterPlace.Module, entry)),
    ];

    // Each entry is a module's name and its directives.
    private static string[][] Inputs =>
    [
        ["im3195", "Input3195ListenPort"],
        ["imbatchreport"], ["imdocker"],
        [
            "imgssapi", "InputGSSListenPortFileName", "InputGSSServerKeepAlive", "InputGSSServerMaxSessions",
            "InputGSSServerPermitPlainTCP", "InputGSSServerRun", "InputGSSServerServiceName",
        ],
        ["imhiredis"], ["imhttp"],
        ["imkafka"], ["imkmsg"], ["impcap"], ["improg"],
        ["imrelp", "InputRELPServerBindRuleset", "InputRELPServerRun"],
        ["imsolaris", "IMSolarisLogSocketName"],
        ["imtuxedoulog"],
    ];

    private static string[][] Outputs =>
    [
        ["omamqp1"], ["omazureeventhubs"], ["omclickhouse"], ["omelasticsearch"],
        ["omgssapi", "ActionGSSForwardDefaultTemplate", "GSSForwardServiceName", "GSSMode"],
        ["omhdfs", "OMHDFSDefaultTemplate", "OMHDFSFileName", "OMHDFSHost", "OMHDFSPort"],
        ["omhiredis"], ["omhttp"], ["omhttpfs"], ["omkafka"],
        [
            "omlibdbi", "ActionLibdbiDriver", "ActionLibdbiDriverDirectory", "ActionLibdbiHost", "ActionLibdbiUserName",
            "ActionLibdbiDBName", "ActionLibdbiPassword",
        ],
        [
            "ommail", "ActionMailEnableBody", "ActionMailFrom", "ActionMailSMTPPort", "ActionMailSMTPServer",
            "ActionMailSubject", "ActionMailTo",
        ],
        ["ommongodb"],
        ["ommysql", "ActionOmmysqlServerPort", "OmMySQLConfigFile", "OmMySQLConfigSection"],
        [
            "omoracle", "OmoracleBatchItemSize", "OmoracleBatchSize", "OmoracleDB", "OmoracleDBPassword", "OmoracleDBUser",
            "OmoracleStatement", "OmoracleStatementTemplate",
        ],
        ["ompgsql"], ["omrabbitmq"], ["omrelp"],
        [
            "omsnmp", "ActionSnmpCommunity", "ActionSnmpEnterpriseOid", "ActionSnmpSpecificType", "ActionSnmpSyslogMessageOid",
            "ActionSnmpTarget", "ActionSnmpTargetPort", "ActionSnmpTransport", "ActionSnmpTrapOid", "ActionSnmpTrapType",
            "ActionSnmpVersion",
        ],
        ["omtesting"],
        [
            "omudpspoof", "ActionOMUDPSpoofSourceNameTemplate", "ActionOMUDPSpoofDefaultTemplate",
            "ActionOMUDPSpoofSourcePortEnd", "ActionOMUDPSpoofSourcePortStart", "ActionOMUDPSpoofTargetHost",
            "ActionOMUDPSpoofTargetPort",
        ],
    ];

    private static string[][] MessageModifications =>
    [
        ["mmdarwin"], ["mmdblookup"], ["mmgrok"], ["mmitxkubernetes"], ["mmkubernetes"],
        ["mmnormalize", "MmnormalizeRuleBase", "MmnormalizeUseRawMsg"],
        ["mmrfc5424addhmac"],
        ["mmsnmptrapd", "MmsnmptrapdSeverityMapping", "MmsnmptrapdTag"],
        ["mmtaghostname"],
    ];

    private static string[][] Parsers =>
        [["pmcisconames"], ["pmdb2diag"], ["pmnormalize"], ["pmpanngfw"], ["pmrfc3164sd"], ["pmsnare"]];

    private static string[][] Libraries =>
    [
        ["fmffaup"], ["lmcry_gcry"], ["lmcry_ossl"], ["lmnsd_gtls"], ["lmnsd_ossl"],
        ["lmsig_gt"], ["lmsig_ksi_ls12"],
    ];

    private static ModuleDescriptor Make(ModuleKind kind, ParameterPlace place, string[] entry) => new(entry[0], kind)
    {
        NotYet = true,
        Parameters = [.. entry.Skip(1).Select(directive => Parameter.NotYet(directive, place, directive))],
    };
}
