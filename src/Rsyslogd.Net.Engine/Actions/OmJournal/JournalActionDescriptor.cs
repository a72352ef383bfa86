using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmJournal;

/// <summary>What omjournal can be told (manual: "omjournal: Systemd Journal Output").</summary>
public static class JournalActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omjournal", ModuleKind.Output)
    {
        Parameters = [Parameter.Template("template", Place.Action)],
    };
}
