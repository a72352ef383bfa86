using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Whether a property contains a certain literal.</summary>
/// <param name="Group">What is searched for together with it.</param>
/// <param name="Index">The literal in the group.</param>
internal sealed record LiteralQuestion(LiteralGroup Group, int Index)
{
    /// <summary>The same as a requirement.</summary>
    public LiteralRequirement Required => new(Group, 1UL << Index);

    /// <summary>Where the literal stands first; negative: nowhere.</summary>
    public int Find(Message message) => Group.Find(message, Index);
}

/// <summary>A property must contain one of several literals for something to be the case.</summary>
/// <param name="Group">The literals that are searched for together.</param>
/// <param name="AnyOf">A bit for each of those of which one is needed.</param>
internal sealed record LiteralRequirement(LiteralGroup Group, ulong AnyOf)
{
    /// <summary>What is needed for one of two to be the case.</summary>
    public LiteralRequirement? Or(LiteralRequirement other) => other.Group == Group ? new(Group, AnyOf | other.AnyOf) : null;
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

    public override bool Matches(Message message) => (literals.Group.FindAll(message) & literals.AnyOf) != 0;
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
