using System.Collections.Immutable;
using Pidgin;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// The parentheses of an object:
/// <code>
/// parameters = "(" *( name "=" value ) ")"
/// value      = text / "[" [ text *( "," text ) ] "]"
/// </code>
/// </summary>
internal static class ObjectGrammar
{
    private static readonly Parser<Token, Token> Text =
        Parser<Token>.Token(token => token.Kind == TokenKind.Text).Labelled("a text in double quotes");

    private static readonly Parser<Token, Value> One = Text.Map(token => new Value([token], false, token, token));

    private static readonly Parser<Token, Value> Many = Parser.Map(
        (open, texts, close) => new Value([.. texts], true, open, close),
        Sign("["),
        Text.ListedOrNoneBy(Sign(",")),
        Sign("]"));

    private static readonly Parser<Token, ParameterSyntax> Parameter = Parser.Map(
        (name, _, value) => value.ToParameter(name.ToName()),
        Parser<Token>.Token(token => token.Kind == TokenKind.Word).Labelled("a parameter"),
        Sign("="),
        One.Or(Many));

    /// <summary>All parameters with their parentheses, and nothing behind.</summary>
    public static readonly Parser<Token, ImmutableArray<ParameterSyntax>> Parameters = Sign("(")
        .Then(Parameter.Repeated()).Before(Sign(")")).Before(Parser<Token>.End);

    private static Parser<Token, Token> Sign(string sign) =>
        Parser<Token>.Token(token => token.IsSign(sign)).Labelled($"'{sign}'");

    private sealed record Value(ImmutableArray<Token> Texts, bool IsArray, Token First, Token Last)
    {
        public ParameterSyntax ToParameter(NameSyntax name) => new(
            name,
            [.. Texts.Select(token => token.Text ?? throw new InvalidOperationException("token without text"))],
            IsArray,
            First.Span with { Length = Last.Span.End - First.Span.Start });
    }
}
