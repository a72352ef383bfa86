using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmDiscard;

/// <summary>omdiscard where it stands as an action: takes messages and does nothing with them.</summary>
public sealed class DiscardAction : OutputAction
{
    /// <inheritdoc/>
    public override DeliveryResult Deliver(Message message) => DeliveryResult.Done;
}
