using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>Something that <c>call</c> can hand a message to: a ruleset run at once, or the queue of one.</summary>
internal interface IRulesetTarget
{
    /// <summary>Hands over the message; false when it was discarded (stop) and its processing is to end.</summary>
    bool Run(Message message, ExecutionState state);
}
