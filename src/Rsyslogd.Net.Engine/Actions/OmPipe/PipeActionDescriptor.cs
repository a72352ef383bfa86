using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmPipe;

/// <summary>What ompipe can be told (manual: "ompipe: Pipe Output Module").</summary>
public static class PipeActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("ompipe", ModuleKind.Output)
    {
        IsBuiltIn = true,
        DefaultTemplate = "RSYSLOG_FileFormat",
        ActionLines = [new(ActionLineForm.Pipe, "pipe")],
        Parameters =
        [
            Parameter.Template("template", Place.Module),
            Parameter.Text("pipe", Place.Action) with { Required = true },
            Parameter.Switch("tryResumeReopen", Place.Action, otherwise: "off") with
            {
                NoEffect = "a pipe that fails is always opened again",
            },
            Parameter.Template("template", Place.Action),
        ],
    };
}
