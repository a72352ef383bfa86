using System.Numerics;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>A condition, and what to do where it holds.</summary>
/// <param name="Condition">if</param>
/// <param name="Then">then</param>
internal readonly record struct IfBranch(ExpressionNode Condition, StatementNode[] Then);

/// <summary>if, and every filter line.</summary>
internal sealed class IfNode(ExpressionNode condition, StatementNode[] then, StatementNode[] otherwise) : StatementNode
{
    public override LiteralRequirement? Required => otherwise.Length == 0 ? condition.Required : null;

    public override bool Run(Message message, ExecutionState state) =>
        condition.Matches(message)
            ? RunAll(then, message, state)
            : otherwise.Length == 0 || RunAll(otherwise, message, state);
}

/// <summary>A long row of if, else if, else if …, of which only the conditions are asked whose literals occur in the message. Hot.</summary>
internal sealed class IfChainNode : StatementNode
{
    private readonly IfBranch[] _branches;
    private readonly StatementNode[] _otherwise;
    private readonly LiteralIndex _index;

    private IfChainNode(IfBranch[] branches, StatementNode[] otherwise, LiteralIndex index)
    {
        _branches = branches;
        _otherwise = otherwise;
        _index = index;
    }

    /// <summary>Makes one statement of several branches and what to do if none of them is taken. Cold.</summary>
    public static StatementNode[] Make(IEnumerable<IfBranch> branches, StatementNode[] otherwise)
    {
        foreach (var some in branches.Chunk(LiteralIndex.MaxPlaces).Reverse())
        {
            if (some.Length > 1 && LiteralIndex.For(Array.ConvertAll(some, branch => branch.Condition.Required)) is { } index)
            {
                otherwise = [new IfChainNode(some, otherwise, index)];
                continue;
            }

            foreach (var (condition, then) in Enumerable.Reverse(some))
            {
                otherwise = [new IfNode(condition, then, otherwise)];
            }
        }

        return otherwise;
    }

    public override bool Run(Message message, ExecutionState state)
    {
        for (var open = _index.Candidates(message); open != 0; open &= open - 1)
        {
            var (condition, then) = _branches[BitOperations.TrailingZeroCount(open)];
            if (condition.Matches(message))
            {
                return RunAll(then, message, state);
            }
        }

        return RunAll(_otherwise, message, state);
    }
}
