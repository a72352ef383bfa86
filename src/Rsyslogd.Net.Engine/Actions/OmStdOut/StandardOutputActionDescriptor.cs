using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmStdOut;

/// <summary>What omstdout can be told (manual: "omstdout: stdout output module").</summary>
public static class StandardOutputActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omstdout", ModuleKind.Output)
    {
        DefaultTemplate = "RSYSLOG_FileFormat",
        ActionLines = [new(ActionLineForm.Named, "")],
        Parameters =
        [
            Parameter.Template("template", Place.Action),
            Parameter.Switch("ensureLFEnding", Place.Action, "ActionOMStdoutEnsureLFEnding", "on"),
            Parameter.NotYet("arrayInterface", Place.Action, "ActionOMStdoutArrayInterface"),
        ],
    };
}
