using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmCount;

/// <summary>What mmcount can be told (manual: "mmcount").</summary>
public static class CountDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmcount", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Text("appname", Place.Action) with { Required = true },
            Parameter.Variable("key", Place.Action),
            Parameter.Text("value", Place.Action),
        ],
    };
}
