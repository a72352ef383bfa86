using System.Collections.Immutable;
using Pidgin;
using Pidgin.Expression;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Expressions of RainerScript. From the strongest to the weakest:
/// <code>
/// not -      (one operand)
/// * / %
/// + - &amp;
/// == != &lt;&gt; &lt; &lt;= &gt; &gt;= contains contains_i startswith startswith_i endswith endswith_i
/// and or     (equal, from left to right)
/// </code>
/// so that <c>not $msg contains "x"</c> is <c>(not $msg) contains "x"</c>, and <c>"a" &amp; 1 + 2</c> adds "a1" and 2.
/// </summary>
internal static class ExpressionGrammar
{
    /// <summary>Operators that are words, in the order suggestions should prefer them.</summary>
    public static readonly ImmutableArray<string> OperatorWords =
        ["contains", "contains_i", "startswith", "startswith_i", "endswith", "endswith_i", "and", "or", "not"];

    private static readonly Parser<Token, Token> Name = Parser<Token>
        .Token(token => token.Kind == TokenKind.Word && !IsOperatorWord(token.Written)).Labelled("a function");

    private static readonly Parser<Token, StringSyntax> Text = Kind(TokenKind.Text, "a text")
        .Map(token => new StringSyntax(token.Text ?? throw new InvalidOperationException("token without text"), token.Span));

    private static readonly Parser<Token, ExpressionSyntax> Number = Kind(TokenKind.Number, "a number")
        .Map(token => (ExpressionSyntax)new NumberSyntax(token.Number, token.Span));

    private static readonly Parser<Token, PropertySyntax> PropertyToken = Kind(TokenKind.Property, "a property")
        .Map(token => new PropertySyntax(token.Written, token.Span));

    private static readonly Parser<Token, ExpressionSyntax> ArrayLiteral = Parser.Map(
        (open, items, close) => (ExpressionSyntax)new ArraySyntax([.. items], Join(open.Span, close.Span)),
        Sign("["),
        Text.ListedOrNoneBy(Sign(",")),
        Sign("]"));

    private static readonly Parser<Token, ExpressionSyntax> Group = Parser.Map(
        (open, inner, close) => inner with { Span = Join(open.Span, close.Span) },
        Sign("("),
        Parser.Rec(GetExpression),
        Sign(")"));

    private static readonly Parser<Token, ExpressionSyntax> Call = Parser.Map(
        CreateCall,
        Name,
        Sign("(").Then(Parser.Rec(GetExpression).ListedOrNoneBy(Sign(","))),
        Sign(")"));

    private static readonly Parser<Token, ExpressionSyntax> Operand = Parser.OneOf(
        Text.Map(text => (ExpressionSyntax)text),
        Number,
        PropertyToken.Map(property => (ExpressionSyntax)property),
        ArrayLiteral,
        Group,
        Call);

