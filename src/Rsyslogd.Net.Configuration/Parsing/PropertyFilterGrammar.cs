using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// <code>
/// filter = ":" property blanks "," blanks [ "!" ] operation blanks "," blanks DQUOTE value DQUOTE
/// </code>
/// (manual, "Filter Conditions", "Property-Based Filters".) A backslash in the value takes the next character as it is.
/// </summary>
internal static class PropertyFilterGrammar
{
    private static readonly Parser<char, Piece> Property =
        Piece.Of(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$' or '!' or '.' or '/' or '[' or ']')
            .Labelled("a property name");

    private static readonly Parser<char, Piece> Operation =
        Piece.Of(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Labelled("a compare operation");

    private static readonly Parser<char, Unit> Comma = Piece.Blanks.Then(Char(',')).Then(Piece.Blanks);

    private static readonly Parser<char, Piece> Value = Map(
        (start, parts) => new Piece(start, string.Concat(parts)),
        Parser<char>.CurrentOffset,
        Piece.Escaped(c => c is not '"' and not '\\').Repeated());

    private static readonly Parser<char, Head> Filter = Map(
        (property, _, negated, operation, _, value, end) => new Head(property, negated.HasValue, operation, value, end),
        Char(':').Then(Property),
        Comma,
        Char('!').Optional(),
        Operation,
        Comma,
        Value.Between(Char('"')),
        Parser<char>.CurrentOffset);

    /// <summary>Reads the filter at the beginning of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="mistake">What is wrong; null when it was read.</param>
    public static Head? Parse(TextSyntax line, out Diagnostic? mistake)
    {
        var result = Filter.Parse(line.Value);
        mistake = result.Success ? null : Explain(line, Math.Min(result.Error!.ErrorOffset, line.Value.Length));
        return result.Success ? result.Value : null;
    }

    /// <summary>The comparison value with its escapes resolved.</summary>
    public static TextSyntax Unescape(Piece value, TextSyntax line)
    {
        var raw = value.ToText(line);
        if (!value.Text.Contains('\\'))
        {
            return raw;
        }

        var text = new System.Text.StringBuilder();
        var offsets = new List<int>();
        for (var i = 0; i < value.Text.Length; i++)
        {
            offsets.Add(raw.GetSpan(i, 0).Start);
            i += value.Text[i] == '\\' ? 1 : 0;
            text.Append(value.Text[i]);
        }

        offsets.Add(raw.GetSpan(value.Text.Length, 0).Start);
        return new TextSyntax(text.ToString(), raw.Span) { Offsets = [.. offsets] };
    }

    private static Diagnostic Explain(TextSyntax line, int at)
    {
        var value = line.Value;
        var place = line.GetSpan(at, at < value.Length ? 1 : 0);
        var commas = value.AsSpan(0, at).Count(',');
        var quote = value.IndexOf('"', StringComparison.Ordinal);
        if (quote >= 0 && at > quote && commas >= 2)
        {
            return SyntaxDiagnostics.UnclosedQuote(line.GetSpan(quote, 1), '"');
        }

        if (at == 1 && at < value.Length && value[at] is ' ' or '\t')
        {
            return SyntaxDiagnostics.BlankInFilter(place);
        }

        if (at < value.Length && value[at] is '\u201C' or '\u201D' or '\u2018' or '\u2019')
        {
            return SyntaxDiagnostics.TypographicQuote(place, value[at]);
        }

        // A comma is missing right behind the word, not where the next one begins.
        var before = value[..at].TrimEnd();
        var behind = line.GetSpan(before.Length, 0);
        return commas switch
        {
            0 when at == 1 => SyntaxDiagnostics.MissingFilterProperty(place),
            0 when value.StartsWith(":om", StringComparison.OrdinalIgnoreCase) && at > 1 =>
                SyntaxDiagnostics.MissingModuleColon(behind, value[1..at].TrimEnd()),
            0 => SyntaxDiagnostics.MissingFilterComma(behind, "property"),
            1 when before[^1] is ',' or '!' => SyntaxDiagnostics.MissingFilterOperation(
                place, at >= value.Length ? null : value[at] == '=' ? before[^1] == '!' ? "!isequal" : "isequal" : value[at] == '~' ? "ereregex" : null),
            1 => SyntaxDiagnostics.MissingFilterComma(behind, "operation"),
            _ when at < value.Length && value[at] == '\'' => SyntaxDiagnostics.SingleQuoteInFilter(
                place, value.IndexOf('\'', at + 1) is > 0 and var end ? $"\"{value[(at + 1)..end]}\"" : null),
            _ => SyntaxDiagnostics.MissingFilterValue(place, SuggestQuoted(value.AsSpan(at))),
        };
    }

    // "contains, error /var/log/x": of several words it can't be known where the value ends.
    private static string? SuggestQuoted(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(' ', '\t');
        var isWord = end > 0 && char.IsAsciiLetterOrDigit(rest[0]) && rest[end..].TrimStart() is ['/' or '-' or '@' or '?' or '~' or '|', ..];
        return isWord ? $"\"{rest[..end]}\"" : null;
    }

    /// <summary>A filter as it stands in the line.</summary>
    /// <param name="Property">Its property.</param>
    /// <param name="IsNegated">Whether <c>!</c> stands before the operation.</param>
    /// <param name="Operation">Its operation.</param>
    /// <param name="Value">Between the quotes, with escapes.</param>
    /// <param name="End">Index behind the closing quote.</param>
    internal sealed record Head(Piece Property, bool IsNegated, Piece Operation, Piece Value, int End);
}
