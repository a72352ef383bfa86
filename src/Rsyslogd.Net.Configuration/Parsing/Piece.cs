using Pidgin;
using Rsyslogd.Net.Configuration.Syntax;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>What a grammar of characters cut out: text, and where it began in what the grammar was given.</summary>
/// <param name="Start">Index of the first character.</param>
/// <param name="Text">The characters.</param>
internal readonly record struct Piece(int Start, string Text)
{
    /// <summary>Index behind the last character.</summary>
    public int End => Start + Text.Length;

    /// <summary>As a name of the line it was cut out of.</summary>
    public NameSyntax ToName(TextSyntax line) => new(Text, line.GetSpan(Start, Text.Length));

    /// <summary>As a text of the line it was cut out of.</summary>
    public TextSyntax ToText(TextSyntax line) => line.Slice(Start, Text.Length);

    /// <summary>One or more characters of a kind.</summary>
    public static Parser<char, Piece> Of(Func<char, bool> isPart) =>
        Map((start, text) => new Piece(start, text), Parser<char>.CurrentOffset, Parser<char>.Token(isPart).AtLeastOnceString());

    /// <summary>Any number of characters of a kind, none included.</summary>
    public static Parser<char, Piece> OfAny(Func<char, bool> isPart) =>
        Map((start, text) => new Piece(start, text), Parser<char>.CurrentOffset, Parser<char>.Token(isPart).ManyString());

    /// <summary>A character of a kind, or a backslash and whatever follows it.</summary>
    public static Parser<char, string> Escaped(Func<char, bool> isPart) =>
        Char('\\').Then(Parser<char>.Any, (slash, next) => $"{slash}{next}")
            .Or(Parser<char>.Token(isPart).Map(character => $"{character}"));

    /// <summary>Any number of spaces and tabs.</summary>
    public static readonly Parser<char, Unit> Blanks = Parser<char>.Token(c => c is ' ' or '\t').SkipMany();
}
