using System.Numerics;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>
/// Several statements in order, most of which need a message with a certain literal: one search for all literals tells which of
/// them are worth running. Hot.
/// </summary>
internal sealed class LiteralDispatchNode : StatementNode
{
    // A statement has a bit.
    private const int MostStatements = 64;

    private readonly StatementNode[] _statements;
    private readonly LiteralGroup[] _groups;
    private readonly ulong[][] _statementsByLiteral;
    private readonly ulong _always;

    private LiteralDispatchNode(StatementNode[] statements, LiteralGroup[] groups)
    {
        _statements = statements;
        _groups = groups;
        _statementsByLiteral = Array.ConvertAll(groups, _ => new ulong[LiteralSet.MaxLiterals]);
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i].Required is { } required && Array.IndexOf(groups, required.Group) is >= 0 and var group)
            {
                for (var literals = required.AnyOf; literals != 0; literals &= literals - 1)
                {
                    _statementsByLiteral[group][BitOperations.TrailingZeroCount(literals)] |= 1UL << i;
                }
            }
            else
            {
                _always |= 1UL << i;
            }
        }
    }

    /// <summary>The same statements, put together where that saves work. Cold.</summary>
    public static StatementNode[] Gather(IReadOnlyCollection<StatementNode> statements) =>
        [.. statements.Chunk(MostStatements).SelectMany(GatherFew)];

    private static IEnumerable<StatementNode> GatherFew(StatementNode[] statements)
    {
        LiteralGroup[] groups =
        [
            .. statements.Select(statement => statement.Required?.Group).OfType<LiteralGroup>()
                .CountBy(group => group).Where(count => count.Key.IsWorth(count.Value)).Select(count => count.Key),
        ];
        return groups.Length > 0 ? [new LiteralDispatchNode(statements, groups)] : statements;
    }

    public override bool Run(Message message, ExecutionState state)
    {
        var version = message.Version;
        var open = Candidates(message);
        while (open != 0)
        {
            var i = BitOperations.TrailingZeroCount(open);
            open &= open - 1;
            if (!_statements[i].Run(message, state))
            {
                return false;
            }

            if (message.Version != version)
            {
                // The statement gave the message another text.
                version = message.Version;
                open = Candidates(message) & (~0UL << i << 1);
            }
        }

        return true;
    }

    private ulong Candidates(Message message)
    {
        var candidates = _always;
        for (var i = 0; i < _groups.Length; i++)
        {
            var statements = _statementsByLiteral[i];
            for (var found = _groups[i].FindAll(message); found != 0; found &= found - 1)
            {
                candidates |= statements[BitOperations.TrailingZeroCount(found)];
            }
        }

        return candidates;
    }
}
