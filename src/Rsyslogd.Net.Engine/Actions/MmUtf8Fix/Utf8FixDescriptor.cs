using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmUtf8Fix;

/// <summary>What mmutf8fix can be told (manual: "Fix invalid UTF-8 Sequences").</summary>
public static class Utf8FixDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmutf8fix", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Choice("mode", Place.Action, ["utf-8", "controlcharacters"], otherwise: "utf-8") with { FallsBack = true },
            Parameter.Character("replacementChar", Place.Action, otherwise: " "),
        ],
    };
}
