using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>What the filters of a ruleset search the properties for, a group for each property. Cold.</summary>
internal sealed class PropertyLiterals
{
    // For texts of a hundred bytes and of twenty: there, three questions are measured to be too few, eight is an estimate.
    private const int FewForLongTexts = 2;
    private const int FewForShortTexts = 7;

    private readonly Dictionary<PropertyId, LiteralGroup> _groups = [];

    /// <summary>Puts a literal among those of its property; null when it can't be searched for together with others.</summary>
    /// <param name="property">The property.</param>
    /// <param name="accessor">Access to it.</param>
    /// <param name="literal">What is searched for.</param>
    public LiteralQuestion? Add(PropertyReference property, PropertyAccessor accessor, byte[] literal)
    {
        if (!CanAdd(property, literal))
        {
            return null;
        }

        if (!_groups.TryGetValue(property.Id, out var group))
        {
            _groups[property.Id] = group = new LiteralGroup(accessor, IsShort(property.Id) ? FewForShortTexts : FewForLongTexts);
        }

        return new LiteralQuestion(group, literal);
    }

    /// <summary>That a property contains one of several literals; null when they can't be searched for together.</summary>
    public LiteralRequirement? AddAny(PropertyReference property, PropertyAccessor accessor, byte[][] literals) =>
        literals.All(literal => CanAdd(property, literal))
            ? LiteralRequirement.AnyOfAll(Array.ConvertAll(literals, literal => Add(property, accessor, literal)?.Required))
            : null;

    private static bool CanAdd(PropertyReference property, byte[] literal) =>
        literal.Length >= LiteralSearch.LeastBytes && property.Path is null && IsPartOfMessage(property.Id);

    /// <summary>Properties that only change when the message's version does.</summary>
    private static bool IsPartOfMessage(PropertyId property) => property is PropertyId.Msg or PropertyId.RawMsg or PropertyId.RawMsgAfterPri
        or PropertyId.StructuredData || IsShort(property);

    private static bool IsShort(PropertyId property) => property is PropertyId.SyslogTag or PropertyId.ProgramName or PropertyId.AppName
        or PropertyId.ProcId or PropertyId.MsgId or PropertyId.Hostname or PropertyId.FromHost or PropertyId.FromHostIp;
}
