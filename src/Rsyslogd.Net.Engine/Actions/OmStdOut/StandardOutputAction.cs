using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

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
            () => WithLineFeed(ActionTemplates.Compile(action, services, "RSYSLOG_FileFormat"), action.Parameters),
            MakePump(action, services, new StandardOutputTarget(descriptor)))
    {
    }

    private static TemplateProgram WithLineFeed(TemplateProgram template, BoundParameters parameters) =>
        parameters.GetSwitch("ensureLFEnding", true) ? new LineFeedAtEnd(template) : template;

    /// <summary>ensureLFEnding.</summary>
    private sealed class LineFeedAtEnd(TemplateProgram template) : TemplateProgram
    {
        public override void Append(Message message, ByteBuffer output)
        {
            var start = output.Length;
            template.Append(message, output);
            if (output.Length == start || output.Written[^1] != '\n')
            {
                output.Append((byte)'\n');
            }
        }
    }
}
