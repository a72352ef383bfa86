using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>if, else if and else.</summary>
internal sealed partial class ConfigurationParser
{
    private StatementSyntax ParseIf(NameSyntax word)
    {
        var start = word.Span.Start;
        var tokens = ScanExpression(["then"], []);
        if (tokens.Tokens.Count == 0 && tokens.Stop.IsSign("{"))
        {
            return ParseBracedCondition(word);
        }

        var isThen = tokens.Stop.IsWord("then");
        var condition = Apply(ExpressionGrammar.WholeExpression, tokens.Tokens, out var failedAt);
        var isMended = Mend(
            tokens,
            ref failedAt,
            (ref at) => condition = Apply(ExpressionGrammar.WholeExpression, tokens.Tokens, out at),
            at => ScriptMistakes.InCondition(tokens, at));
        var mistake = condition is null ? ScriptMistakes.InCondition(tokens, failedAt)
            : isThen ? null
            : SyntaxDiagnostics.MissingThen(tokens.LastEnd);
        if (mistake is not null)
        {
            // What a mended condition still doesn't make sense of may well follow from the first slip.
            if (!isMended || condition is not null || MayStandAlone(mistake))
            {
                Report(mistake);
            }

            if (!isThen && !SkipToThen(tokens, failedAt, start))
            {
                return Error(start);
            }
        }

        var then = ParseBody("then", _reader.Position);
        var isElseWrong = false;
        var otherwise = ParseElse(ref isElseWrong);
        var span = _reader.SpanFrom(start);
        return condition is null ? new ErrorSyntax(span) { Statements = [.. then, .. otherwise] }
            : mistake is not null || isMended || isElseWrong ? new ErrorSyntax(span) { Statements = [new IfSyntax(condition, then, otherwise, span)] }
            : new IfSyntax(condition, then, otherwise, span);
    }

    /// <summary><c>if { … } then</c></summary>
    private ErrorSyntax ParseBracedCondition(NameSyntax word)
    {
        Report(SyntaxDiagnostics.BracesAroundCondition(_reader.Span(_reader.Position, 1)));
        SkipGroup();
        _reader.SkipSpace(withHash: true);
        if (!_reader.PeekWord(_reader.Position).Equals("then", StringComparison.OrdinalIgnoreCase))
        {
            return Error(word.Span.Start);
        }

        _reader.Position += "then".Length;
        var body = ParseBody("then", _reader.Position);
        var isElseWrong = false;
        return Error(word.Span.Start, [.. body, .. ParseElse(ref isElseWrong)]);
    }

    private ImmutableArray<StatementSyntax> ParseElse(ref bool isWrong)
    {
        var before = _reader.Position;
        _reader.SkipSpace(withHash: true);
        var start = _reader.Position;
        var word = _reader.PeekWord(start);
        var lower = word.ToLowerInvariant();
        if (lower is "elseif" or "elsif" or "elif")
        {
            isWrong = true;
            var span = _reader.Span(start, word.Length);
            Report(SyntaxDiagnostics.ElseIf(span, word));
            _reader.Position += word.Length;
            return [ParseIf(new NameSyntax(word, span))];
        }

        if (lower != "else" && !IsMisspeltElse(start, word))
        {
            _reader.Position = before;
            return [];
        }

        if (lower != "else")
        {
            isWrong = true;
            Report(SyntaxDiagnostics.UnknownStatement(_reader.Span(start, word.Length), word, "else"));
        }

        _reader.Position += word.Length;
        SkipThenBehindElse(ref isWrong);
        return ParseBody("else", _reader.Position);
    }

    /// <summary><c>else then</c></summary>
    private void SkipThenBehindElse(ref bool isWrong)
    {
        var before = _reader.Position;
        _reader.SkipBlanks();
        var then = _reader.PeekWord(_reader.Position);
        if (!then.Equals("then", StringComparison.OrdinalIgnoreCase))
        {
            _reader.Position = before;
            return;
        }

        isWrong = true;
        Report(SyntaxDiagnostics.ThenBehindElse(_reader.Span(_reader.Position, then.Length)));
        _reader.Position += then.Length;
    }

    private bool IsMisspeltElse(int start, string word)
    {
        if (word.Length == 0 || Suggestions.Nearest(word, ["else", .. StatementWords]) != "else")
        {
            return false;
        }

        var end = start + word.Length;
        while (end < _reader.Source.Content.Length && _reader.Source.Content[end] is ' ' or '\t')
        {
            end++;
        }

        return end < _reader.Source.Content.Length
            && (_reader.Source.Content[end] == '{' || _reader.PeekWord(end).Equals("if", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>After a condition without then: goes to where its action begins.</summary>
    /// <returns>False when there is none.</returns>
    private bool SkipToThen(TokenRun run, int failedAt, int start)
    {
        var failed = failedAt >= 0 && failedAt < run.Tokens.Count ? run.Tokens[failedAt] : run.Stop;
        if (ScriptMistakes.FindThenInUnclosedText(failed) is { } offset)
        {
            _reader.Position = offset;
            return true;
        }

        if (ScriptMistakes.IsMisspeltThen(failed))
        {
            _reader.Position = failed.Span.End;
            return true;
        }

        if (ScriptMistakes.FindAction(run, failedAt) is { } action)
        {
            _reader.Position = action.Span.Start;
            return true;
        }

        _reader.Position = run.Stop.Span.Start;
        if (run.Stop.IsSign("{") || (ScriptMistakes.IsActionWord(run.Stop) && !run.Stop.IsFirstOfLine))
        {
            return true;
        }

        // On the next line, the action of this rule is indented further than the rule.
        var isBody = run.Stop.Kind != TokenKind.End && !run.Stop.IsSign("}")
            && run.Stop.IsFirstOfLine && _reader.GetIndent(run.Stop.Span.Start) > _reader.GetIndent(start);
        return isBody;
    }

    private ErrorSyntax ParseStrayElse(NameSyntax word)
    {
        Report(SyntaxDiagnostics.StrayElse(word.Span));
        _reader.SkipSpace(withHash: true);
        return IsAtBodyEnd() ? Error(word.Span.Start) : Error(word.Span.Start, ParseBody("else", _reader.Position));
    }
}
