using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>What imfile can be told (manual: "imfile: Text File Input Module"). Inputs made by <c>$InputRunFileMonitor</c> have
/// other defaults than input(), as in rsyslog.</summary>
public static class FileInputDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imfile", ModuleKind.Input)
    {
        Parameters = [.. OfModule(), .. OfInput(), .. Limits(), .. States()],
        InstanceDirectives = [new InstanceDirective("InputRunFileMonitor", null)],
        AtMostOneOf = [["readMode", "startmsg.regex", "endmsg.regex"]],
    };

    private static IEnumerable<ParameterDescriptor> OfModule() =>
    [
        Parameter.Choice("mode", Place.Module, ["inotify", "polling"], otherwise: "inotify") with { LegacyDefault = "polling" },
        Parameter.Positive("readTimeout", Place.Module, otherwise: "0"),
        Parameter.Positive("timeoutGranularity", Place.Module, otherwise: "1"),
        Parameter.Switch("sortFiles", Place.Module, otherwise: "off") with { NoEffect = "files are always taken in order" },
        Parameter.Positive("pollingInterval", Place.Module, "InputFilePollInterval", "10"),
        Parameter.Text("statefile.directory", Place.Module),
    ];

    private static IEnumerable<ParameterDescriptor> OfInput() =>
    [
        Next(Parameter.Text("file", Place.Input, "InputFileName")) with { Required = true },
        Next(Parameter.Text("tag", Place.Input, "InputFileTag")) with { Required = true },
        Next(Parameter.Severity("severity", Place.Input, "InputFileSeverity", "notice")),
        Next(Parameter.Facility("facility", Place.Input, "InputFileFacility", "local0")),
        Next(Parameter.Ruleset("ruleset", Place.Input, "InputFileBindRuleset")),
        Next(Parameter.Choice("readMode", Place.Input, ["0", "1", "2"], "InputFileReadMode", "0")),
        Parameter.Regex("startmsg.regex", Place.Input),
        Parameter.Regex("endmsg.regex", Place.Input),
        Parameter.Positive("readTimeout", Place.Input),
        Parameter.Switch("escapeLF", Place.Input, otherwise: "on") with { LegacyDefault = "off" },
        Parameter.Text("escapeLF.replacement", Place.Input),
        Parameter.Switch("addMetadata", Place.Input, otherwise: "on") with { LegacyDefault = "off" },
        Parameter.Switch("addCeeTag", Place.Input, otherwise: "off"),
        Parameter.Switch("needParse", Place.Input, otherwise: "off"),
        Parameter.Switch("reopenOnTruncate", Place.Input, otherwise: "off"),
        Parameter.Switch("freshStartTail", Place.Input, otherwise: "off"),
        Parameter.Positive("ignoreOlderThan", Place.Input, otherwise: "0"),
    ];

    private static IEnumerable<ParameterDescriptor> Limits() =>
    [
        Next(Parameter.Positive("maxLinesAtOnce", Place.Input, "InputFileMaxLinesAtOnce", "0")),
        Parameter.Positive("maxSubmitAtOnce", Place.Input, otherwise: "1024"),
        Parameter.Positive("maxLinesPerMinute", Place.Input, otherwise: "0"),
        Parameter.Positive("maxBytesPerMinute", Place.Input, otherwise: "0"),
        Parameter.Positive("trimLineOverBytes", Place.Input, otherwise: "0"),
        Parameter.Switch("discardTruncatedMsg", Place.Input, otherwise: "off"),
        Parameter.Switch("msgDiscardingError", Place.Input, otherwise: "on"),
    ];

    private static IEnumerable<ParameterDescriptor> States() =>
    [
        Next(Parameter.Text("stateFile", Place.Input, "InputFileStateFile")) with
        {
            NoEffect = "deprecated: state files are named by the file's inode",
        },
        Next(Parameter.Positive("persistStateInterval", Place.Input, "InputFilePersistStateInterval", "0")),
        Parameter.Switch("persistStateAfterSubmission", Place.Input, otherwise: "off"),
        Parameter.Switch("deleteStateOnFileDelete", Place.Input, otherwise: "on"),
    ];

    private static ParameterDescriptor Next(ParameterDescriptor row) => row with { DirectiveScope = DirectiveScope.Next };
}
