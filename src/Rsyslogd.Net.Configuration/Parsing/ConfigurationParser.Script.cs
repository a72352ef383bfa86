using System.Collections.Immutable;
using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Statements of RainerScript.</summary>
internal sealed partial class ConfigurationParser
{
    /// <summary>Tells the slips of a statement, each kind once, and reads it as it was meant.</summary>
    /// <param name="run">Its tokens; changed.</param>
    /// <param name="failedAt">Where its grammar stopped; -1: it was read.</param>
    /// <param name="read">Reads the tokens again.</param>
    /// <param name="explain">What is wrong at a token.</param>
    /// <returns>Whether there were any.</returns>
    private bool Mend(TokenRun run, ref int failedAt, ReadAgain read, Func<int, Diagnostic> explain)
    {
        var told = new HashSet<(string, string?)>();
        for (var slips = 0; failedAt >= 0 && slips < Slips.Maximum && run.Tokens.Count > 0; slips++)
        {
            var slip = explain(failedAt);
            if (!Slips.TryMendExpression(run.Tokens, failedAt, slip))
            {
                break;
            }

            if (told.Add((slip.Code, slip.Suggestion)))
            {
                Report(slip);
            }

            read(ref failedAt);
        }

        return told.Count > 0;
    }

    private delegate void ReadAgain(ref int failedAt);

    /// <summary>Whether a mistake follows from no slip before it.</summary>
    private static bool MayStandAlone(Diagnostic mistake) =>
        mistake.Code is SyntaxDiagnostics.UnclosedBracketCode or SyntaxDiagnostics.MissingSemicolonCode;

    private StatementSyntax ParseSet(NameSyntax word)
    {
        var run = ScanExpression([], [";"]);
        var parsed = ApplyValue(ExpressionGrammar.Assignment, run.Tokens, out var failedAt);
        var isMended = Mend(
            run,
            ref failedAt,
            (ref at) => parsed = ApplyValue(ExpressionGrammar.Assignment, run.Tokens, out at),
            at => ScriptMistakes.InAssignment(run, at, word.Text));
        if (parsed is not { } assignment)
        {
            return FailScript(word, ScriptMistakes.InAssignment(run, failedAt, word.Text), run, isMended);
        }

        var error = CheckVariable(word, assignment.Variable, run);
        return error is not null ? error
            : isMended ? Error(word.Span.Start)
            : new SetSyntax(assignment.Variable, assignment.Value, word.Is("reset"), _reader.SpanFrom(word.Span.Start));
    }

    private StatementSyntax ParseUnset(NameSyntax word)
    {
        var run = ScanExpression([], [";"]);
        var variable = Apply(ExpressionGrammar.Variable, run.Tokens, out var failedAt);
        var isMended = Mend(
            run,
            ref failedAt,
            (ref at) => variable = Apply(ExpressionGrammar.Variable, run.Tokens, out at),
            at => ScriptMistakes.InAssignment(run, at, word.Text));
        var error = variable is null
            ? FailScript(word, ScriptMistakes.InAssignment(run, failedAt, word.Text), run, isMended)
            : CheckVariable(word, variable, run);
        return error is not null || variable is null || isMended
            ? Error(word.Span.Start)
            : new UnsetSyntax(variable, _reader.SpanFrom(word.Span.Start));
    }

    private ErrorSyntax? CheckVariable(NameSyntax word, PropertySyntax variable, TokenRun run) =>
        !variable.IsVariable ? FailScript(word, SyntaxDiagnostics.NotAVariable(variable.Span, word.Text, variable.Name), run)
        : !run.Stop.IsSign(";") ? FailScript(word, SyntaxDiagnostics.MissingSemicolon(run.LastEnd, word.Text), run)
        : null;

