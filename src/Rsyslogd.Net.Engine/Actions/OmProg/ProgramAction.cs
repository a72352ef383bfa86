using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmProg;

/// <summary>omprog: passes messages to the standard input of a program that keeps running. There is always one instance of it
/// (forceSingleInstance changes nothing).</summary>
public sealed class ProgramAction : PumpedAction
{
    /// <summary>Makes the action; the program starts with the first message.</summary>
    public ProgramAction(BoundAction action, EngineServices services)
        : base(
            templates => ActionTemplates.Compile(templates, action, services, "RSYSLOG_FileFormat"),
            services,
            MakePump(action, services, new ProgramTarget(ProgramSettings.Read(action.Parameters, services.Configuration.Globals), services.Log)))
    {
    }
}
