using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmFields;

/// <summary>What mmfields can be told (manual: "Fields Extraction Module").</summary>
public static class FieldsDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmfields", ModuleKind.MessageModification)
    {
        Parameters =
        [
            Parameter.Character("separator", Place.Action, otherwise: ","),
            Parameter.Variable("jsonRoot", Place.Action, "!"),
        ],
    };
}