    private ErrorSyntax FailScript(NameSyntax word, Diagnostic mistake, TokenRun run, bool isMended = false)
    {
        if (!isMended || MayStandAlone(mistake))
        {
            Report(mistake);
        }

        var isObject = run.Stop.IsSign("{") && run.Tokens.Count > 0 && run.Tokens[^1].IsSign("=") && !run.Stop.IsFirstOfLine;
        if (isObject)
        {
            SkipGroup();
            SkipSemicolon();
        }
        else if (!run.Stop.IsSign(";"))
        {
            // Without ';' the statement ends with its line.
            var failed = mistake.Span ?? word.Span;
            _reader.Position = Math.Min(_reader.Position, Math.Max(_reader.GetLineEnd(failed.Start), word.Span.End));
        }

        return Error(word.Span.Start);
    }

    private StatementSyntax ParseForeach(NameSyntax word)
    {
        var start = word.Span.Start;
        var run = ScanExpression(["do"], []);
        var isDo = run.Stop.IsWord("do");
        Token? misspeltDo = !isDo && run.Stop.IsSign("{") && run[run.Tokens.Count - 2].IsSign(")") && run.Tokens[^1].Kind == TokenKind.Word
            ? run.Tokens[^1]
            : null;
        if (misspeltDo is not null)
        {
            run.Tokens.RemoveAt(run.Tokens.Count - 1);
        }

        var head = ApplyValue(ExpressionGrammar.ForeachHead, run.Tokens, out var failedAt);
        var isMended = Mend(
            run,
            ref failedAt,
            (ref at) => head = ApplyValue(ExpressionGrammar.ForeachHead, run.Tokens, out at),
            at => ScriptMistakes.InForeach(run, at));
        var mistake = head is null ? ScriptMistakes.InForeach(run, failedAt)
            : !isDo ? SyntaxDiagnostics.MissingDo(misspeltDo?.Span ?? run.LastEnd)
            : !head.Value.Item.IsVariable ? SyntaxDiagnostics.NotAVariable(head.Value.Item.Span, "foreach", head.Value.Item.Name)
            : null;
        if (mistake is not null)
        {
            if (!isMended || head is not null)
            {
                Report(mistake);
            }

            if (!isDo)
            {
                _reader.Position = run.Stop.Span.Start;
                if (!run.Stop.IsSign("{"))
                {
                    return Error(start);
                }
            }
        }

        var body = ParseBody("do", _reader.Position);
        return mistake is null && !isMended && head is { } found
            ? new ForeachSyntax(found.Item, found.Collection, body, _reader.SpanFrom(start))
            : Error(start, body);
    }

    private StatementSyntax ParseCall(NameSyntax word)
    {
        _reader.SkipBlanks();
        var start = _reader.Position;
        while (char.IsAsciiLetterOrDigit(_reader.Peek()) || _reader.Peek() is '_' or '-' or '.')
        {
            _reader.Position++;
        }

        var name = new NameSyntax(_reader.Source.Content[start.._reader.Position], _reader.SpanFrom(start));
        if (name.Text.Length > 0)
        {
            return End(new CallSyntax(name, _reader.SpanFrom(word.Span.Start)));
        }

        var isQuoted = _reader.Peek() is '"' or '\'' or '(';
        var inner = isQuoted ? _reader.PeekWord(isQuoted && _reader.Peek(1) is '"' or '\'' ? start + 2 : start + 1) : "";
        var place = isQuoted ? _reader.Span(start, 1) : _reader.Span(word.Span.End, 0);
        Report(SyntaxDiagnostics.MissingRulesetName(place, inner.Length > 0 ? $"call {inner}" : null));
        _reader.ReadLogicalLine();
        return Error(word.Span.Start);
    }

    private StatementSyntax ParseCallIndirect(NameSyntax word)
    {
        var run = ScanExpression([], [";"]);
        var name = Apply(ExpressionGrammar.WholeExpression, run.Tokens, out var failedAt);
        return name is null ? FailScript(word, ScriptMistakes.InExpression(run, failedAt, "call_indirect"), run)
            : !run.Stop.IsSign(";") ? FailScript(word, SyntaxDiagnostics.MissingSemicolon(run.LastEnd, word.Text), run)
            : new CallIndirectSyntax(name, _reader.SpanFrom(word.Span.Start));
    }

