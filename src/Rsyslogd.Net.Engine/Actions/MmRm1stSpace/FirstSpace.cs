using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.MmRm1stSpace;

/// <summary>mmrm1stspace: takes the space away that msg begins with in most old-format messages; one, not all.</summary>
public sealed class FirstSpace : MessageModification
{
    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Msg is [(byte)' ', .. var rest])
        {
            message.RewriteMsg(rest);
        }
    }
}
