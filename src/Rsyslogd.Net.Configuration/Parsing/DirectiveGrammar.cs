using System.Collections.Immutable;
using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// The values of directives that have parts (manual, "Legacy Configuration Directives", "$template", "Output Channels"):
/// <code>
/// $template   NAME "," ( DQUOTE text DQUOTE *( "," option ) / "=" plugin )
/// $outchannel NAME "," file [ "," size [ "," command ] ]
/// </code>
/// </summary>
internal static class DirectiveGrammar
{
    private static readonly Parser<char, Piece> Name = Piece.Of(c => c is not ',' and not '"' and not '=').Labelled("a name");

    private static readonly Parser<char, Unit> Comma = Char(',').Then(Piece.Blanks);

    private static readonly Parser<char, Piece> Word = Piece.Of(c => c is not ',' and not ' ' and not '\t');

    private static readonly Parser<char, Piece> Quoted = Map(
        (start, parts) => new Piece(start, string.Concat(parts)),
        Char('"').Then(Parser<char>.CurrentOffset),
        Piece.Escaped(c => c is not '"' and not '\\').Repeated()).Before(Char('"'));

    private static readonly Parser<char, ImmutableArray<Piece>> Options =
        Piece.Blanks.Then(Comma.Then(Word).Before(Piece.Blanks).Repeated());

    private static readonly Parser<char, TemplateDraft> Template = Map(
        (name, value) => value with { Name = name },
        Name.Before(Comma),
        OneOf(
            Char('=').Then(Word).Map(plugin => new TemplateDraft(default, null, plugin, [])),
            Map((text, options) => new TemplateDraft(default, text, null, options), Quoted, Options)))
        .Before(Piece.Blanks).Before(Parser<char>.End);

    private static readonly Parser<char, ImmutableArray<Piece>> OutchannelParts = Map(
        (first, more) => more.Prepend(first).ToImmutableArray(),
        Name,
        Comma.Then(Piece.Of(c => c != ',')).Repeated());

    /// <summary>Reads what follows <c>$template</c>.</summary>
    public static LegacyTemplateSyntax? ParseTemplate(TextSyntax value, TextSpan statement, out Diagnostic? mistake)
    {
        var result = Template.Parse(value.Value);
        if (!result.Success)
        {
            mistake = ExplainTemplate(value, Math.Min(result.Error!.ErrorOffset, value.Value.Length));
            return null;
        }

        var draft = result.Value;
        mistake = null;
        ImmutableArray<TemplateSegmentSyntax> segments = draft.Text is { } text
            ? TemplateGrammar.Parse(text.ToText(value), isLegacy: true, out mistake)
            : [];
        var name = draft.Name with { Text = draft.Name.Text.TrimEnd() };
        return mistake is not null ? null : new LegacyTemplateSyntax(
            name.ToName(value), segments, [.. draft.Options.Select(option => option.ToName(value))], statement)
        {
            Plugin = draft.Plugin?.ToName(value),
        };
    }

    /// <summary>Reads what follows <c>$outchannel</c>.</summary>
    public static OutchannelSyntax? ParseOutchannel(TextSyntax value, TextSpan statement, out Diagnostic? mistake)
    {
        var result = OutchannelParts.Parse(value.Value);
        var parts = result.Success ? result.Value : [];
        if (parts.Length < 2)
        {
            mistake = SyntaxDiagnostics.IncompleteOutchannel(value.Value.Length > 0 ? value.Span : statement);
            return null;
        }

        mistake = null;
        var trimmed = parts.Select(part => part with { Text = part.Text.TrimEnd() }).ToArray();
        return new OutchannelSyntax(
            trimmed[0].ToName(value),
            trimmed[1].ToText(value),
            trimmed.Length > 2 ? trimmed[2].ToText(value) : null,
            trimmed.Length > 3 ? value.Slice(trimmed[3].Start, value.Value.Length - trimmed[3].Start) : null,
            statement);
    }

    private static Diagnostic ExplainTemplate(TextSyntax value, int at)
    {
        var text = value.Value;
        var quote = text.IndexOf('"', StringComparison.Ordinal);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var place = value.GetSpan(at, at < text.Length ? 1 : 0);
        if (text.Length == 0 || comma == 0 || quote == 0)
        {
            return SyntaxDiagnostics.MissingTemplateName(place);
        }

        if (at < text.Length && text[at] is '\u201C' or '\u201D' or '\u2018' or '\u2019')
        {
            return SyntaxDiagnostics.TypographicQuote(place, text[at]);
        }

        if (comma < 0 || (quote >= 0 && quote < comma))
        {
            var end = quote < 0 ? text.Length : text[..quote].TrimEnd().Length;
            return SyntaxDiagnostics.MissingTemplateComma(value.GetSpan(end, 0));
        }

        return quote < 0 || at < quote ? SyntaxDiagnostics.UnquotedTemplate(place)
            : at >= text.Length ? SyntaxDiagnostics.UnclosedQuote(value.GetSpan(quote, 1), '"')
            : SyntaxDiagnostics.ExtraBehindTemplate(place);
    }

    private sealed record TemplateDraft(Piece Name, Piece? Text, Piece? Plugin, ImmutableArray<Piece> Options);
}
