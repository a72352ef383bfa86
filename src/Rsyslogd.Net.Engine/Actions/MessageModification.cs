using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>
/// The running side of a message modification module (mm…): it stands among the actions of a ruleset and changes the message
/// for everything behind it.
/// </summary>
public abstract class MessageModification : OutputAction
{
    /// <inheritdoc/>
    public sealed override DeliveryResult Deliver(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Modify(message);
        return DeliveryResult.Done;
    }

    /// <summary>Changes the message. One call at a time.</summary>
    protected abstract void Modify(Message message);
}
