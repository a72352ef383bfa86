using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImPtcp;

/// <summary>What imptcp can be told (manual: "imptcp: Plain TCP Syslog").</summary>
public static class PlainTcpInputDescriptor
{
    private const string OneReactor = "all plain inputs share one reactor; there are no helper threads to tune";

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imptcp", ModuleKind.Input)
    {
        RequiredOneOf = [["path", "port"]],
        AtMostOneOf = [["path", "port"]],
        Parameters =
        [
            Parameter.Positive("threads", Place.Module, "InputPTCPServerHelperThreads", "2") with { NoEffect = OneReactor },
            Parameter.Number("maxSessions", Place.Module | Place.Input, otherwise: "0"),
            Parameter.Switch("processOnPoller", Place.Module, otherwise: "on") with { NoEffect = OneReactor },
            Parameter.Port("port", Place.Input),
            Parameter.Text("path", Place.Input),
            Parameter.Text("address", Place.Input, "InputPTCPServerListenIP"),
            Parameter.Text("name", Place.Input, "InputPTCPServerInputName", "imptcp"),
            Parameter.Ruleset("ruleset", Place.Input, "InputPTCPServerBindRuleset"),
            Parameter.Switch("discardTruncatedMsg", Place.Input, otherwise: "off"),
            Parameter.User("fileOwner", Place.Input),
            Parameter.Number("fileOwnerNum", Place.Input),
            Parameter.Group("fileGroup", Place.Input),
            Parameter.Number("fileGroupNum", Place.Input),
            Parameter.Mode("fileCreateMode", Place.Input, otherwise: "0644"),
            Parameter.Switch("failOnChOwnFailure", Place.Input, otherwise: "on"),
            Parameter.Switch("unlink", Place.Input, otherwise: "off"),
            Parameter.Positive("maxFrameSize", Place.Input, otherwise: "200000"),
            Parameter.Number("addtlFrameDelimiter", Place.Input, "InputPTCPServerAddtlFrameDelimiter", "-1"),
            Parameter.Switch("supportOctetCountedFraming", Place.Input, "InputPTCPServerSupportOctetCountedFraming", "on"),
            Parameter.Switch("notifyOnConnectionClose", Place.Input, "InputPTCPServerNotifyOnConnectionClose", "off"),
            Parameter.Switch("notifyOnConnectionOpen", Place.Input, otherwise: "off"),
            Parameter.Switch("keepAlive", Place.Input, "InputPTCPServerKeepAlive", "off"),
            Parameter.Positive("keepAlive.probes", Place.Input, "InputPTCPServerKeepAlive_probes", "0"),
            Parameter.Positive("keepAlive.interval", Place.Input, "InputPTCPServerKeepAlive_intvl", "0"),
            Parameter.Positive("keepAlive.time", Place.Input, "InputPTCPServerKeepAlive_time", "0"),
            Parameter.Positive("rateLimit.interval", Place.Input, otherwise: "0"),
            Parameter.Positive("rateLimit.burst", Place.Input, otherwise: "10000"),
            Parameter.Choice("compression.mode", Place.Input, ["none"], otherwise: "none") with
            {
                ChoicesNotYet = ["single", "stream:always"], IsVital = true,
            },
            Parameter.Switch("flowControl", Place.Input, otherwise: "on") with
            {
                NoEffect = "a full queue always makes stream senders wait",
            },
            Parameter.Switch("multiLine", Place.Input, otherwise: "off"),
            Parameter.Regex("framing.delimiter.regex", Place.Input),
            Parameter.Positive("socketBacklog", Place.Input),
            Parameter.Text("defaultTZ", Place.Input),
            Parameter.Switch("framingfix.cisco.asa", Place.Input, otherwise: "off"),
            Parameter.Text("listenPortFileName", Place.Input),
        ],
        InstanceDirectives = [new InstanceDirective("InputPTCPServerRun", "port")],
    };
}
