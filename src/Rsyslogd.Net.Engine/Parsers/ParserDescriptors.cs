using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Parsers;

/// <summary>What the parser modules can be told (manual: "Parser Modules").</summary>
public static class ParserDescriptors
{
    /// <summary>pmrfc3164</summary>
    public static ModuleDescriptor Rfc3164 { get; } = new("pmrfc3164", ModuleKind.Parser)
    {
        IsBuiltIn = true,
        ParserName = "rsyslog.rfc3164",
        Parameters =
        [
            Parameter.Switch("permit.squareBracketsInHostname", Place.Parser, otherwise: "off"),
            Parameter.Switch("permit.slashesInHostname", Place.Parser, otherwise: "off"),
            Parameter.Switch("permit.AtSignsInHostname", Place.Parser, otherwise: "off"),
            Parameter.Switch("force.tagEndingByColon", Place.Parser, otherwise: "off"),
            Parameter.Switch("remove.msgFirstSpace", Place.Parser, otherwise: "off"),
            Parameter.Switch("detect.YearAfterTimestamp", Place.Parser, otherwise: "off"),
        ],
    };

    /// <summary>pmrfc5424</summary>
    public static ModuleDescriptor Rfc5424 { get; } = new("pmrfc5424", ModuleKind.Parser)
    {
        IsBuiltIn = true,
        ParserName = "rsyslog.rfc5424",
    };

    /// <summary>pmlastmsg</summary>
    public static ModuleDescriptor LastMessage { get; } = new("pmlastmsg", ModuleKind.Parser) { ParserName = "rsyslog.lastline" };

    /// <summary>pmciscoios</summary>
    public static ModuleDescriptor CiscoIos { get; } = new("pmciscoios", ModuleKind.Parser)
    {
        ParserName = "rsyslog.ciscoios",
        Parameters =
        [
            Parameter.Switch("present.origin", Place.Parser, otherwise: "off"),
            Parameter.Switch("present.xr", Place.Parser, otherwise: "off"),
        ],
    };

    /// <summary>pmaixforwardedfrom</summary>
    public static ModuleDescriptor AixForwarded { get; } = new("pmaixforwardedfrom", ModuleKind.Parser)
    {
        ParserName = "rsyslog.aixforwardedfrom",
    };

    /// <summary>pmnull</summary>
    public static ModuleDescriptor Null { get; } = new("pmnull", ModuleKind.Parser)
    {
        ParserName = "rsyslog.pmnull",
        Parameters =
        [
            Parameter.Text("tag", Place.Parser),
            Parameter.Facility("syslogFacility", Place.Parser, otherwise: "1"),
            Parameter.Severity("syslogSeverity", Place.Parser, otherwise: "5"),
        ],
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<ModuleDescriptor> All => [Rfc3164, Rfc5424, LastMessage, CiscoIos, AixForwarded, Null];
}
