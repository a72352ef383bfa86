using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// What omfile can be told (manual: "omfile: File Output Module"). Directives such as <c>$FileOwner</c> belong to action lines
/// only, parameters of module() to <c>action()</c> only; <c>$ActionFileDefaultTemplate</c> serves both. That is how Debian's
/// rsyslog does it.
/// </summary>
public static class FileActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omfile", ModuleKind.Output)
    {
        IsBuiltIn = true,
        DefaultTemplate = "RSYSLOG_FileFormat",
        NameTemplateParameter = "dynaFile",
        RequiredOneOf = [["file", "dynaFile"]],
        ActionLines = [new(ActionLineForm.File, "file"), new(ActionLineForm.DynamicFile, "dynaFile")],
        Parameters =
        [
            .. ForActions(),
            .. Owners(Place.Module, withDirectives: false),
            .. Owners(Place.Action, withDirectives: true),
        ],
    };

    private static IEnumerable<ParameterDescriptor> ForActions() =>
    [
        Parameter.Template("template", Place.Module, "ActionFileDefaultTemplate"),
        Parameter.Template("template", Place.Action),
        Parameter.Text("file", Place.Action),
        Parameter.Template("dynaFile", Place.Action),
        Parameter.Switch("dynafile.doNotSuspend", Place.Module | Place.Action, otherwise: "on"),
        Parameter.Choice("compression.driver", Place.Module, ["zlib"], otherwise: "zlib") with { ChoicesNotYet = ["zstd"] },
        Parameter.NotYet("compression.zstd.workers", Place.Module),
        Parameter.Positive("closeTimeout", Place.Action),
        Parameter.Positive("dynaFileCacheSize", Place.Action, "DynaFileCacheSize", "10"),
        Parameter.Positive("zipLevel", Place.Action, "OMFileZipLevel", "0") with { Maximum = 9, NotYet = true },
        Parameter.Switch("veryRobustZip", Place.Action, otherwise: "off") with { NoEffect = "zipLevel comes later" },
        Parameter.Positive("flushInterval", Place.Action, "OMFileFlushInterval", "1"),
        Parameter.Switch("asyncWriting", Place.Action, "OMFileASyncWriting", "off") with
        {
            NoEffect = "writing is buffered in any case",
        },
        Parameter.Switch("flushOnTXEnd", Place.Action, "OMFileFlushOnTXEnd", "on"),
        Parameter.Size("ioBufferSize", Place.Action, "OMFileIOBufferSize", "4k") with
        {
            NoEffect = "the buffer is larger than any that was useful to set",
        },
        Parameter.Switch("failOnChownFailure", Place.Action, "FailOnChownFailure", "on"),
        Parameter.Switch("forceChown", Place.Action, "OMFileForceChown", "off") with
        {
            NoEffect = "obsolete since rsyslog 5: owners are set when a file is made",
        },
        Parameter.Switch("createDirs", Place.Action, "CreateDirs", "on"),
        Parameter.Switch("sync", Place.Action, "ActionFileEnableSync", "off"),
        Parameter.NotYet("sig.provider", Place.Action) with { IsVital = true },
        Parameter.NotYet("cry.provider", Place.Action) with { IsVital = true },
        Parameter.Size("rotation.sizeLimit", Place.Action, otherwise: "0"),
        Parameter.Text("rotation.sizeLimitCommand", Place.Action),
        Parameter.Switch("addLF", Place.Module | Place.Action, otherwise: "off"),
    ];

    private static IEnumerable<ParameterDescriptor> Owners(Place place, bool withDirectives)
    {
        ParameterDescriptor[] rows =
        [
            Parameter.Mode("fileCreateMode", place, "FileCreateMode", "0644"),
            Parameter.Mode("dirCreateMode", place, "DirCreateMode", "0700"),
            Parameter.User("fileOwner", place, "FileOwner"),
            Parameter.Number("fileOwnerNum", place, "FileOwnerNum"),
            Parameter.Group("fileGroup", place, "FileGroup"),
            Parameter.Number("fileGroupNum", place, "FileGroupNum"),
            Parameter.User("dirOwner", place, "DirOwner"),
            Parameter.Number("dirOwnerNum", place, "DirOwnerNum"),
            Parameter.Group("dirGroup", place, "DirGroup"),
            Parameter.Number("dirGroupNum", place, "DirGroupNum"),
        ];
        return withDirectives ? rows : rows.Select(row => row with { Directive = null });
    }
}