    /// <summary>An expression; whatever follows it is left.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Expression = ExpressionParser.Build(
        Operand,
        new[]
        {
            Operator.PrefixChainable(Unary(WordToken("not"), UnaryOperator.Not), Unary(Sign("-"), UnaryOperator.Negate)),
            Row(
                Binary(Sign("*"), BinaryOperator.Multiply),
                Binary(Sign("/"), BinaryOperator.Divide),
                Binary(Sign("%"), BinaryOperator.Modulo)),
            Row(
                Binary(Sign("+"), BinaryOperator.Add),
                Binary(Sign("-"), BinaryOperator.Subtract),
                Binary(Sign("&"), BinaryOperator.Concatenate)),
            Row(
                Binary(Sign("=="), BinaryOperator.Equal),
                Binary(Sign("!="), BinaryOperator.NotEqual),
                Binary(Sign("<>"), BinaryOperator.NotEqual),
                Binary(Sign("<="), BinaryOperator.LessOrEqual),
                Binary(Sign("<"), BinaryOperator.Less),
                Binary(Sign(">="), BinaryOperator.GreaterOrEqual),
                Binary(Sign(">"), BinaryOperator.Greater),
                Binary(WordToken("contains"), BinaryOperator.Contains),
                Binary(WordToken("contains_i"), BinaryOperator.ContainsIgnoreCase),
                Binary(WordToken("startswith"), BinaryOperator.StartsWith),
                Binary(WordToken("startswith_i"), BinaryOperator.StartsWithIgnoreCase),
                Binary(WordToken("endswith"), BinaryOperator.EndsWith),
                Binary(WordToken("endswith_i"), BinaryOperator.EndsWithIgnoreCase)),
            Row(
                Binary(WordToken("and"), BinaryOperator.And),
                Binary(WordToken("or"), BinaryOperator.Or)),
        });

    /// <summary>An expression, and nothing behind it.</summary>
    public static readonly Parser<Token, ExpressionSyntax> WholeExpression = Expression.Before(Parser<Token>.End);

    /// <summary><c>$!v = EXPR</c>, of set and reset.</summary>
    public static readonly Parser<Token, (PropertySyntax Variable, ExpressionSyntax Value)> Assignment = Parser.Map(
        (variable, _, value) => (variable, value), PropertyToken, Sign("="), Expression).Before(Parser<Token>.End);

    /// <summary><c>$!v</c>, of unset.</summary>
    public static readonly Parser<Token, PropertySyntax> Variable = PropertyToken.Before(Parser<Token>.End);

    /// <summary><c>($.i in EXPR)</c>, of foreach.</summary>
    public static readonly Parser<Token, (PropertySyntax Item, ExpressionSyntax Collection)> ForeachHead = Parser.Map(
        (item, _, collection) => (item, collection),
        Sign("(").Then(PropertyToken),
        WordToken("in"),
        Expression.Before(Sign(")"))).Before(Parser<Token>.End);

    /// <summary><c>(EXPR, EXPR)</c></summary>
    public static readonly Parser<Token, ImmutableArray<ExpressionSyntax>> Arguments = Sign("(")
        .Then(Expression.ListedOrNoneBy(Sign(","))).Before(Sign(")")).Before(Parser<Token>.End);

    /// <summary>Whether a word is an operator.</summary>
    public static bool IsOperatorWord(string word) => OperatorWords.Contains(word, StringComparer.OrdinalIgnoreCase);

    // The grammar is recursive, and static fields are set in the order of the text.
    private static Parser<Token, ExpressionSyntax> GetExpression() => Expression;

    private static Parser<Token, Token> Kind(TokenKind kind, string label) =>
        Parser<Token>.Token(token => token.Kind == kind).Labelled(label);

    private static Parser<Token, Token> Sign(string sign) =>
        Parser<Token>.Token(token => token.IsSign(sign)).Labelled($"'{sign}'");

    private static Parser<Token, Token> WordToken(string word) =>
        Parser<Token>.Token(token => token.IsWord(word)).Labelled($"'{word}'");

    private static OperatorTableRow<Token, ExpressionSyntax> Row(
        params Parser<Token, Func<ExpressionSyntax, ExpressionSyntax, ExpressionSyntax>>[] operators) =>
        Operator.InfixL(Parser.OneOf(operators));

    private static Parser<Token, Func<ExpressionSyntax, ExpressionSyntax, ExpressionSyntax>> Binary(
        Parser<Token, Token> sign, BinaryOperator kind) =>
        sign.Map<Func<ExpressionSyntax, ExpressionSyntax, ExpressionSyntax>>(token => (left, right) =>
            new BinarySyntax(kind, token.Span, left, right, Join(left.Span, right.Span)));

    private static Parser<Token, Func<ExpressionSyntax, ExpressionSyntax>> Unary(Parser<Token, Token> sign, UnaryOperator kind) =>
        sign.Map<Func<ExpressionSyntax, ExpressionSyntax>>(token => operand =>
            new UnarySyntax(kind, operand, Join(token.Span, operand.Span)));

    // A selector in prifilt() has been checked when the tokens were read; a wrong one never gets here.
    private static ExpressionSyntax CreateCall(Token name, ImmutableArray<ExpressionSyntax> all, Token close)
    {
        var span = Join(name.Span, close.Span);
        return name.IsWord("prifilt") && all is [StringSyntax text] && SelectorGrammar.Parse(text.Text, out _) is { } selector
            ? new PriorityFilterSyntax(selector, span)
            : new FunctionCallSyntax(name.ToName(), all, span);
    }

    private static TextSpan Join(TextSpan first, TextSpan last) => new(first.Source, first.Start, last.End - first.Start);
}
