using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmUsrMsg;

/// <summary>What omusrmsg can be told (manual: "omusrmsg: notify users"). The templates with a leading blank are rsyslog's
/// own; no configuration can name them.</summary>
public static class UserMessageActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omusrmsg", ModuleKind.Output)
    {
        IsBuiltIn = true,
        DefaultTemplate = " StdUsrMsgFmt",
        DefaultTemplateWhen = new("users", "*", " WallFmt"),
        ActionLines = [new(ActionLineForm.Users, "users")],
        Parameters =
        [
            Parameter.TextList("users", Place.Action) with { Required = true, IsCommaSeparated = true },
            Parameter.Template("template", Place.Action),
        ],
    };
}
