using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Whether a property contains a certain literal.</summary>
/// <param name="Group">What is searched for together with it.</param>
/// <param name="Literal">What is searched for.</param>
internal sealed record LiteralQuestion(LiteralGroup Group, byte[] Literal)
{
    private readonly int _index = Group.Add(Literal);

    /// <summary>The same as a requirement.</summary>
    public LiteralRequirement Required => new(Group, [_index]);

    /// <summary>Where the literal stands first; negative: nowhere.</summary>
    public int Find(Message message) => Group.Find(message, Literal, _index);
}

/// <summary>A property must contain one of several literals for something to be the case.</summary>
/// <param name="Group">The literals that are searched for together.</param>
/// <param name="AnyOf">Those of which one is needed, in order.</param>
internal sealed record LiteralRequirement(LiteralGroup Group, int[] AnyOf)
{
    /// <summary>Whether one search for all literals saves work where each of them is a question.</summary>
    public bool IsWorthSearching => Group.IsWorth(AnyOf.Length);

    /// <summary>Whether the message has one of the literals.</summary>
    public bool IsMet(Message message)
    {
        foreach (var literal in Group.FindAll(message).Indexes)
        {
            if (AnyOf.AsSpan().BinarySearch(literal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is needed for one of several to be the case; null when that can't be said.</summary>
    public static LiteralRequirement? AnyOfAll(IReadOnlyList<LiteralRequirement?> requirements) =>
        requirements is [{ Group: var group }, ..] && requirements.All(required => required?.Group == group)
            ? new(group, [.. requirements.SelectMany(required => required!.AnyOf).Distinct().Order()])
            : null;
}

/// <summary>A property contains a literal.</summary>
internal sealed class LiteralNode(LiteralQuestion literal) : ExpressionNode
{
    public override LiteralRequirement? Required => literal.Required;

    public override bool Matches(Message message) => literal.Find(message) >= 0;
}

/// <summary>A property contains one of several literals.</summary>
internal sealed class AnyLiteralNode(LiteralRequirement literals) : ExpressionNode
{
    public override LiteralRequirement? Required => literals;

    public override bool Matches(Message message) => literals.IsMet(message);
}

/// <summary>A long row of or: it is gone through only for messages that have one of its literals.</summary>
internal sealed class LiteralGateNode(LiteralRequirement literals, ExpressionNode condition) : ExpressionNode
{
    public override LiteralRequirement? Required => literals;

    /// <summary>The condition, behind a gate where that saves work. Cold.</summary>
    public static ExpressionNode Before(ExpressionNode condition) =>
        condition is OrNode && condition.Required is { IsWorthSearching: true } literals ? new LiteralGateNode(literals, condition) : condition;

    public override bool Matches(Message message) => literals.IsMet(message) && condition.Matches(message);
}

/// <summary>A property matches a regular expression that requires a literal.</summary>
internal sealed class LiteralRegexNode(LiteralQuestion literal, LiteralQuestion? other, RegexFilter regex) : ExpressionNode
{
    public override LiteralRequirement? Required => literal.Required;

    public override bool Matches(Message message)
    {
        var at = literal.Find(message);
        return at >= 0 && (other is null || other.Find(message) >= 0) && regex.IsMatch(literal.Group.TextOf(message), at);
    }
}
