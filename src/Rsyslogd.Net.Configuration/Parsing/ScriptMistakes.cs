using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Finds out what somebody meant where a grammar of tokens has stopped: one diagnostic, at the cause.</summary>
internal static partial class ScriptMistakes
{
    private static readonly ImmutableArray<string> ActionWords =
        ["action", "stop", "call", "call_indirect", "set", "unset", "reset", "foreach", "continue", "if"];

    private static readonly Dictionary<string, string> ForeignWords = new()
    {
        ["eq"] = "==",
        ["equals"] = "==",
        ["equal"] = "==",
        ["is"] = "==",
        ["isequal"] = "==",
        ["isequalto"] = "==",
        ["in"] = "==",
        ["ne"] = "!=",
        ["neq"] = "!=",
        ["isnot"] = "!=",
        ["lt"] = "<",
        ["le"] = "<=",
        ["gt"] = ">",
        ["ge"] = ">=",
        ["beginswith"] = "startswith",
        ["begins"] = "startswith",
        ["starts"] = "startswith",
        ["ends"] = "endswith",
        ["has"] = "contains",
        ["includes"] = "contains",
        ["include"] = "contains",
        ["icontains"] = "contains_i",
    };

    private static readonly ImmutableArray<string> WordsAfterOperand = [.. ExpressionGrammar.OperatorWords, "then"];

    /// <summary>In the condition of an if.</summary>
    public static Diagnostic InCondition(TokenRun run, int at)
    {
        if (run.Tokens.Count == 0)
        {
            return SyntaxDiagnostics.MissingCondition(run.LastEnd);
        }

        var failed = run[at];
        var operand = at;
        if (FindAction(run, at) is { } action)
        {
            operand = run.Tokens.IndexOf(action);
        }
        else if (at < run.Tokens.Count || failed.Mistake is not null)
        {
            return InExpression(run, at, "if");
        }

        return operand > 0 && EndsOperand(run[operand - 1]) && FindOpen(run.Tokens, operand) is null
            ? SyntaxDiagnostics.MissingThen(new(failed.Span.Source, run[operand - 1].Span.End, 0))
            : InExpression(run, at, "if");
    }

    /// <summary>Whether an action begins with that word.</summary>
    public static bool IsActionWord(Token token) => token.Kind == TokenKind.Word && ActionWords.Any(token.IsWord);

    /// <summary>The token with which an action begins at (or right before) where a condition became wrong: then is missing
    /// before it. Null: the mistake is another one.</summary>
    public static Token? FindAction(TokenRun run, int at)
    {
        // "x" /var/log/y: the slash was taken for a division, and "var" for a function.
        for (var i = Math.Min(at, run.Tokens.Count - 1); i > 0 && i >= at - 2; i--)
        {
            if (BeginsAction(run[i], run.Tokens, i))
            {
                return run[i];
            }
        }

        return null;
    }

    /// <summary>In set, reset and unset.</summary>
    public static Diagnostic InAssignment(TokenRun run, int at, string statement)
    {
        var failed = run[at];
        if (at == 0)
        {
            return AtVariable(run, failed, statement);
        }

        var isUnset = string.Equals(statement, "unset", StringComparison.OrdinalIgnoreCase);
        if (at == 1 && !isUnset)
        {
            return AtAssignment(run, failed);
        }

        var isNext = failed.IsFirstOfLine || ActionWords.Any(failed.IsWord) || failed.IsSign("{") || failed.IsSign("}");
        return failed.Mistake is null && EndsOperand(run[at - 1]) && (isNext || isUnset) && FindOpen(run.Tokens, at) is null
            ? SyntaxDiagnostics.MissingSemicolon(new(failed.Span.Source, run[at - 1].Span.End, 0), statement)
            : InExpression(run, at, statement);
    }

    private static Diagnostic AtAssignment(TokenRun run, Token failed)
    {
        var isGlued = failed.IsSign(":") && run[2].IsSign("=") && run[2].Span.Start == failed.Span.End;
        return isGlued ? SyntaxDiagnostics.MissingAssignment(failed.Span with { Length = 2 }, "=")
            : failed.IsSign("==") || failed.IsSign(":") ? SyntaxDiagnostics.MissingAssignment(failed.Span, "=")
            : failed.Mistake ?? SyntaxDiagnostics.MissingAssignment(new(failed.Span.Source, run[0].Span.End, 0), null);
    }

    private static Diagnostic AtVariable(TokenRun run, Token failed, string statement, int at = 0)
    {
        var isRoot = failed.Written is "." or "!" or "/" && run[at + 1].Kind == TokenKind.Word;
        var name = isRoot ? failed.Written + run[at + 1].Written : failed.Kind == TokenKind.Word ? "." + failed.Written : null;
        return (isRoot ? null : failed.Mistake) ?? SyntaxDiagnostics.MissingVariable(
            run.Tokens.Count == 0 ? run.LastEnd : isRoot ? Join(failed, run[at + 1]) : failed.Span, statement, name);
    }

