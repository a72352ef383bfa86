using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>What imjournal can be told (manual: "imjournal: Systemd Journal Input Module"). It has no input().</summary>
public static class JournalInputDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imjournal", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Positive("persistStateInterval", Place.Module, "IMJournalPersistStateInterval", "10"),
            Parameter.Text("stateFile", Place.Module, "IMJournalStateFile"),
            Parameter.Mode("fileCreateMode", Place.Module, otherwise: "0644"),
            Parameter.Positive("rateLimit.interval", Place.Module, "IMJournalRatelimitInterval", "600"),
            Parameter.Positive("rateLimit.burst", Place.Module, "IMJournalRatelimitBurst", "20000"),
            Parameter.Switch("ignorePreviousMessages", Place.Module, "IMJournalIgnorePreviousMessages", "off"),
            Parameter.Severity("defaultSeverity", Place.Module, "IMJournalDefaultSeverity", "notice"),
            Parameter.Facility("defaultFacility", Place.Module, "IMJournalDefaultFacility", "user"),
            Parameter.Switch("usePidFromSystem", Place.Module, "IMJournalUsePidFromSystem", "off"),
            Parameter.Choice("usePid", Place.Module, ["both", "syslog", "system"], otherwise: "both"),
            Parameter.Switch("ignoreNonValidStatefile", Place.Module, otherwise: "on"),
            Parameter.Switch("workAroundJournalBug", Place.Module, otherwise: "on") with
            {
                NoEffect = "deprecated: nothing of the kind is needed",
            },
            Parameter.Switch("fsync", Place.Module, otherwise: "off"),
            Parameter.Switch("remote", Place.Module, otherwise: "off"),
        ],
    };
}
