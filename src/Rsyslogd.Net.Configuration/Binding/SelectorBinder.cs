using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>
/// Selectors to severity masks, as sysklogd and rsyslog read them: parts take effect from left to right, each one adds the
/// severities from the named one up to emerg (or exactly it), <c>!</c> takes them away, <c>none</c> takes all.
/// </summary>
internal static class SelectorBinder
{
    private const int FacilityCount = 24;

    // Messages with an invalid PRI are in a facility of their own, which only * and "invld" mean; their severity is debug.
    private const int InvalidFacility = FacilityCount;
    private const int InvalidSeverity = 7;

    /// <summary>Null: some name is unknown, which has been said.</summary>
    public static BoundPriorityFilter? Bind(SelectorSyntax syntax, BindingContext context)
    {
        var masks = new byte[FacilityCount + 1];
        var isGood = true;
        foreach (var part in syntax.Parts)
        {
            isGood &= Apply(part, masks, context);
        }

        if (!isGood)
        {
            return null;
        }

        if (Array.TrueForAll(masks, mask => mask == 0))
        {
            var isOnlyNone = syntax.Parts.All(part => part.Severity.Is("none"));
            var written = string.Join(';', syntax.Parts.Select(part => part.Span.Source.Content.Substring(part.Span.Start, part.Span.Length)));
            context.Report(RuleWarnings.SelectorMatchesNothing(syntax.Span, written, isOnlyNone));
        }

        var matchesInvalid = (masks[InvalidFacility] & (1 << InvalidSeverity)) != 0;
        return new BoundPriorityFilter(ImmutableArray.Create(masks, 0, FacilityCount), matchesInvalid, syntax.Span);
    }

    private static bool Apply(SelectorPartSyntax part, byte[] masks, BindingContext context)
    {
        var severities = GetSeverities(part, context);
        var isGood = severities is not null;
        foreach (var name in part.Facilities)
        {
            if (GetFacilities(name) is not { } facilities)
            {
                context.Report(RuleDiagnostics.UnknownFacility(
                    name.Span, name.Text, Suggestions.Nearest(name.Text, [.. ValueReader.Facilities, "mark"])));
                isGood = false;
                continue;
            }

            for (var i = facilities.First; i <= facilities.Last && severities is { } mask; i++)
            {
                masks[i] = mask.IsAdded ? (byte)(masks[i] | mask.Bits) : (byte)(masks[i] & ~mask.Bits);
            }
        }

        return isGood;
    }

    private static (int First, int Last)? GetFacilities(NameSyntax name)
    {
        if (name.Text == "*")
        {
            return (0, InvalidFacility);
        }

        if (name.Is("invld") || name.Is("mark"))
        {
            return (InvalidFacility, InvalidFacility);
        }

        // The old name of facility 13, which only selectors know.
        if (name.Is("bsd_security"))
        {
            return (13, 13);
        }

        return PriorityNames.TryGetFacility(name.Text, out var facility) ? (facility, facility) : null;
    }

    private static (byte Bits, bool IsAdded)? GetSeverities(SelectorPartSyntax part, BindingContext context)
    {
        var name = part.Severity;
        if (name.Is("none"))
        {
            return (0xff, part.IsNegated);
        }

        if (name.Text == "*")
        {
            // "=*" asks for a severity called "all", which no message has.
            return (part.IsExact && !part.IsNegated ? (byte)0 : (byte)0xff, !part.IsNegated);
        }

        if (!ValueReader.TryReadSeverity(name.Text, out var severity))
        {
            context.Report(RuleDiagnostics.UnknownSeverity(
                name.Span, name.Text, ValueReader.FindSeverity(name.Text, ["none"])));
            return null;
        }

        var bits = part.IsExact ? 1 << severity : (1 << (severity + 1)) - 1;
        return ((byte)bits, !part.IsNegated);
    }
}
