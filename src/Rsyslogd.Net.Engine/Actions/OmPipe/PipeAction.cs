using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmPipe;

/// <summary>ompipe: writes messages to a named pipe. Nobody may ever read it, so only a little is kept.</summary>
public sealed class PipeAction : PumpedAction
{
    private const long MaxBytes = 1 << 20;

    /// <summary>Makes the action; the pipe must exist when the first message comes, or later.</summary>
    public PipeAction(BoundAction action, EngineServices services)
        : base(
            templates => ActionTemplates.Compile(templates, action, services, "RSYSLOG_FileFormat"),
            services,
            MakePump(action, services, new PipeTarget(action.Parameters.RequireText("pipe")), MaxBytes))
    {
    }
}
