using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImKlog;

/// <summary>What imklog can be told (manual: "imklog: Kernel Log Input Module"). It has no input().</summary>
public static class KernelLogInputDescriptor
{
    private const string Obsolete = "obsolete: the kernel resolves its symbols itself";

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imklog", ModuleKind.Input)
    {
        Parameters =
        [
            Parameter.Facility("internalMsgFacility", Place.Module, "KLogInternalMsgFacility", "kern") with
            {
                NoEffect = "what the module says is said by the daemon, as syslog",
            },
            Parameter.Switch("permitNonKernelFacility", Place.Module, "KLogPermitNonKernelFacility", "off"),
            Parameter.Number("consoleLogLevel", Place.Module, "KLogConsoleLogLevel", "-1"),
            Parameter.Switch("parseKernelTimestamp", Place.Module, "KLogParseKernelTimestamp", "off"),
            Parameter.Switch("keepKernelTimestamp", Place.Module, "KLogKeepKernelTimestamp", "off"),
            Parameter.Text("logPath", Place.Module, "KLogPath"),
            Parameter.Positive("rateLimitInterval", Place.Module, otherwise: "0"),
            Parameter.Positive("rateLimitBurst", Place.Module, otherwise: "10000"),
            Parameter.Ruleset("ruleset", Place.Module),
            Parameter.Switch("klogSymbolLookup", Place.Module, "KLogSymbolLookup") with { NoEffect = Obsolete },
            Parameter.Switch("klogSymbolsTwice", Place.Module, "KLogSymbolsTwice") with { NoEffect = Obsolete },
            Parameter.Switch("klogUseSyscallInterface", Place.Module, "KLogUseSyscallInterface") with { NoEffect = Obsolete },
            Parameter.Switch("debugPrintKernelSymbols", Place.Module, "DebugPrintKernelSymbols") with { NoEffect = Obsolete },
        ],
    };
}
