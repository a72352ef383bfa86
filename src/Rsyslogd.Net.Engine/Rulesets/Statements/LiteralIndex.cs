using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>
/// Some things in order, most of which need a message with a certain literal: one search for all literals tells which of them
/// are worth a closer look. Hot.
/// </summary>
internal sealed class LiteralIndex
{
    /// <summary>The most things of an index: each has a bit.</summary>
    public const int MaxPlaces = 64;

    private readonly GroupPlaces[] _groups;
    private readonly ulong _always;

    private LiteralIndex(LiteralRequirement?[] requirements, LiteralGroup[] groups)
    {
        _groups = Array.ConvertAll(groups, group => new GroupPlaces(group, requirements));
        for (var i = 0; i < requirements.Length; i++)
        {
            if (requirements[i] is not { } required || !groups.Contains(required.Group))
            {
                _always |= 1UL << i;
            }
        }
    }

    /// <summary>An index, or null where looking at each of the things is as cheap. Cold.</summary>
    /// <param name="requirements">What each needs, at most <see cref="MaxPlaces"/>; null: it is always to be looked at.</param>
    public static LiteralIndex? For(LiteralRequirement?[] requirements)
    {
        LiteralGroup[] groups =
        [
            .. requirements.Select(required => required?.Group).OfType<LiteralGroup>()
                .CountBy(group => group).Where(count => count.Key.IsWorth(count.Value)).Select(count => count.Key),
        ];
        return groups.Length > 0 ? new LiteralIndex(requirements, groups) : null;
    }

    /// <summary>A bit for each of the things that may be the case for a message.</summary>
    public ulong Candidates(Message message)
    {
        var candidates = _always;
        foreach (var group in _groups)
        {
            candidates |= group.Candidates(message);
        }

        return candidates;
    }

    /// <summary>The things that need literals of one group.</summary>
    private sealed class GroupPlaces
    {
        private readonly LiteralGroup _group;
        private readonly ulong[] _byLiteral;

        // The group has literals of other rules, too; ours stand together.
        private readonly int _first;

        public GroupPlaces(LiteralGroup group, LiteralRequirement?[] requirements)
        {
            _group = group;
            var literals = requirements.Where(required => required?.Group == group).SelectMany(required => required!.AnyOf).ToArray();
            _first = literals.Min();
            _byLiteral = new ulong[literals.Max() + 1 - _first];
            for (var i = 0; i < requirements.Length; i++)
            {
                if (requirements[i] is { } required && required.Group == group)
                {
                    Array.ForEach(required.AnyOf, literal => _byLiteral[literal - _first] |= 1UL << i);
                }
            }
        }

        public ulong Candidates(Message message)
        {
            ulong candidates = 0;
            foreach (var found in _group.FindAll(message).Indexes)
            {
                var literal = found - _first;
                if ((uint)literal < (uint)_byLiteral.Length)
                {
                    candidates |= _byLiteral[literal];
                }
            }

            return candidates;
        }
    }
}
