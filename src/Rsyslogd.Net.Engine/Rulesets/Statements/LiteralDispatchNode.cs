using System.Numerics;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>Several statements in order, of which only those are run whose literals occur in the message. Hot.</summary>
internal sealed class LiteralDispatchNode(StatementNode[] statements, LiteralIndex index) : StatementNode
{
    public override LiteralRequirement? Required { get; } =
        LiteralRequirement.AnyOfAll(Array.ConvertAll(statements, statement => statement.Required));

    /// <summary>The same statements, put together where that saves work. Cold.</summary>
    public static StatementNode[] Gather(IReadOnlyCollection<StatementNode> statements)
    {
        StatementNode[] gathered = [.. statements.Chunk(LiteralIndex.MaxPlaces).SelectMany(GatherSome)];
        return gathered.Length < statements.Count && gathered.Length > 1 ? Gather(gathered) : gathered;
    }

    private static StatementNode[] GatherSome(StatementNode[] statements) =>
        LiteralIndex.For(Array.ConvertAll(statements, statement => statement.Required)) is { } index
            ? [new LiteralDispatchNode(statements, index)]
            : statements;

    public override bool Run(Message message, ExecutionState state)
    {
        var version = message.Version;
        var open = index.Candidates(message);
        while (open != 0)
        {
            var i = BitOperations.TrailingZeroCount(open);
            open &= open - 1;
            if (!statements[i].Run(message, state))
            {
                return false;
            }

            if (message.Version != version)
            {
                // The statement gave the message another text.
                version = message.Version;
                open = index.Candidates(message) & (~0UL << i << 1);
            }
        }

        return true;
    }
}
