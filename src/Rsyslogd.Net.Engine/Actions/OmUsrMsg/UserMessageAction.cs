using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmUsrMsg;

/// <summary>omusrmsg: writes messages to the terminals of users, or of everybody (<c>*</c>).</summary>
public sealed class UserMessageAction : PumpedAction
{
    private const long MaxBytes = 256 * 1024;

    /// <summary>Makes the action.</summary>
    public UserMessageAction(BoundAction action, EngineServices services)
        : this(action, services, Users(action.Parameters), LoginRecords.DefaultPath, "/dev/")
    {
    }

    /// <summary>The same with other records and devices than the system's.</summary>
    internal UserMessageAction(
        BoundAction action, EngineServices services, ImmutableArray<string> users, string records, string devices)
        : base(
            templates => ActionTemplates.Compile(
                templates, action, services, users.Contains("*") ? " WallFmt" : " StdUsrMsgFmt"),
            services,
            MakePump(action, services, new TerminalsTarget(users, records, devices), MaxBytes))
    {
    }

    private static ImmutableArray<string> Users(BoundParameters parameters) =>
        parameters.Given.TryGetValue("users", out var users) && users.Value is ImmutableArray<string> list
            ? list
            : [.. (parameters.GetText("users") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