    private static TextSpan Join(Token first, Token last) => first.Span with { Length = last.Span.End - first.Span.Start };

    /// <summary>Between foreach and do.</summary>
    public static Diagnostic InForeach(TokenRun run, int at)
    {
        var failed = run[at];
        if (at == 1)
        {
            return AtVariable(run, failed, "foreach (", at);
        }

        if (failed.Mistake is not null)
        {
            return failed.Mistake;
        }

        return at switch
        {
            0 => SyntaxDiagnostics.MissingForeachParenthesis(run.Tokens.Count == 0 ? run.LastEnd : failed.Span),
            2 => SyntaxDiagnostics.MissingIn(failed.Span),
            _ => InExpression(run, at, "foreach"),
        };
    }

    /// <summary>In any expression.</summary>
    public static Diagnostic InExpression(TokenRun run, int at, string statement)
    {
        var failed = run[at];
        if (failed is { Kind: TokenKind.Mistake, Written: "~" } && run[at + 1].Kind == TokenKind.Text)
        {
            return SyntaxDiagnostics.RegexOperator(failed.Span, "~");
        }

        if (failed.Mistake is not null)
        {
            return failed.Mistake;
        }

        var previous = at > 0 ? run[at - 1] : default;
        var open = FindOpen(run.Tokens, Math.Min(at, run.Tokens.Count));
        if (at > 0 && EndsOperand(previous))
        {
            return AfterOperand(run, at, previous, open);
        }

        if (at > 0 && previous.Kind == TokenKind.Word && !ExpressionGrammar.IsOperatorWord(previous.Written))
        {
            return SyntaxDiagnostics.BareWord(previous.Span, previous.Written, SuggestValue(previous.Written));
        }

        if (previous.IsSign("[") || (previous.IsSign(",") && open is { } bracket && bracket.IsSign("[")))
        {
            return SyntaxDiagnostics.UnquotedArrayItem(failed.Span);
        }

        return AtOperand(run, at, failed, previous, statement);
    }

    /// <summary>A bare word is a property whose <c>$</c> is missing, or else a text without quotes.</summary>
    private static string SuggestValue(string word) => PropertyNames.TryGetInExpression(word, out _)
        ? "$" + word
        : Suggestions.Nearest(word, PropertyNames.All.Select(row => row.Name)) is { } nearest && word.Length > 4
            ? "$" + nearest
            : $"\"{word}\"";

    private static Diagnostic AtOperand(TokenRun run, int at, Token failed, Token previous, string statement)
    {
        if (failed.IsSign("%") && run[at + 1].Kind == TokenKind.Word)
        {
            return SyntaxDiagnostics.PercentProperty(failed.Span, run[at + 1].Written);
        }

        if (failed.IsSign("!"))
        {
            return SyntaxDiagnostics.ForeignOperator(failed.Span, "!", "not");
        }

        if (failed.IsSign("=") && previous.Kind == TokenKind.Sign)
        {
            return SyntaxDiagnostics.ForeignOperator(failed.Span, previous.Written + "=", previous.Written);
        }

        if (previous.IsSign("(") && failed.IsSign(")"))
        {
            return SyntaxDiagnostics.EmptyParentheses(failed.Span);
        }

        return at == 0 && run.Tokens.Count == 0
            ? SyntaxDiagnostics.MissingExpression(run.LastEnd, statement)
            : SyntaxDiagnostics.MissingOperand(
                at > 0 ? previous.Span : failed.Span, at > 0 ? previous.Written : failed.Written, at > 0);
    }

    private static bool IsCall(TokenRun run, Token open)
    {
        var index = run.Tokens.IndexOf(open);
        return open.IsSign("[") || (index > 0 && run[index - 1].Kind == TokenKind.Word && !ExpressionGrammar.IsOperatorWord(run[index - 1].Written));
    }

