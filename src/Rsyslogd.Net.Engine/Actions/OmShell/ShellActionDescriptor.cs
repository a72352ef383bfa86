using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmShell;

/// <summary>The action <c>^program;template</c> (manual: "Actions", "Shell Execute"). It has no modern form.</summary>
public static class ShellActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omshell", ModuleKind.Output)
    {
        IsBuiltIn = true,
        DefaultTemplate = "RSYSLOG_TraditionalFileFormat",
        ActionLines = [new(ActionLineForm.Shell, "program")],
        Parameters =
        [
            Parameter.Text("program", Place.Action) with { Required = true },
            Parameter.Template("template", Place.Action),
        ],
    };
}
