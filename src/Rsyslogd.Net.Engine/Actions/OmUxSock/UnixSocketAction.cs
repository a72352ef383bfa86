using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmUxSock;

/// <summary>omuxsock: each message is a datagram to a local socket.</summary>
public sealed class UnixSocketAction : PumpedAction
{
    /// <summary>Makes the action; the socket must exist when the first message comes, or later.</summary>
    public UnixSocketAction(BoundAction action, EngineServices services)
        : base(
            templates => ActionTemplates.Compile(templates, action, services, "RSYSLOG_TraditionalForwardFormat"),
            services,
            MakePump(action, services, new UnixSocketTarget(action.Parameters.RequireText("socket"))))
    {
    }
}
