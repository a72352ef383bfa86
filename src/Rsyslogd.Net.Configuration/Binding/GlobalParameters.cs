using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>global() and the legacy directives of the same meaning (manual: "global() configuration object", "Legacy Global
/// Configuration Statements").</summary>
internal static class GlobalParameters
{
    private const string NamesOfSenders = "names in $AllowedSender are compared with the name of the sender, not resolved";
    private const string OwnDebugging = "a facility for debugging rsyslogd itself";

    /// <summary>The name under which <c>$AllowedSender</c> lines are gathered: "PROTOCOL,address[/bits]" texts.</summary>
    public const string AllowedSender = "allowedSender";

    /// <summary>The name under which <c>$RepeatedMsgReduction</c> is kept.</summary>
    public const string RepeatedMessageReduction = "action.repeatedMsgReduction";

    /// <summary>All of them.</summary>
    public static ImmutableArray<ParameterDescriptor> Table { get; } =
    [.. Daemon(), .. Network(), .. Parser(), .. Statistics(), .. Debugging(), .. QueueDefaults()];

    private static IEnumerable<ParameterDescriptor> Daemon() =>
    [
        Parameter.Text("workDirectory", Place.Object, "WorkDirectory"),
        Parameter.Mode("umask", Place.Object, "Umask"),
        Parameter.Text("localHostname", Place.Object, "LocalHostName"),
        Parameter.Switch("preserveFQDN", Place.Object, "PreserveFQDN", "off"),
        Parameter.Size("maxMessageSize", Place.Object, "MaxMessageSize", "8096"),
        Parameter.User("privdrop.user.name", Place.Object, "PrivDropToUser") with { IsVital = true },
        Parameter.Positive("privdrop.user.id", Place.Object, "PrivDropToUserID"),
        Parameter.Group("privdrop.group.name", Place.Object, "PrivDropToGroup") with { IsVital = true },
        Parameter.Positive("privdrop.group.id", Place.Object, "PrivDropToGroupID"),
        Parameter.Switch("privdrop.group.keepSupplemental", Place.Object, otherwise: "off"),
        Parameter.Switch("abortOnUncleanConfig", Place.Object, "AbortOnUncleanConfig", "off"),
        Parameter.Switch("abortOnFailedQueueStartup", Place.Object, otherwise: "off") with
        {
            NoEffect = "queues in memory can't fail to start",
        },
        Parameter.Switch("security.abortOnIDResolutionFail", Place.Object, otherwise: "on"),
        Parameter.Switch("processInternalMessages", Place.Object, otherwise: "off"),
        Parameter.Positive("internalmsg.rateLimit.interval", Place.Object, otherwise: "5"),
        Parameter.Positive("internalmsg.rateLimit.burst", Place.Object, otherwise: "500"),
        Parameter.Severity("internalmsg.severity", Place.Object, otherwise: "info"),
        Parameter.Switch("logStatusMessages", Place.Object, "LogRSyslogStatusMessages", "on"),
        Parameter.Switch("errorMessagesToStderr", Place.Object, "ErrorMessagesToStderr", "on"),
        Parameter.Positive("errorMessagesToStderr.maxNumber", Place.Object),
        Parameter.Positive("maxOpenFiles", Place.Object, "MaxOpenFiles"),
        Parameter.Positive("janitor.interval", Place.Object, otherwise: "10") with
        {
            NoEffect = "time-outs are looked at every second",
        },
        Parameter.Ruleset("defaultRuleset", Place.Object, "DefaultRuleset"),
        Parameter.TextList("environment", Place.Object),
        Parameter.Switch("variables.caseSensitive", Place.Object, otherwise: "off"),
        Parameter.Switch("shutdown.enable.ctlc", Place.Object, otherwise: "off") with
        {
            NoEffect = "in the foreground, Ctrl-C always ends the daemon",
        },
        Parameter.Switch("action.reportSuspension", Place.Object, otherwise: "on"),
        Parameter.Switch("action.reportSuspensionContinuation", Place.Object, otherwise: "off"),
        Parameter.Switch(RepeatedMessageReduction, Place.Object, "RepeatedMsgReduction", "off"),
        Parameter.Choice("reportChildProcessExits", Place.Object, ["none", "errors", "all"], otherwise: "errors"),
        Parameter.Positive("inputs.timeout.shutdown", Place.Object, otherwise: "1000") with
        {
            NoEffect = "inputs end at once, with what they have received",
        },
        Parameter.Text("stdlog.channelspec", Place.Object) with { NoEffect = "liblogging-stdlog is not used here" },
        Parameter.NotYet("operatingStateFile", Place.Object),
    ];

    private static IEnumerable<ParameterDescriptor> Network() =>
    [
        Parameter.Switch("net.enableDNS", Place.Object, otherwise: "on"),
        Parameter.Switch("net.permitACLWarning", Place.Object, otherwise: "on"),
        Parameter.Switch("net.aclAddHostnameOnFail", Place.Object, otherwise: "off") with { NoEffect = NamesOfSenders },
        Parameter.Switch("net.aclResolveHostname", Place.Object, otherwise: "off") with { NoEffect = NamesOfSenders },
        Parameter.Choice(
            "net.ipProtocol", Place.Object, ["unspecified", "ipv4-only", "ipv6-only"], otherwise: "unspecified") with
        {
            Limitation = "not available yet: addresses of both families are used",
        },
        Parameter.Switch(
            "dropMsgsWithMaliciousDNSPtrRecords", Place.Object, "DropMsgsWithMaliciousDnsPTRRecords", "off") with
        {
            Limitation = "messages are never dropped for the name of their sender: a name that looks like an address is not taken",
        },
        Parameter.TextList(AllowedSender, Place.Object),
        Parameter.Positive("reverseLookup.cache.ttl.default", Place.Object, otherwise: "86400"),
        Parameter.Switch("reverseLookup.cache.ttl.enable", Place.Object, otherwise: "off"),
        Parameter.Choice("defaultNetstreamDriver", Place.Object, ["ptcp"], "DefaultNetstreamDriver", "ptcp") with
        {
            ChoicesNotYet = ["gtls", "ossl"],
        },
        Parameter.NotYet("defaultNetstreamDriverCAFile", Place.Object, "DefaultNetstreamDriverCAFile"),
        Parameter.NotYet("defaultNetstreamDriverCRLFile", Place.Object, "DefaultNetstreamDriverCRLFile"),
        Parameter.NotYet("defaultNetstreamDriverKeyFile", Place.Object, "DefaultNetstreamDriverKeyFile"),
        Parameter.NotYet("defaultNetstreamDriverCertFile", Place.Object, "DefaultNetstreamDriverCertFile"),
        Parameter.NotYet("netstreamDriverCaExtraFiles", Place.Object, "NetstreamDriverCaExtraFiles"),
        Parameter.NotYet("localHostIPIF", Place.Object, "LocalHostIPIF"),
    ];

    private static IEnumerable<ParameterDescriptor> Parser() =>
    [
        Parameter.Switch("parser.parseHostnameAndTag", Place.Object, otherwise: "on"),
        Parameter.Switch("parser.permitSlashInProgramName", Place.Object, otherwise: "off"),
        Parameter.Switch("parser.escapeControlCharactersOnReceive", Place.Object, "EscapeControlCharactersOnReceive", "on"),
        Parameter.Character("parser.controlCharacterEscapePrefix", Place.Object, "ControlCharacterEscapePrefix", "#"),
        Parameter.Switch("parser.escape8BitCharactersOnReceive", Place.Object, "Escape8BitCharactersOnReceive", "off"),
        Parameter.Switch("parser.escapeControlCharactersCStyle", Place.Object, otherwise: "off"),
        Parameter.Switch("parser.escapeControlCharacterTab", Place.Object, "EscapeControlCharacterTab", "on"),
        Parameter.Switch("parser.spaceLFOnReceive", Place.Object, "SpaceLFOnReceive", "off"),
        Parameter.Switch("parser.dropTrailingLFOnReception", Place.Object, "DropTrailingLFOnReception", "on"),
        Parameter.Switch("parser.supportCompressionExtension", Place.Object, otherwise: "on"),
        Parameter.Choice("oversizemsg.input.mode", Place.Object, ["truncate"], otherwise: "truncate") with
        {
            ChoicesNotYet = ["split", "accept"],
        },
        Parameter.Switch("oversizemsg.report", Place.Object, otherwise: "on"),
        Parameter.NotYet("oversizemsg.errorFile", Place.Object),
    ];

    private static IEnumerable<ParameterDescriptor> Statistics() =>
    [
        Parameter.Switch("senders.keepTrack", Place.Object, otherwise: "off") with { NotYet = true },
        Parameter.Switch("senders.reportGoneAway", Place.Object, otherwise: "off") with { NotYet = true },
        Parameter.Switch("senders.reportNew", Place.Object, otherwise: "off") with { NotYet = true },
        Parameter.Positive("senders.timeoutAfter", Place.Object, otherwise: "43200") with { NotYet = true },
    ];

    private static IEnumerable<ParameterDescriptor> Debugging() =>
    [
        .. NoEffect(
            OwnDebugging, "debug.onShutdown", "debug.abortOnProgramError", "debug.logFile", "debug.gnutls", "debug.unloadModules", "debug.files",
            "debug.whitelist", "internal.developerOnly.options"),
        Parameter.Text("debugFile", Place.Object, "DebugFile") with { NoEffect = OwnDebugging },
        Parameter.Text("debugLevel", Place.Object, "DebugLevel") with { NoEffect = OwnDebugging },
        Parameter.Text("debugPrintModuleList", Place.Object, "DebugPrintModuleList") with { NoEffect = OwnDebugging },
        Parameter.Text("debugPrintTemplateList", Place.Object, "DebugPrintTemplateList") with { NoEffect = OwnDebugging },
        Parameter.Text("debugPrintCFSyslineHandlerList", Place.Object, "DebugPrintCFSyslineHandlerList") with
        {
            NoEffect = OwnDebugging,
        },
        Parameter.Text("generateConfigGraph", Place.Object, "GenerateConfigGraph") with { NoEffect = OwnDebugging },
        Parameter.Text("optimizeForUniprocessor", Place.Object, "OptimizeForUniprocessor") with
        {
            NoEffect = "without effect in rsyslog, too",
        },
        Parameter.Text("modDir", Place.Object, "ModDir") with { NoEffect = "all modules are part of the program" },
        Parameter.Text("sleep", Place.Object, "Sleep") with { NoEffect = "loading a configuration does not wait" },
    ];

    private static IEnumerable<ParameterDescriptor> QueueDefaults() =>
    [
        .. Timeouts("ruleset"),
        .. Timeouts("action"),
        Parameter.Switch("shutdown.queue.doubleSize", Place.Object, otherwise: "off") with
        {
            NoEffect = "queues need no room of their own for the end",
        },
    ];

    private static IEnumerable<ParameterDescriptor> Timeouts(string kind) =>
    [
        Parameter.Positive($"default.{kind}.queue.timeoutShutdown", Place.Object),
        Parameter.Positive($"default.{kind}.queue.timeoutEnqueue", Place.Object) with
        {
            NoEffect = kind == "ruleset" ? "a full queue of a ruleset holds up its inputs as long as it takes" : null,
        },
        Parameter.Positive($"default.{kind}.queue.timeoutActionCompletion", Place.Object) with
        {
            NoEffect = "queue.timeoutShutdown is for the whole end",
        },
        Parameter.Positive($"default.{kind}.queue.timeoutWorkerThreadShutdown", Place.Object) with
        {
            NoEffect = "a queue keeps its one worker",
        },
    ];

    private static IEnumerable<ParameterDescriptor> NoEffect(string reason, params string[] names) =>
        names.Select(name => Parameter.TextList(name, Place.Object) with { NoEffect = reason });
}
