using System.Collections.Immutable;
using System.Globalization;
using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Template strings (manual, "The Property Replacer"):
/// <code>
/// replacer = "%" property [ ":" from [ ":" to [ ":" options [ ":" outname ] ] ] ] "%"
/// from:to  = [ number ] [ ":" [ number / "$" ] ]
///          / "F" [ "," code [ "+" ] [ "," number ] ] ":" number [ "," number ]
///          / "R" [ "," ( "ERE" / "BRE" ) [ "," digit [ "," nomatch [ "," digit ] ] ] ] ":" expression "--end"
/// </code>
/// </summary>
internal static class TemplateGrammar
{
    /// <summary>No property has one of these in its name, so that a percent sign before them was no replacer.</summary>
    private static readonly System.Buffers.SearchValues<char> NoName = System.Buffers.SearchValues.Create(" \t\n\r\"'|,;()");

    private static readonly Parser<char, Piece> Property = Piece.OfAny(c => c is not ':' and not '%');

    private static readonly Parser<char, Piece> Digits = Piece.Of(char.IsAsciiDigit).Labelled("a number");

    private static readonly Parser<char, int> Number = Digits.Map(digits => ToNumber(digits.Text));

    private static readonly Parser<char, int> SignedNumber =
        Char('-').Optional().Then(Number, (minus, number) => minus.HasValue ? -number : number);

    private static readonly Parser<char, Piece> OptionName =
        Piece.OfAny(c => c is not ',' and not ':' and not '%');

    private static readonly Parser<char, Piece> OutName = Piece.OfAny(c => c is not '%');

    private static readonly Parser<char, FieldSyntax> Field = Map(
        (delimiter, from, number, to) => new FieldSyntax(
            delimiter.HasValue ? delimiter.Value.Code : '\t',
            delimiter.HasValue && delimiter.Value.IsRun,
            number,
            from.HasValue ? from.Value : null,
            to.HasValue ? to.Value : null),
        Char('F').Then(Char(',').Then(Map((code, run) => (Code: code, IsRun: run.HasValue), Number, Char('+').Optional())).Optional()),
        Char(',').Then(Number).Optional(),
        Char(':').Then(Number),
        Char(',').Then(Number).Optional());

    private static readonly Parser<char, Piece> RegexText = Map(
        (start, text) => new Piece(start, string.Concat(text)),
        Parser<char>.CurrentOffset,
        Parser<char>.Any.Until(Try(String("--end"))));

    private static readonly Parser<char, RegexDraft> Regex = Map(
        (kind, submatch, noMatch, match, expression) => new RegexDraft(kind, submatch, noMatch, match, expression),
        Char('R').Then(Char(',').Then(OneOf(String("ERE"), String("BRE"))).Optional()),
        Char(',').Then(Number).Optional(),
        Char(',').Then(Piece.OfAny(char.IsAsciiLetter)).Optional(),
        Char(',').Then(Number).Optional(),
        Char(':').Then(RegexText));

    private static readonly Parser<char, Selection> Positions = Map(
        (from, to) => new Selection
        {
            From = from.HasValue ? from.Value : null,
            To = to.HasValue && to.Value.HasValue ? to.Value.Value : null,
        },
        SignedNumber.Optional(),
        Char(':').Then(OneOf(SignedNumber.Map(number => (int?)number), Char('$').Map(_ => (int?)int.MaxValue)).Optional()).Optional());

    private static readonly Parser<char, Selection> SelectionParser = OneOf(
        Field.Map(field => new Selection { Field = field }),
        Regex.Map(regex => new Selection { Regex = regex }),
        Positions);

    private static readonly Parser<char, Options> OptionsParser = Map(
        (names, outName) => new Options([.. names.Where(name => name.Text.Length > 0)], outName.HasValue ? outName.Value : null),
        OptionName.ListedBy(Char(',')),
        Char(':').Then(OutName).Optional());

    private static readonly Parser<char, Draft> Replacer = Map(
        (property, selection, options, end) => new Draft(
            property, selection.GetValueOrDefault(Selection.None), options.GetValueOrDefault(Options.None), end),
        Char('%').Then(Property),
        Char(':').Then(SelectionParser).Optional(),
        Char(':').Then(OptionsParser).Optional(),
        Char('%').Then(Parser<char>.CurrentOffset));

    /// <summary>Reads a template string.</summary>
    /// <param name="text">The string. Legacy: as written between the quotes. Modern: escapes resolved.</param>
    /// <param name="isLegacy">Whether escapes are still in it: <c>\n \r \\ \" \%</c>, <c>\ddd</c> decimal; the backslash of
    /// others is dropped. A modern string knows none here, so that it cannot hold a percent sign.</param>
    /// <param name="mistake">What is wrong; null when it was read.</param>
    public static ImmutableArray<TemplateSegmentSyntax> Parse(TextSyntax text, bool isLegacy, out Diagnostic? mistake)
    {
        var segments = ImmutableArray.CreateBuilder<TemplateSegmentSyntax>();
        var value = text.Value;
        for (var i = 0; i < value.Length;)
        {
            if (value[i] != '%')
            {
                segments.Add(ReadConstant(text, isLegacy, ref i));
                continue;
            }

            // The parser is given the rest up to a sensible end only: a template is one line of at most a few kilobytes.
            var result = Replacer.Parse(value.AsSpan(i));
            mistake = result.Success
                ? Check(text, i, result.Value, isLegacy)
                : Explain(text, i, Math.Min(i + result.Error!.ErrorOffset, value.Length), isLegacy);
            if (mistake is not null)
            {
                return [];
            }

            segments.Add(result.Value.ToSyntax(text.Slice(i, result.Value.End)));
            i += result.Value.End;
        }

        mistake = null;
        return segments.ToImmutable();
    }

