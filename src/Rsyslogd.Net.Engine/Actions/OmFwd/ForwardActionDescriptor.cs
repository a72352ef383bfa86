using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>What omfwd can be told (manual: "omfwd: syslog Forwarding Output Module").</summary>
public static class ForwardActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omfwd", ModuleKind.Output)
    {
        IsBuiltIn = true,
        DefaultTemplate = "RSYSLOG_TraditionalForwardFormat",
        ActionLines = [new(ActionLineForm.Forward, "target")],
        Parameters =
        [
            Parameter.Template("template", Place.Module, "ActionForwardDefaultTemplate"),
            Parameter.NotYet("iobuffer.maxSize", Place.Module),
            Parameter.Template("template", Place.Action),
            Parameter.Text("target", Place.Action) with { Required = true },
            Parameter.Port("port", Place.Action, otherwise: "514"),
            Parameter.Choice("protocol", Place.Action, ["udp", "tcp"], otherwise: "udp"),
            Parameter.Text("networkNamespace", Place.Action) with { NotYet = true },
            Parameter.Text("address", Place.Action),
            Parameter.Number("ipFreeBind", Place.Action, otherwise: "2"),
            Parameter.Text("device", Place.Action),
            Parameter.Choice("tcp_framing", Place.Action, ["traditional", "octet-counted"], otherwise: "traditional"),
            Parameter.Positive("tcp_frameDelimiter", Place.Action, otherwise: "10"),
            Parameter.Positive("maxErrorMessages", Place.Action, "MaxErrorMessages", "5") with { NoEffect = "obsolete" },
            Parameter.Choice("zipLevel", Place.Action, ["0"], otherwise: "0") with
            {
                ChoicesNotYet = ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
            },
            Parameter.Choice("compression.mode", Place.Action, ["none"], otherwise: "none") with
            {
                ChoicesNotYet = ["single", "stream:always"],
            },
            Parameter.Switch("compression.stream.flushOnTXEnd", Place.Action, otherwise: "on") with { NotYet = true },
            Parameter.Positive("rebindInterval", Place.Action, "ActionSendTCPRebindInterval", "0"),
            Parameter.Switch("keepAlive", Place.Action, "ActionSendTCPKeepAlive", "off"),
            Parameter.Positive("keepAlive.probes", Place.Action, "ActionSendTCPKeepAlive_probes", "0"),
            Parameter.Positive("keepAlive.interval", Place.Action, "ActionSendTCPKeepAlive_intvl", "0"),
            Parameter.Positive("keepAlive.time", Place.Action, "ActionSendTCPKeepAlive_time", "0"),
            Parameter.Positive("conErrSkip", Place.Action, otherwise: "0") with
            {
                NoEffect = "an outage is told of once",
            },
            Parameter.Positive("rateLimit.interval", Place.Action, otherwise: "0"),
            Parameter.Positive("rateLimit.burst", Place.Action, otherwise: "200"),
            Parameter.Choice("streamDriver", Place.Action, ["ptcp"], "ActionSendStreamDriver") with
            {
                ChoicesNotYet = ["gtls", "ossl"], Aliases = ["streamDriver.name"],
            },
            Parameter.Choice("streamDriverMode", Place.Action, ["0"], "ActionSendStreamDriverMode") with
            {
                ChoicesNotYet = ["1"], Aliases = ["streamDriver.mode"], IsVital = true,
            },
            Parameter.Choice("streamDriverAuthMode", Place.Action, ["anon"], "ActionSendStreamDriverAuthMode") with
            {
                ChoicesNotYet = ["x509/fingerprint", "x509/certvalid", "x509/name"], Aliases = ["streamDriver.authMode"],
            },
            Parameter.NotYet("streamDriverPermittedPeers", Place.Action, "ActionSendStreamDriverPermittedPeer"),
            Parameter.NotYet("streamDriver.permitExpiredCerts", Place.Action),
            Parameter.NotYet("streamDriver.checkExtendedKeyPurpose", Place.Action),
            Parameter.NotYet("streamDriver.prioritizeSAN", Place.Action),
            Parameter.NotYet("streamDriver.tlsVerifyDepth", Place.Action),
            Parameter.NotYet("streamDriver.caFile", Place.Action),
            Parameter.NotYet("streamDriver.keyFile", Place.Action),
            Parameter.NotYet("streamDriver.certFile", Place.Action),
            Parameter.NotYet("gnutlsPriorityString", Place.Action),
            Parameter.Switch("resendLastMsgOnReconnect", Place.Action, "ActionSendResendLastMsgOnReconnect", "off") with
            {
                NoEffect = "what a broken connection has not delivered is always sent again",
            },
            Parameter.Switch("udp.sendToAll", Place.Action, otherwise: "off"),
            Parameter.Positive("udp.sendDelay", Place.Action, otherwise: "0"),
            Parameter.Size("udp.sendBuf", Place.Action),
        ],
    };
}
