using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmAnon;

/// <summary>What mmanon can be told (manual: "IP Address Anonymization Module"). <c>mode</c> and <c>replacementChar</c> are
/// names of earlier versions that rsyslog still takes.</summary>
public static class AnonymizeDescriptor
{
    private static readonly string[] Modes = ["zero", "random", "random-consistent"];

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmanon", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Switch("ipv4.enable", Place.Action, otherwise: "on"),
            Parameter.Choice("ipv4.mode", Place.Action, [.. Modes, "simple", "rewrite"], otherwise: "zero") with
            {
                Aliases = ["mode"], FallsBack = true,
            },
            Bits("ipv4.bits", "16"),
            Parameter.Character("ipv4.replaceChar", Place.Action, otherwise: "x") with { Aliases = ["replacementChar"] },
            Parameter.Switch("ipv6.enable", Place.Action, otherwise: "on"),
            Parameter.Choice("ipv6.anonMode", Place.Action, Modes, otherwise: "zero") with { FallsBack = true },
            Bits("ipv6.bits", "96"),
            Parameter.Switch("embeddedIpv4.enable", Place.Action, otherwise: "on"),
            Parameter.Choice("embeddedIpv4.anonMode", Place.Action, Modes, otherwise: "zero") with { FallsBack = true },
            Bits("embeddedIpv4.bits", "96"),
        ],
    };

    private static ParameterDescriptor Bits(string name, string otherwise) =>
        Parameter.Positive(name, Place.Action, otherwise: otherwise) with { Minimum = 1 };
}
