using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>Makes the running side of actions.</summary>
public static class ActionFactory
{
    /// <summary>Makes an action.</summary>
    public static OutputAction Create(BoundAction action, EngineServices services) =>
        throw new InvalidOperationException($"no action module {action.Module} for {services.Settings.OwnTag}");
}
