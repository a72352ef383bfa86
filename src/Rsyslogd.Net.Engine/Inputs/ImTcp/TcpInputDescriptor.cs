using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImTcp;

/// <summary>What imtcp can be told (manual: "imtcp: TCP Syslog Input Module"). Most parameters of module() are the defaults
/// of the equally named ones of input().</summary>
public static class TcpInputDescriptor
{
    private const Place Both = Place.Module | Place.Input;

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imtcp", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Number("addtlFrameDelimiter", Both, "InputTCPServerAddtlFrameDelimiter", "-1"),
            Parameter.Switch("disableLFDelimiter", Both, "InputTCPServerDisableLFDelimiter", "off"),
            Parameter.Positive("maxFrameSize", Both, otherwise: "200000"),
            Parameter.Switch("notifyOnConnectionOpen", Both, otherwise: "off"),
            Parameter.Switch("notifyOnConnectionClose", Both, "InputTCPServerNotifyOnConnectionClose", "off"),
            Parameter.Switch("keepAlive", Both, "InputTCPServerKeepAlive", "off"),
            Parameter.Positive("keepAlive.probes", Both, "InputTCPServerKeepAlive_probes", "0"),
            Parameter.Positive("keepAlive.time", Both, "InputTCPServerKeepAlive_time", "0"),
            Parameter.Positive("keepAlive.interval", Both, "InputTCPServerKeepAlive_intvl", "0"),
            Parameter.Switch("flowControl", Both, "InputTCPFlowControl", "on") with
            {
                NoEffect = "a full queue always makes stream senders wait",
            },
            Parameter.Positive("maxListeners", Both, "InputTCPMaxListeners", "20") with
            {
                Aliases = ["maxListners"], NoEffect = "the number of listeners has no limit",
            },
            Parameter.Positive("maxSessions", Both, "InputTCPMaxSessions", "200"),
            Parameter.Switch("discardTruncatedMsg", Both, otherwise: "off"),
            Parameter.Switch("preserveCase", Both, "InputTCPServerPreserveCase", "on"),
            Parameter.Number("socketBacklog", Both),
            Parameter.Choice("streamDriver.name", Both, ["ptcp"]) with { ChoicesNotYet = ["gtls", "ossl"] },
            Parameter.Choice("streamDriver.mode", Both, ["0"], "InputTCPServerStreamDriverMode") with
            {
                ChoicesNotYet = ["1"], IsVital = true,
            },
            Parameter.Choice("streamDriver.authMode", Both, ["anon"], "InputTCPServerStreamDriverAuthMode") with
            {
                ChoicesNotYet = ["x509/fingerprint", "x509/certvalid", "x509/name"],
            },
            Parameter.NotYet("streamDriver.permitExpiredCerts", Both),
            Parameter.NotYet("streamDriver.checkExtendedKeyPurpose", Both),
            Parameter.NotYet("streamDriver.prioritizeSAN", Both),
            Parameter.NotYet("streamDriver.tlsVerifyDepth", Both),
            Parameter.NotYet("permittedPeer", Both, "InputTCPServerStreamDriverPermittedPeer"),
            Parameter.NotYet("gnutlsPriorityString", Both),
            Parameter.NotYet("streamDriver.caFile", Place.Input),
            Parameter.NotYet("streamDriver.keyFile", Place.Input),
            Parameter.NotYet("streamDriver.certFile", Place.Input),
            Parameter.Port("port", Place.Input) with { Required = true },
            Parameter.Text("address", Place.Input),
            Parameter.Text("name", Place.Input, "InputTCPServerInputName", "imtcp"),
            Parameter.Ruleset("ruleset", Place.Input, "InputTCPServerBindRuleset"),
            Parameter.Switch("supportOctetCountedFraming", Place.Input, "InputTCPServerSupportOctetCountedFraming", "on"),
            Parameter.Positive("rateLimit.interval", Place.Input, otherwise: "0"),
            Parameter.Positive("rateLimit.burst", Place.Input, otherwise: "10000"),
            Parameter.Text("listenPortFileName", Place.Input, "InputTCPServerListenPortFile"),
            Parameter.Text("defaultTZ", Place.Input),
            Parameter.NotYet("networkNamespace", Place.Input),
        ],
        InstanceDirectives = [new InstanceDirective("InputTCPServerRun", "port")],
    };
}