    private static Diagnostic AfterOperand(TokenRun run, int at, Token previous, Token? open)
    {
        var failed = run[at];
        if (open is { } bracket && (at >= run.Tokens.Count || (failed.IsFirstOfLine && failed.Kind == TokenKind.Word)))
        {
            return SyntaxDiagnostics.UnclosedBracket(bracket.Span, bracket.Written[0]);
        }

        if (failed.IsSign(")") || failed.IsSign("]"))
        {
            return open is { } other
                ? SyntaxDiagnostics.UnclosedBracket(other.Span, other.Written[0])
                : SyntaxDiagnostics.StrayBracket(failed.Span, failed.Written);
        }

        if (failed.Kind == TokenKind.Sign)
        {
            var next = run[at + 1];
            var isGlued = next.Kind == TokenKind.Sign && next.Span.Source is not null && next.Span.Start == failed.Span.End;
            return failed.Written switch
            {
                "=" when isGlued && next.IsSign(">") =>
                    SyntaxDiagnostics.ForeignOperator(failed.Span with { Length = 2 }, "=>", ">="),
                "=" when isGlued && next.IsSign("<") =>
                    SyntaxDiagnostics.ForeignOperator(failed.Span with { Length = 2 }, "=<", "<="),
                "," when previous.Kind == TokenKind.Text && (open is not { } outer || !IsCall(run, outer)) =>
                    SyntaxDiagnostics.ValuesNeedBrackets(open is { } paren && paren.IsSign("(") ? paren.Span : failed.Span),
                "=" => SyntaxDiagnostics.ForeignOperator(failed.Span, "=", "=="),
                "===" => SyntaxDiagnostics.ForeignOperator(failed.Span, "===", "=="),
                "&&" => SyntaxDiagnostics.ForeignOperator(failed.Span, "&&", "and"),
                "||" => SyntaxDiagnostics.ForeignOperator(failed.Span, "||", "or"),
                "=~" => SyntaxDiagnostics.RegexOperator(failed.Span, "=~"),
                "!" => SyntaxDiagnostics.NegatedOperator(failed.Span, "!"),
                _ => SyntaxDiagnostics.MissingOperator(failed.Span),
            };
        }

        if (failed.Kind != TokenKind.Word)
        {
            return open is { } list && list.IsSign("[")
                ? SyntaxDiagnostics.MissingComma(failed.Span)
                : SyntaxDiagnostics.MissingOperator(failed.Span);
        }

        return failed.Written.ToLowerInvariant() switch
        {
            { } word when ForeignWords.TryGetValue(word, out var meant) =>
                SyntaxDiagnostics.ForeignOperator(failed.Span, failed.Written, meant),
            "matches" or "match" or "regex" or "like" or "ereregex" => SyntaxDiagnostics.RegexOperator(failed.Span, failed.Written),
            "not" => SyntaxDiagnostics.NegatedOperator(failed.Span, failed.Written),
            _ => SyntaxDiagnostics.UnknownOperator(
                failed.Span, failed.Written, Suggestions.Nearest(failed.Written, WordsAfterOperand)),
        };
    }

    /// <summary>All that is written together, up to a blank or a closing parenthesis.</summary>
    public static TextSpan GetRun(TextSpan first)
    {
        var end = first.Start;
        while (end < first.Source.Content.Length && first.Source.Content[end] is not ' ' and not '\t' and not '\r' and not '\n' and not ')'
            and not ',' and not ';')
        {
            end++;
        }

        return first with { Length = Math.Max(first.Length, end - first.Start) };
    }

    /// <summary>Whether an operand can end with that token, so that an operator has to follow.</summary>
    public static bool EndsOperand(Token token) =>
        token.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Property || token.IsSign(")") || token.IsSign("]");

    /// <summary>Whether a word is surely meant to be then.</summary>
    public static bool IsMisspeltThen(Token token) => token.Kind == TokenKind.Word
        && Suggestions.Nearest(token.Written, WordsAfterOperand) == "then";

    /// <summary>Whether an action begins with that token of a condition, so that then is missing before it.</summary>
    private static bool BeginsAction(Token token, List<Token> tokens, int at)
    {
        if (!EndsOperand(tokens[at - 1]))
        {
            return false;
        }

        // "$msg ~ "text"" is a comparison of another language.
        if (token.Written == "~" && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Text)
        {
            return false;
        }

        if (token.IsSign("{") || IsActionWord(token)
            || (token.Kind == TokenKind.Mistake && token.Written is "@" or "~" or "?" or "|" or "^"))
        {
            return true;
        }

        // "/var/log/x", "-/var/log/x": a sign that is glued to what follows it, and not to what stands before.
        var next = at + 1 < tokens.Count ? tokens[at + 1] : default;
        var isGlued = next.Span.Source is not null && next.Span.Start == token.Span.End;
        return (token.IsSign("/") || token.IsSign("-") || token.IsSign(":")) && isGlued && next.Kind != TokenKind.Number
            && tokens[at - 1].Span.End < token.Span.Start;
    }

    /// <summary>When a quote was not closed and so took "then" into the text: the place behind that word.</summary>
    public static int? FindThenInUnclosedText(Token token)
    {
        if (token.Kind != TokenKind.Mistake || token.Span.Length != 1)
        {
            return null;
        }

        var index = token.Written.LastIndexOf(" then", StringComparison.OrdinalIgnoreCase);
        var end = index + 5;
        return index >= 0 && (end == token.Written.Length || token.Written[end] is ' ' or '\t' or '{')
            ? token.Span.Start + end
            : null;
    }

    private static Token? FindOpen(List<Token> tokens, int before)
    {
        var open = new Stack<Token>();
        for (var i = 0; i < Math.Min(before, tokens.Count); i++)
        {
            if (tokens[i].IsSign("(") || tokens[i].IsSign("["))
            {
                open.Push(tokens[i]);
            }
            else if ((tokens[i].IsSign(")") || tokens[i].IsSign("]")) && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }
}
