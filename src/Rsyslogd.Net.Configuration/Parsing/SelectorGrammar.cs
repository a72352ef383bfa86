using System.Collections.Immutable;
using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Messages.Properties;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// <code>
/// selector = part *( 1*( ";" / "," ) part )
/// part     = name *( "," name ) "." [ "!" ] [ "=" ] ( name / number / "*" / "none" )
/// </code>
/// (manual, "Filter Conditions", "Selectors"; blanks are not allowed. That a comma separates parts, too, and that separators
/// may be repeated is what rsyslog does, not what the manual says.)
/// </summary>
internal static class SelectorGrammar
{
    private static readonly Parser<char, Piece> Name =
        Piece.Of(c => char.IsAsciiLetterOrDigit(c) || c is '*' or '_' or '-').Labelled("a name");

    private static readonly Parser<char, Part> PartParser = Map(
        (facilities, _, negated, exact, severity) => new Part([.. facilities], negated.HasValue, exact.HasValue, severity),
        Name.ListedOrNoneBy(Char(',')).Assert(names => names.Any(), "a facility"),
        Char('.'),
        Char('!').Optional(),
        Char('=').Optional(),
        Name);

    private static readonly Parser<char, ImmutableArray<Part>> Selector =
        PartParser.ListedBy(OneOf(';', ',').SkipAtLeastOnce()).Before(Parser<char>.End);

    /// <summary>Whether a character can be part of a selector.</summary>
    public static bool IsSelectorCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '*' or '_' or '-' or ',' or ';' or '.' or '!' or '=';

    /// <summary>Reads a selector.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="mistake">What is wrong; null when it was read.</param>
    /// <returns>Null when something is wrong.</returns>
    public static SelectorSyntax? Parse(TextSyntax text, out Diagnostic? mistake)
    {
        var result = Selector.Parse(text.Value);
        if (!result.Success)
        {
            mistake = Explain(text, Math.Min(result.Error!.ErrorOffset, text.Value.Length));
            return null;
        }

        mistake = null;
        var parts = result.Value.Select(part => part.ToSyntax(text)).ToImmutableArray();
        return new SelectorSyntax(parts, text.GetSpan(0, text.Value.Length));
    }

    private static Diagnostic Explain(TextSyntax text, int at)
    {
        var value = text.Value;
        var place = text.GetSpan(at, at < value.Length ? 1 : 0);
        if (value.Length == 0)
        {
            return SyntaxDiagnostics.MissingFacility(place);
        }

        var before = at > 0 ? value[at - 1] : '\0';
        if (at < value.Length && value[at] is ' ' or '\t')
        {
            return SyntaxDiagnostics.BlankInSelector(place);
        }

        // "mail" alone, "mail;kern.info": the severity is missing behind the last name.
        if (char.IsAsciiLetterOrDigit(before) || before is '*')
        {
            // "kern.warning,err": what a comma separates are facilities.
            var last = value.AsSpan(0, at).LastIndexOfAny(';', ',') + 1;
            if (at >= value.Length && value.IndexOf('.', last, at - last) < 0 && value[..at].Contains('.'))
            {
                return PriorityNames.TryGetSeverity(value[last..at], out _)
                    ? SyntaxDiagnostics.UnexpectedInSelector(text.GetSpan(last, at - last), value[last..at])
                    : SyntaxDiagnostics.MissingSeverity(text.GetSpan(last, at - last), value[last..at]);
            }

            var dot = value.AsSpan(0, at).LastIndexOf(';') + 1;
            return value.IndexOf('.', dot, at - dot) < 0
                ? SyntaxDiagnostics.MissingSeverity(text.GetSpan(dot, at - dot), value[dot..at])
                : SyntaxDiagnostics.UnexpectedInSelector(place, value[at..Math.Min(value.Length, at + 1)]);
        }

        if (before == '=' && at < value.Length && value[at] == '!')
        {
            return SyntaxDiagnostics.MissingSeverityName(text.GetSpan(at - 1, 2)) with { Suggestion = "!=" };
        }

        return before is '.' or '!' or '='
            ? SyntaxDiagnostics.MissingSeverityName(place)
            : SyntaxDiagnostics.MissingFacility(place);
    }

    private sealed record Part(ImmutableArray<Piece> Facilities, bool IsNegated, bool IsExact, Piece Severity)
    {
        public SelectorPartSyntax ToSyntax(TextSyntax text) => new(
            [.. Facilities.Select(facility => facility.ToName(text))],
            IsNegated,
            IsExact,
            Severity.ToName(text),
            text.GetSpan(Facilities[0].Start, Severity.End - Facilities[0].Start));
    }
}
