using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>What the filters of a ruleset search the properties for, in groups. Cold.</summary>
internal sealed class PropertyLiterals
{
    // For texts of a hundred bytes and of twenty: there, three questions are measured to be too few, eight is an estimate.
    private const int FewForLongTexts = 2;
    private const int FewForShortTexts = 7;

    private readonly Dictionary<PropertyId, LiteralGroup> _groups = [];

    /// <summary>Puts a literal in the group that is being filled; null when it can't be searched for together with others.</summary>
    /// <param name="property">The property.</param>
    /// <param name="accessor">Access to it.</param>
    /// <param name="literal">What is searched for.</param>
    public LiteralQuestion? Add(PropertyReference property, PropertyAccessor accessor, byte[] literal)
    {
        if (literal.Length < LiteralSet.LeastBytes || property.Path is not null || !IsPartOfMessage(property.Id))
        {
            return null;
        }

        if (!_groups.TryGetValue(property.Id, out var group) || !group.TryAdd(literal, out var index))
        {
            // Filters that follow each other are mostly asked together.
            _groups[property.Id] = group = new LiteralGroup(accessor, IsShort(property.Id) ? FewForShortTexts : FewForLongTexts);
            _ = group.TryAdd(literal, out index);
        }

        return new LiteralQuestion(group, index);
    }

    /// <summary>That a property contains one of several literals; null when they can't be searched for together.</summary>
    public LiteralRequirement? AddAny(PropertyReference property, PropertyAccessor accessor, IEnumerable<byte[]> literals)
    {
        LiteralRequirement? all = null;
        foreach (var literal in literals)
        {
            var one = Add(property, accessor, literal)?.Required;
            all = one is null ? null : all is null ? one : all.Or(one);
            if (all is null)
            {
                break;
            }
        }

        return all;
    }

    /// <summary>Properties that only change when the message's version does.</summary>
    private static bool IsPartOfMessage(PropertyId property) => property is PropertyId.Msg or PropertyId.RawMsg or PropertyId.RawMsgAfterPri
        or PropertyId.StructuredData || IsShort(property);

    private static bool IsShort(PropertyId property) => property is PropertyId.SyslogTag or PropertyId.ProgramName or PropertyId.AppName;
}
