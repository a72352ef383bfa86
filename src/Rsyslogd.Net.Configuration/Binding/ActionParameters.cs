using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The parameters that every action has, with the <c>$Action…</c> directives (manual: "Actions", "General Action
/// Parameters"). The directives reach action lines only, never action(); some of them are used up by the next line.</summary>
internal static class ActionParameters
{
    /// <summary>The table, queue.* included.</summary>
    public static ImmutableArray<ParameterDescriptor> Table { get; } =
    [
        Next(Parameter.Text("name", Place.Action, "ActionName")),
        Next(Parameter.Switch("action.writeAllMarkMessages", Place.Action, "ActionWriteAllMarkMessages", "on")),
        Next(Parameter.Positive("action.execOnlyEveryNthTime", Place.Action, "ActionExecOnlyEveryNthTime", "0")),
        Next(Parameter.Positive("action.execOnlyEveryNthTimeTimeout", Place.Action, "ActionExecOnlyEveryNthTimeTimeout", "0"))
            with { Aliases = ["action.execOnlyEveryNthTimeout"] },
        Parameter.Positive("action.execOnlyOnceEveryInterval", Place.Action, "ActionExecOnlyOnceEveryInterval", "0"),
        Parameter.Switch(
            "action.execOnlyWhenPreviousIsSuspended", Place.Action, "ActionExecOnlyWhenPreviousIsSuspended", "off"),
        Parameter.Switch("action.repeatedMsgContainsOriginalMsg", Place.Action, "RepeatedMsgContainsOriginalMsg", "off") with
        {
            NoEffect = "the line always shows the message, as 8.2302's does",
        },
        Parameter.Number("action.resumeRetryCount", Place.Action, "ActionResumeRetryCount", "0"),
        Parameter.Positive("action.resumeInterval", Place.Action, "ActionResumeInterval", "30"),
        Parameter.Positive("action.resumeIntervalMax", Place.Action, otherwise: "1800"),
        Parameter.Switch("action.reportSuspension", Place.Action),
        Parameter.Switch("action.reportSuspensionContinuation", Place.Action),
        Parameter.Switch("action.copyMsg", Place.Action, otherwise: "off") with
        {
            NoEffect = "an action with a queue of its own always has a copy",
        },
        Parameter.Text("action.errorFile", Place.Action),
        Parameter.Positive("action.errorFile.maxSize", Place.Action),
        Parameter.NotYet("action.externalState.file", Place.Action),
        .. QueueParameters.Table(Place.Action, "ActionQueue", "Direct", DirectiveScope.Next),
    ];

    private static ParameterDescriptor Next(ParameterDescriptor row) => row with { DirectiveScope = DirectiveScope.Next };
}