    private StatementSyntax ParseReload(NameSyntax word)
    {
        var run = ScanParentheses(_lexer.ReadInExpression, isObject: false);
        var arguments = ApplyValue(ExpressionGrammar.Arguments, run.Tokens, out var failedAt);
        return arguments is { } found
            ? End(new ReloadLookupTableSyntax(found, _reader.SpanFrom(word.Span.Start)))
            : FailScript(word, ScriptMistakes.InExpression(run, failedAt, word.Text), run);
    }

    /// <summary>The tokens up to one of these words or signs (which is read, too), or to what cannot belong to it: a brace,
    /// a line on which a statement begins, the end.</summary>
    private TokenRun ScanExpression(ImmutableArray<string> endWords, ImmutableArray<string> endSigns)
    {
        var tokens = new List<Token>();
        var depth = 0;
        while (true)
        {
            var token = _lexer.ReadInExpression();
            if ((token.Kind == TokenKind.Word && endWords.Contains(token.Written, StringComparer.OrdinalIgnoreCase))
                || (token.Kind == TokenKind.Sign && endSigns.Contains(token.Written)))
            {
                return new TokenRun(tokens, token);
            }

            if (token.Kind == TokenKind.End || token.IsSign("{") || token.IsSign("}")
                || (token.IsFirstOfLine && tokens.Count > 0 && BeginsStatement(token, ScriptMistakes.EndsOperand(tokens[^1]), false)))
            {
                _reader.Position = token.Span.Start;
                return new TokenRun(tokens, token);
            }

            // A comment on the next line: this one was complete, but for its end.
            if (!endSigns.IsEmpty && token.IsFirstOfLine && token.Written == "#" && tokens.Count > 0 && ScriptMistakes.EndsOperand(tokens[^1]))
            {
                _reader.Position = token.Span.Start;
                return new TokenRun(tokens, token with { Mistake = null });
            }

            // "if $msg contains "x" stop": then is missing, and the action begins here.
            if (tokens.Count > 0 && ScriptMistakes.EndsOperand(tokens[^1]) && ScriptMistakes.IsActionWord(token))
            {
                _reader.Position = token.Span.Start;
                return new TokenRun(tokens, token);
            }

            tokens.Add(CheckDepth(CheckPriorityFilter(tokens, token), tokens.Count, ref depth));
        }
    }

    /// <summary>Nesting deeper than any honest expression becomes a mistake, before recursion meets it.</summary>
    private static Token CheckDepth(Token token, int count, ref int depth)
    {
        var isPrefix = token.IsWord("not") || token.IsSign("-");
        depth += token.IsSign("(") || token.IsSign("[") || isPrefix ? 1 : token.IsSign(")") || token.IsSign("]") ? -1 : 0;
        return (depth > MaximumDepth && !isPrefix) || depth > 10 * MaximumDepth || count > MaximumTokens
            ? token with { Kind = TokenKind.Mistake, Mistake = SyntaxDiagnostics.TooDeep(token.Span) }
            : token;
    }

    private static Token CheckPriorityFilter(List<Token> tokens, Token token)
    {
        var isSelector = token is { Kind: TokenKind.Text, Text: not null } && tokens.Count > 1
            && tokens[^1].IsSign("(") && tokens[^2].IsWord("prifilt");
        if (!isSelector || token.Text is not { } text)
        {
            return token;
        }

        SelectorGrammar.Parse(text, out var mistake);
        return mistake is null ? token : token with { Kind = TokenKind.Mistake, Mistake = mistake };
    }

    private static T? Apply<T>(Parser<Token, T> parser, List<Token> tokens, out int failedAt)
        where T : class
    {
        var result = parser.ParseReadOnlyList(tokens);
        failedAt = result.Success ? -1 : result.Error!.ErrorOffset;
        return result.Success ? result.Value : null;
    }

    private static T? ApplyValue<T>(Parser<Token, T> parser, List<Token> tokens, out int failedAt)
        where T : struct
    {
        var result = parser.ParseReadOnlyList(tokens);
        failedAt = result.Success ? -1 : result.Error!.ErrorOffset;
        return result.Success ? result.Value : null;
    }
}
