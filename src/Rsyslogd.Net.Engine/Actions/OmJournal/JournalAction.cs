using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmJournal;

/// <summary>omjournal: messages go to systemd's journal.</summary>
/// <remarks>Unlike rsyslog, no CODE_FILE, CODE_LINE and CODE_FUNC: they would name our source.</remarks>
public sealed class JournalAction : PumpedAction
{
    private const string SocketPath = "/run/systemd/journal/socket";

    /// <summary>Makes the action.</summary>
    public JournalAction(BoundAction action, EngineServices services)
        : this(action, services, SocketPath)
    {
    }

    internal JournalAction(BoundAction action, EngineServices services, string socketPath)
        : base(_ => JournalFields.Compile(action.Template, services), services, MakePump(action, services, new JournalTarget(socketPath)))
    {
    }
}
