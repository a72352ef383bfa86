using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmSequence;

/// <summary>What mmsequence can be told (manual: "Number generator and counter module").</summary>
public static class SequenceDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmsequence", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Choice("mode", Place.Action, ["random", "instance", "key"], otherwise: "instance") with { FallsBack = true },
            Parameter.Positive("from", Place.Action, otherwise: "0"),
            Parameter.Positive("to", Place.Action, otherwise: "2147483647") with { Minimum = 1 },
            Parameter.Positive("step", Place.Action, otherwise: "1"),
            Parameter.Text("key", Place.Action, otherwise: ""),
            Parameter.Variable("var", Place.Action, "$!mmsequence") with { FallsBack = true },
        ],
    };
}
