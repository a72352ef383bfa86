using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>What imuxsock can be told (manual: "imuxsock: Unix Socket Input Module"). The system socket is described by the
/// parameters of module(), further ones by input().</summary>
public static class UnixSocketInputDescriptor
{
    private const string NeverWritten = "the daemon never writes to its own socket";
    private const string AlwaysWaits = "a full queue always makes local senders wait";

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imuxsock", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Switch("sysSock.ignoreTimestamp", Place.Module, "SystemLogSocketIgnoreMsgTimestamp", "on"),
            Parameter.Switch("sysSock.ignoreOwnMessages", Place.Module, otherwise: "on") with { NoEffect = NeverWritten },
            Parameter.Switch("sysSock.use", Place.Module, "OmitLocalLogging", "on") with { IsDirectiveInverted = true },
            Parameter.Text("sysSock.name", Place.Module, "SystemLogSocketName", "/dev/log"),
            Parameter.Switch("sysSock.flowControl", Place.Module, "SystemLogSocketFlowControl", "off") with { NoEffect = AlwaysWaits },
            Parameter.Switch("sysSock.usePIDFromSystem", Place.Module, "SystemLogUsePIDFromSystem", "off"),
            Parameter.Positive("sysSock.rateLimit.interval", Place.Module, "SystemLogRateLimitInterval", "0"),
            Parameter.Positive("sysSock.rateLimit.burst", Place.Module, "SystemLogRateLimitBurst", "200"),
            Parameter.Severity("sysSock.rateLimit.severity", Place.Module, "SystemLogRateLimitSeverity", "1"),
            Parameter.Switch("sysSock.useSysTimeStamp", Place.Module, "SystemLogUseSysTimeStamp", "on"),
            Parameter.Switch("sysSock.annotate", Place.Module, "SystemLogSocketAnnotate", "off"),
            Parameter.Switch("sysSock.parseTrusted", Place.Module, "SystemLogParseTrusted", "off") with { NotYet = true },
            Parameter.Switch("sysSock.unlink", Place.Module, otherwise: "on"),
            Parameter.Switch("sysSock.useSpecialParser", Place.Module, otherwise: "on"),
            Parameter.Switch("sysSock.parseHostname", Place.Module, otherwise: "off"),
            Parameter.Ruleset("ruleset", Place.Input),
            Parameter.Switch("ignoreTimestamp", Place.Input, "InputUnixListenSocketIgnoreMsgTimestamp", "on"),
            Parameter.Switch("ignoreOwnMessages", Place.Input, otherwise: "on") with { NoEffect = NeverWritten },
            Parameter.Switch("flowControl", Place.Input, "InputUnixListenSocketFlowControl", "off") with { NoEffect = AlwaysWaits },
            Parameter.Positive("rateLimit.interval", Place.Input, "IMUXSockRateLimitInterval", "0"),
            Parameter.Positive("rateLimit.burst", Place.Input, "IMUXSockRateLimitBurst", "200"),
            Parameter.Severity("rateLimit.severity", Place.Input, "IMUXSockRateLimitSeverity", "1"),
            Parameter.Switch("usePIDFromSystem", Place.Input, "InputUnixListenSocketUsePIDFromSystem", "off"),
            Parameter.Switch("useSysTimeStamp", Place.Input, "InputUnixListenSocketUseSysTimeStamp", "on"),
            Parameter.Switch("createPath", Place.Input, "InputUnixListenSocketCreatePath", "off"),
            Parameter.Choice("socketType", Place.Input, ["datagram", "stream"], otherwise: "datagram"),
            Parameter.Text("socket", Place.Input) with { Required = true },
            Parameter.Text("hostName", Place.Input, "InputUnixListenSocketHostName") with { DirectiveScope = DirectiveScope.Next },
            Parameter.Switch("annotate", Place.Input, "InputUnixListenSocketAnnotate", "off"),
            Parameter.Switch("parseTrusted", Place.Input, "ParseTrusted", "off") with { NotYet = true },
            Parameter.Switch("unlink", Place.Input, otherwise: "on"),
            Parameter.Switch("useSpecialParser", Place.Input, otherwise: "on"),
            Parameter.Switch("parseHostname", Place.Input, otherwise: "off"),
        ],
        InstanceDirectives = [new InstanceDirective("AddUnixListenSocket", "socket")],
    };
}
