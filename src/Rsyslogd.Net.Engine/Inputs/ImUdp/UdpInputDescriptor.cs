using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImUdp;

/// <summary>What imudp can be told (manual: "imudp: UDP Syslog Input Module").</summary>
public static class UdpInputDescriptor
{
    private const string OneReactor = "all plain inputs share one reactor; there are no receiver threads to tune";

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imudp", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Positive("timeRequery", Place.Module, "UDPServerTimeRequery", "2") with
            {
                NoEffect = "the clock is read once for each batch",
            },
            Parameter.Text("schedulingPolicy", Place.Module, "IMUDPSchedulingPolicy") with { NoEffect = OneReactor },
            Parameter.Number("schedulingPriority", Place.Module, "IMUDPSchedulingPriority") with { NoEffect = OneReactor },
            Parameter.Positive("batchSize", Place.Module, otherwise: "32") with { NoEffect = "a batch is what one receive call finds" },
            Parameter.Positive("threads", Place.Module, otherwise: "1") with { NoEffect = OneReactor },
            Parameter.Switch("preserveCase", Place.Module, otherwise: "off"),
            Parameter.Text("address", Place.Input, "UDPServerAddress"),
            Parameter.Port("port", Place.Input, otherwise: "514") with { Required = true, OneInstanceEach = true },
            Parameter.Number("ipFreeBind", Place.Input, otherwise: "2"),
            Parameter.Text("device", Place.Input),
            Parameter.Ruleset("ruleset", Place.Input, "InputUDPServerBindRuleset"),
            Parameter.Positive("rateLimit.interval", Place.Input, otherwise: "0"),
            Parameter.Positive("rateLimit.burst", Place.Input, otherwise: "10000"),
            Parameter.Text("name", Place.Input, otherwise: "imudp") with { Aliases = ["inputName"] },
            Parameter.Switch("name.appendPort", Place.Input, otherwise: "off") with { Aliases = ["inputName.appendPort"] },
            Parameter.Text("defaultTZ", Place.Input),
            Parameter.Size("rcvBufSize", Place.Input),
            Parameter.Text("listenPortFileName", Place.Input),
            Parameter.NotYet("dfltTZ", Place.Input),
        ],
        InstanceDirectives = [new InstanceDirective("UDPServerRun", "port")],
    };
}
