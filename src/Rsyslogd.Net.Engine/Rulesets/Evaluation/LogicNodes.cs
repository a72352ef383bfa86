using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>and; the right side is not asked when the left one is false.</summary>
internal sealed class AndNode(ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    // What a function on the left side does must be done, whatever the right side requires.
    public override LiteralRequirement? Required =>
        left.Required ?? (left is PropertyTextNode or PropertyEmptyNode or PriorityNode ? right.Required : null);

    public override bool Matches(Message message) => left.Matches(message) && right.Matches(message);
}

/// <summary>or; the right side is not asked when the left one is true.</summary>
internal sealed class OrNode(ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private ExpressionNode Left => left;

    private ExpressionNode Right => right;

    public override LiteralRequirement? Required => LiteralRequirement.AnyOfAll(Alternatives().ConvertAll(alternative => alternative.Required));

    public override bool Matches(Message message) => left.Matches(message) || right.Matches(message);

    /// <summary>What is between the "or" of a row. Cold.</summary>
    private List<ExpressionNode> Alternatives()
    {
        var alternatives = new List<ExpressionNode>();
        var open = new Stack<ExpressionNode>([this]);
        while (open.TryPop(out var node))
        {
            if (node is OrNode or)
            {
                open.Push(or.Right);
                open.Push(or.Left);
            }
            else
            {
                alternatives.Add(node);
            }
        }

        return alternatives;
    }
}

/// <summary>not.</summary>
internal sealed class NotNode(ExpressionNode operand) : ExpressionNode
{
    public override bool Matches(Message message) => !operand.Matches(message);
}

/// <summary>A selector: a mask of severities for each facility.</summary>
internal sealed class PriorityNode(byte[] masks, bool matchesInvalid) : ExpressionNode
{
    public override bool Matches(Message message)
    {
        var priority = message.Priority;
        return priority >= Message.InvalidPriority ? matchesInvalid : (masks[priority >> 3] >> (priority & 7) & 1) != 0;
    }
}