    private static ConstantSegmentSyntax ReadConstant(TextSyntax text, bool isLegacy, ref int i)
    {
        var constant = new System.Text.StringBuilder();
        var start = i;
        while (i < text.Value.Length && text.Value[i] != '%')
        {
            if (isLegacy && text.Value[i] == '\\' && i + 1 < text.Value.Length)
            {
                i++;
                constant.Append(UnescapeLegacy(text.Value, ref i));
            }
            else
            {
                constant.Append(text.Value[i++]);
            }
        }

        return new ConstantSegmentSyntax(constant.ToString(), text.GetSpan(start, i - start));
    }

    private static char UnescapeLegacy(string value, ref int i)
    {
        var escaped = value[i++];
        if (!char.IsAsciiDigit(escaped))
        {
            return escaped switch { 'n' => '\n', 'r' => '\r', _ => escaped };
        }

        // Up to three digits, and decimal: rsyslog's \101 is "e" here, while it is "A" in a modern string.
        var code = escaped - '0';
        for (var digits = 1; digits < 3 && i < value.Length && char.IsAsciiDigit(value[i]); digits++)
        {
            code = (code * 10) + (value[i++] - '0');
        }

        return ByteText.FromByte((byte)code);
    }

    private static int ToNumber(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static Diagnostic? Check(TextSyntax text, int start, Draft replacer, bool isLegacy)
    {
        var name = replacer.Property.Text;
        if (name.Length == 0)
        {
            return SyntaxDiagnostics.EmptyReplacer(text.GetSpan(start, replacer.End), isLegacy);
        }

        var odd = name.AsSpan().IndexOfAny(NoName);
        return odd >= 0 ? SyntaxDiagnostics.UnclosedReplacer(text.GetSpan(start, 1), FirstWord(name), isLegacy)
            : replacer.Selection.Field is { Delimiter: > 255 } field
                ? SyntaxDiagnostics.BadDelimiterCode(text.GetSpan(start, replacer.End), field.Delimiter)
                : null;
    }

    private static string FirstWord(string name)
    {
        var end = name.AsSpan().IndexOfAny(NoName);
        var word = end < 0 ? name : name[..end];

        // "%programname.log": the dot goes on with the text.
        var dot = word.IndexOf('.', 1 <= word.Length ? 1 : 0);
        return dot > 0 && PropertyNames.TryGet(word[..dot], out _) ? word[..dot] : word;
    }

    private static Diagnostic Explain(TextSyntax text, int start, int at, bool isLegacy)
    {
        var value = text.Value;
        var rest = value.AsSpan(start + 1);
        var colon = rest.IndexOf(':');
        var close = rest.IndexOf('%');
        var open = text.GetSpan(start, 1);
        if (colon >= 0 && colon + 1 < rest.Length && rest[colon + 1] == 'R' && rest[colon..].IndexOf("--end") < 0)
        {
            return SyntaxDiagnostics.UnclosedRegex(text.GetSpan(start + 1 + colon + 1, 1));
        }

        if (close < 0 || colon < 0 || colon > close)
        {
            return SyntaxDiagnostics.UnclosedReplacer(open, FirstWord(rest[..(colon < 0 ? rest.Length : colon)].ToString()), isLegacy);
        }

        var place = text.GetSpan(at, at < value.Length ? 1 : 0);
        return rest[colon + 1] switch
        {
            'R' => SyntaxDiagnostics.BadRegexPart(place),
            'F' => SyntaxDiagnostics.BadFieldPart(place),
            'r' or 'f' => SyntaxDiagnostics.LowerCaseSelection(text.GetSpan(start + 1 + colon + 1, 1), rest[colon + 1]),
            _ => SyntaxDiagnostics.BadPosition(place),
        };
    }

    private sealed record RegexDraft(Maybe<string> Kind, Maybe<int> Submatch, Maybe<Piece> NoMatch, Maybe<int> Match, Piece Expression);

    private sealed record Selection
    {
        public static Selection None { get; } = new();

        public int? From { get; init; }

        public int? To { get; init; }

        public FieldSyntax? Field { get; init; }

        public RegexDraft? Regex { get; init; }
    }

    private sealed record Options(ImmutableArray<Piece> Names, Piece? OutName)
    {
        public static Options None { get; } = new([], null);
    }

    private sealed record Draft(Piece Property, Selection Selection, Options Options, int End)
    {
        /// <summary>As a node; the pieces count from the percent sign.</summary>
        public ReplacerSegmentSyntax ToSyntax(TextSyntax text) => new(Property.ToName(text), text.GetSpan(0, End))
        {
            From = Selection.From,
            To = Selection.To == int.MaxValue ? null : Selection.To,
            IsToEnd = Selection.To == int.MaxValue,
            Field = Selection.Field,
            Regex = Selection.Regex is not { } regex ? null : new RegexSyntax(
                regex.Kind.GetValueOrDefault("BRE") == "ERE",
                regex.Submatch.GetValueOrDefault(0),
                regex.NoMatch.HasValue && regex.NoMatch.Value.Text.Length > 0 ? regex.NoMatch.Value.ToName(text) : null,
                regex.Match.GetValueOrDefault(0),
                regex.Expression.ToText(text)),
            Options = [.. Options.Names.Select(name => name.ToName(text))],
            OutName = Options.OutName is { Text.Length: > 0 } outName ? outName.ToName(text) : null,
        };
    }
}
