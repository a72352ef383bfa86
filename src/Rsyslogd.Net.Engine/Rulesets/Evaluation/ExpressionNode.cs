using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// An expression ready to run. Hot. Each node belongs to one worker thread, so it may keep buffers of its own. Conditions
/// override <see cref="Matches"/>, values override <see cref="Evaluate"/>; each serves as the other.
/// </summary>
internal abstract class ExpressionNode
{
    /// <summary>What a message must contain for the condition to be true, where that can be said; asking or not asking the condition
    /// of other messages makes no difference then.</summary>
    public virtual LiteralRequirement? Required => null;

    /// <summary>The truth of the expression: a number that is not zero; text counts as far as it is a number.</summary>
    public virtual bool Matches(Message message)
    {
        var value = default(ScriptValue);
        Evaluate(message, ref value);
        return value.ToNumber() != 0;
    }

    /// <summary>The value; of a condition 1 or 0.</summary>
    public virtual void Evaluate(Message message, ref ScriptValue result) => result.Set(Matches(message) ? 1 : 0);
}
