using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Slips that leave no doubt about what was meant: <c>=</c> for <c>==</c>, a value without quotes. They are read as what was
/// meant, so that the next mistake of the statement is found in the same run. The statement is left out all the same.
/// </summary>
internal static class Slips
{
    /// <summary>Of one statement; whoever has more writes another language.</summary>
    public const int Maximum = 20;

    /// <summary>Puts what was meant into an expression.</summary>
    /// <param name="tokens">Of the expression; changed.</param>
    /// <param name="at">Where its grammar stopped.</param>
    /// <param name="told">What is said about that.</param>
    /// <returns>False when it isn't sure enough what was meant.</returns>
    public static bool TryMendExpression(List<Token> tokens, int at, Diagnostic told)
    {
        if (TryMendText(tokens, at) || TrySkipInvisible(tokens, at))
        {
            return true;
        }

        if (told.Code == SyntaxDiagnostics.MissingAssignmentCode && told.Suggestion is null)
        {
            tokens.Insert(at, MakeSign("=", tokens[at - 1]));
            return true;
        }

        if (told.Code == SyntaxDiagnostics.MissingForeachParenthesisCode && at == 0)
        {
            tokens.Insert(0, MakeSign("(", tokens[0]));
            tokens.Add(MakeSign(")", tokens[^1]));
            return true;
        }

        if (told.Span is not { } place || told.Suggestion is not { } meant || meant == "then")
        {
            return false;
        }

        var isPercent = told.Code == SyntaxDiagnostics.PercentPropertyCode;
        var first = tokens.FindIndex(token => token.Span.Start == place.Start);
        var count = isPercent ? 3 : tokens.Count(token => token.Span.Start >= place.Start && token.Span.End <= place.End);
        if (first < 0 || count == 0 || first + count > tokens.Count || MakeToken(meant, place) is not { } mended)
        {
            return false;
        }

        tokens.RemoveRange(first, count);
        tokens.Insert(first, mended);
        return true;
    }

    /// <summary>Puts what was meant into the parentheses of an object.</summary>
    /// <param name="tokens">From parenthesis to parenthesis; changed.</param>
    /// <param name="at">Where their grammar stopped.</param>
    /// <returns>False when it isn't sure enough what was meant.</returns>
    public static bool TryMendObject(List<Token> tokens, int at)
    {
        if (at <= 0 || at >= tokens.Count)
        {
            return false;
        }

        var failed = tokens[at];
        if (TrySkipInvisible(tokens, at))
        {
            return true;
        }

        if (failed.Kind == TokenKind.Mistake || tokens[at - 1].IsSign("="))
        {
            return tokens[at - 1].IsSign("=") ? TryMendText(tokens, at) || TryQuote(tokens, at)
                : tokens[at - 1].Kind == TokenKind.Sign && TryMendText(tokens, at);
        }

        if ((failed.IsSign(",") || failed.IsSign(";")) && tokens[at - 1].Kind is TokenKind.Text or TokenKind.Sign)
        {
            tokens.RemoveAt(at);
            return true;
        }

        return false;
    }

    private static bool TrySkipInvisible(List<Token> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at] is not { Kind: TokenKind.Mistake, Written: "" })
        {
            return false;
        }

        tokens.RemoveAt(at);
        return true;
    }

    private static bool TryMendText(List<Token> tokens, int at)
    {
        if (at < 0 || at >= tokens.Count || tokens[at] is not { Kind: TokenKind.Mistake, Text: not null } text)
        {
            return false;
        }

        tokens[at] = text with { Kind = TokenKind.Text, Mistake = null };
        return true;
    }

    // name=/var/log/x: all that is written together.
    private static bool TryQuote(List<Token> tokens, int at)
    {
        if (tokens[at].Kind == TokenKind.Mistake && tokens[at].Mistake?.Code != SyntaxDiagnostics.UnquotedValueCode)
        {
            return false;
        }

        var run = ScriptMistakes.GetRun(tokens[at].Span);
        var count = tokens.Skip(at).TakeWhile(token => token.Span.End <= run.End).Count();
        if (count == 0 || tokens[at].IsSign(")"))
        {
            return false;
        }

        tokens.RemoveRange(at, count);
        tokens.Insert(at, MakeText(run.Source.Content.Substring(run.Start, run.Length), run));
        return true;
    }

    private static Token? MakeToken(string meant, TextSpan place) => meant switch
    {
        ['$', _, ..] => new Token(TokenKind.Property, meant[1..], place),
        ['"', .., '"'] => MakeText(meant[1..^1], place),
        [>= 'a' and <= 'z', ..] => new Token(TokenKind.Word, meant, place),
        ['=' or '<' or '>' or '!', ..] => new Token(TokenKind.Sign, meant, place),
        _ => null,
    };

    private static Token MakeSign(string sign, Token neighbour) => new(TokenKind.Sign, sign, neighbour.Span);

    private static Token MakeText(string value, TextSpan place) =>
        new(TokenKind.Text, value, place) { Text = new TextSyntax(value, place) };
}
