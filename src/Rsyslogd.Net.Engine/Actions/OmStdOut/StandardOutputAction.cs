using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmStdOut;

/// <summary>omstdout: messages on the daemon's own standard output. A terminal or pipe may be slow, so a pump writes.</summary>
public sealed class StandardOutputAction : PumpedAction
{
    /// <summary>Makes the action.</summary>
    public StandardOutputAction(BoundAction action, EngineServices services)
        : this(action, services, StandardOutputTarget.StandardOutput)
    {
    }

    internal StandardOutputAction(BoundAction action, EngineServices services, int descriptor)
        : base(
            templates => WithLineFeed(ActionTemplates.Compile(templates, action, services, "RSYSLOG_FileFormat"), action.Parameters),
            services,
            MakePump(action, services, new StandardOutputTarget(descriptor)))
    {
    }

    private static TemplateProgram WithLineFeed(TemplateProgram template, BoundParameters parameters) =>
        parameters.GetSwitch("ensureLFEnding", true) ? new LineFeedAtEnd(template) : template;
}
