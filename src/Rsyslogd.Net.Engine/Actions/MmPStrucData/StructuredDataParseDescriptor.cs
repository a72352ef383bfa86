using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmPStrucData;

/// <summary>What mmpstrucdata can be told (manual: "RFC5424 structured data parsing module").</summary>
public static class StructuredDataParseDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmpstrucdata", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Variable("jsonRoot", Place.Action, "!"),
            Parameter.Switch("sd_name.lowercase", Place.Action, otherwise: "on"),
        ],
    };
}
