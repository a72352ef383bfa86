using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImMark;

/// <summary>What immark can be told (manual: "immark: Mark Message Input Module").</summary>
public static class MarkInputDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("immark", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Positive("interval", Place.Module, "MarkMessagePeriod", "1200"),
            Parameter.Switch("use.syslogCall", Place.Module, otherwise: "on"),
            Parameter.Switch("use.markFlag", Place.Module, otherwise: "on"),
            Parameter.Text("markMessageText", Place.Module, otherwise: "-- MARK --"),
            Parameter.Ruleset("ruleset", Place.Module),
        ],
    };
}
