using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmShell;

/// <summary><c>^program;template</c>: runs a program for each message.</summary>
public sealed class ShellAction : PumpedAction
{
    private const long MaxBytes = 1 << 20;

    /// <summary>Makes the action.</summary>
    public ShellAction(BoundAction action, EngineServices services)
        : base(
            templates => ActionTemplates.Compile(templates, action, services, "RSYSLOG_TraditionalFileFormat"),
            services,
            MakePump(action, services, new ShellTarget(action.Parameters.RequireText("program")), MaxBytes))
    {
    }
}
