using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmExternal;

/// <summary>What mmexternal can be told (manual: "Support module for external message modification modules").</summary>
public static class ExternalFilterDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmexternal", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Text("binary", Place.Action) with { Required = true },
            Parameter.Choice("interface.input", Place.Action, ["msg", "rawmsg", "fulljson"], otherwise: "msg"),
            Parameter.Text("output", Place.Action),
            Parameter.Switch("forceSingleInstance", Place.Action, otherwise: "off") with
            {
                NoEffect = "there is always one instance",
            },
        ],
    };
}
