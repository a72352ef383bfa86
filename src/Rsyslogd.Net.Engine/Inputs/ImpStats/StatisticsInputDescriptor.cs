using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImpStats;

/// <summary>What impstats can be told (manual: "impstats: Generate Periodic Statistics of Internal Counters"). It has no
/// input().</summary>
public static class StatisticsInputDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("impstats", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Positive("interval", Place.Module, "PStatInterval", "300"),
            Parameter.Facility("facility", Place.Module, "PStatFacility", "syslog"),
            Parameter.Severity("severity", Place.Module, "PStatSeverity", "info"),
            Parameter.Switch("resetCounters", Place.Module, otherwise: "off"),
            Parameter.Choice(
                "format", Place.Module, ["legacy", "json", "json-elasticsearch", "cee", "prometheus"], otherwise: "legacy") with
            {
                ChoicesNotYet = ["zabbix"],
            },
            Parameter.Switch("log.syslog", Place.Module, otherwise: "on"),
            Parameter.Text("log.file", Place.Module),
            Parameter.Ruleset("ruleset", Place.Module),
            Parameter.Switch("bracketing", Place.Module, otherwise: "off"),
        ],
    };
}
