using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Inputs.ImDiag;

/// <summary>What imdiag can be told (manual: "imdiag: Diagnostic instrumentation"). A listener may be asked for in module(), in
/// input() or by <c>$IMDiagServerRun</c>.</summary>
public static class DiagnosticInputDescriptor
{
    private const Place Both = Place.Module | Place.Input;
    private const string OwnTimeouts = "the end waits for queues as long as they take";
    private const string PlainTcp = "the listener is always plain TCP on the loopback interface";

    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("imdiag", ModuleKind.Input)
    {
        Parameters = [.. Parameters(), .. WithoutEffect()],
        TakesDirectivesAfterLoad = true,
        InstanceDirectives = [new InstanceDirective("IMDiagServerRun", "serverRun")],
    };

    private static IEnumerable<ParameterDescriptor> Parameters() =>
    [
        Parameter.Port("serverRun", Both),
        Parameter.Text("listenPortFileName", Both, "IMDiagListenPortFileName"),
        Parameter.Positive("maxSessions", Both, "IMDiagMaxSessions", "20"),
        Parameter.Positive("abortTimeout", Place.Module, "IMDiagAbortTimeout"),
        Parameter.Text("properTerminationFile", Place.Module, "IMDiagProperTerminationFile"),
    ];

    private static IEnumerable<ParameterDescriptor> WithoutEffect() =>
    [
        Parameter.Choice("injectDelayMode", Place.Module, ["no", "light", "full"], "IMDiagInjectDelayMode", "no") with
        {
            NoEffect = "a full queue always holds up who injects",
        },
        Parameter.Positive("mainMsgQueueTimeoutShutdown", Place.Module) with { NoEffect = OwnTimeouts },
        Parameter.Positive("mainMsgQueueTimeoutEnqueue", Place.Module) with { NoEffect = OwnTimeouts },
        Parameter.Positive("inputsTimeoutShutdown", Place.Module) with { NoEffect = OwnTimeouts },
        Parameter.Positive("defaultActionQueueTimeoutShutdown", Place.Module) with { NoEffect = OwnTimeouts },
        Parameter.Positive("defaultActionQueueTimeoutEnqueue", Place.Module) with { NoEffect = OwnTimeouts },
        Parameter.Text("serverInputName", Both, "IMDiagServerInputName") with
        {
            NoEffect = "what is injected is always of the input imdiag",
        },
        Parameter.Text("serverStreamDriverMode", Both, "IMDiagServerStreamDriverMode") with { NoEffect = PlainTcp },
        Parameter.Text("serverStreamDriverAuthMode", Both, "IMDiagServerStreamDriverAuthMode") with { NoEffect = PlainTcp },
        Parameter.TextList("serverStreamDriverPermittedPeer", Both, "IMDiagServerStreamDriverPermittedPeer") with
        {
            NoEffect = PlainTcp,
        },
    ];
}
