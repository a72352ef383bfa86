using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Objects: <c>keyword(name="value" …)</c>.</summary>
internal sealed partial class ConfigurationParser
{
    private StatementSyntax ParseObject(NameSyntax keyword)
    {
        var start = keyword.Span.Start;
        if (FindStatementMeant(keyword) is { } statement)
        {
            return ParseMisspeltStatement(keyword, statement);
        }

        var isKnown = ObjectWords.Contains(keyword.Text, StringComparer.OrdinalIgnoreCase);
        var parameters = ReadParameters(reportMistakes: isKnown, out var isMended);
        if (keyword.Is("property") || keyword.Is("constant"))
        {
            Report(SyntaxDiagnostics.StrayTemplatePart(keyword.Span, keyword.Text));
            SkipStrayParts();
            return Error(start);
        }

        if (!isKnown)
        {
            var suggestion = Suggestions.Nearest(keyword.Text, [.. ObjectWords, .. StatementWords]);
            Report(SyntaxDiagnostics.UnknownObject(keyword.Span, keyword.Text, suggestion));
            return Error(start, ParseUnknownBody(suggestion));
        }

        if (keyword.Is("ruleset"))
        {
            return ParseRuleset(keyword, parameters, isMended);
        }

        if (keyword.Is("template"))
        {
            return ParseTemplate(keyword, parameters, isMended);
        }

        if (parameters is not { } found)
        {
            return Error(start);
        }

        var span = _reader.SpanFrom(start);
        return End(keyword.Is("include") ? _includes.Read(found, span) : new ObjectSyntax(keyword, found, span) { IsMended = isMended });
    }

    private StatementSyntax ParseRuleset(NameSyntax keyword, ImmutableArray<ParameterSyntax>? parameters, bool isMended)
    {
        var behind = _reader.Position;
        SkipToBody();
        if (_reader.Peek() == '(')
        {
            ParseParenthesizedBlock();
            return Error(keyword.Span.Start);
        }

        if (_reader.Peek() != '{')
        {
            var isOnNextLine = _reader.GetLineEnd(behind) < _reader.Position;
            _reader.Position = behind;
            if (parameters is not null)
            {
                Report(SyntaxDiagnostics.MissingRulesetBody(_reader.Span(behind, 0)));
            }

            // "ruleset(name="x"", and neither ) nor { behind it, is one mistake.
            SkipToClosingBrace(keyword.Span.Start, isOnNextLine || parameters is null);

            return Error(keyword.Span.Start);
        }

        var body = ParseBlock();
        return parameters is { } found
            ? new ObjectSyntax(keyword, found, _reader.SpanFrom(keyword.Span.Start)) { Body = body, IsMended = isMended }
            : Error(keyword.Span.Start, body);
    }

    /// <summary>Where a body has no opening brace, and its closing one stands below at the margin of its head, the statements
    /// between are left to be read, and that brace is no second mistake.</summary>
    private void SkipToClosingBrace(int start, bool isOnNextLine)
    {
        var content = _reader.Source.Content;
        var margin = _reader.GetIndent(start);
        var place = _reader.Position;
        while (isOnNextLine && place < content.Length)
        {
            var end = content.IndexOf('\n', place);
            place = end < 0 ? content.Length : end + 1;
            var first = place;
            while (first < content.Length && content[first] is ' ' or '\t' or '\r' or '\n')
            {
                first++;
            }

            if (first < content.Length && _reader.GetIndent(first) <= margin)
            {
                _forgivenBraces += content[first] == '}' && _blocks.Count == 0 ? 1 : 0;
                return;
            }
        }
    }

    /// <summary>The block behind an object that does not exist: most likely that of the object that was meant.</summary>
    private ImmutableArray<StatementSyntax> ParseUnknownBody(string? meant)
    {
        var behind = _reader.Position;
        SkipToBody();
        if (_reader.Peek() == '{')
        {
            if (meant == "ruleset")
            {
                return ParseBlock();
            }

            SkipGroup();
            SkipSemicolon();
            return [];
        }

        _reader.Position = behind;
        return [];
    }

    /// <summary>Reads the parentheses that are next.</summary>
    /// <returns>Null when something is wrong with them; it has been reported unless the caller does that.</returns>
    /// <param name="reportMistakes">Whether to report.</param>
    /// <param name="isMended">Whether a mistake was reported, and what was meant is returned.</param>
    private ImmutableArray<ParameterSyntax>? ReadParameters(bool reportMistakes, out bool isMended)
    {
        var run = ScanParentheses(_lexer.ReadInObject, isObject: true);
        var parameters = ApplyValue(ObjectGrammar.Parameters, run.Tokens, out var failedAt);
        isMended = false;
        if (parameters is not null || !reportMistakes)
        {
            return parameters;
        }

        var told = new HashSet<string>();
        for (var slips = 0; parameters is null && slips < Slips.Maximum && failedAt < run.Tokens.Count; slips++)
        {
            var slip = ScriptMistakes.InObject(run, failedAt);
            if (!Slips.TryMendObject(run.Tokens, failedAt))
            {
                break;
            }

            isMended = true;
            if (told.Add(slip.Code))
            {
                Report(slip);
            }

            parameters = ApplyValue(ObjectGrammar.Parameters, run.Tokens, out failedAt);
        }

        if (parameters is not null)
        {
            return parameters;
        }

        // "action(type="omfile"}": with no block open, that brace was meant to be the parenthesis.
        if (_blocks.Count == 0 && run.Stop.IsSign("}") && failedAt >= run.Tokens.Count && !run.Stop.IsFirstOfLine)
        {
            Report(SyntaxDiagnostics.BraceForParenthesis(run.Stop.Span));
            _reader.Position = run.Stop.Span.End;
            return null;
        }

        Report(ScriptMistakes.InObject(run, failedAt));

        return parameters;
    }

    /// <summary>The tokens from the opening parenthesis to its partner; without one to the line on which the next statement
    /// begins.</summary>
    private TokenRun ScanParentheses(Func<Token> read, bool isObject)
    {
        var tokens = new List<Token>();
        var depth = 0;
        while (true)
        {
            var token = read();
            var isNext = token.IsFirstOfLine && token.Kind != TokenKind.End && tokens.Count > 0
                && BeginsStatement(token, !tokens[^1].IsSign("="), isObject);
            if (token.Kind == TokenKind.End || isNext || IsBlockBrace(token))
            {
                _reader.Position = token.Span.Start;
                return new TokenRun(tokens, token);
            }

            tokens.Add(token);
            depth += token.IsSign("(") ? 1 : token.IsSign(")") ? -1 : 0;

            // The quote of a text that runs to the end of its line has swallowed the parenthesis.
            var isSwallowed = token.Kind == TokenKind.Mistake && token.Written.TrimEnd().EndsWith(')')
                && token.Span.End < _reader.Position;
            if (depth == 0 || isSwallowed)
            {
                return new TokenRun(tokens, token);
            }
        }
    }

    /// <summary>A brace at the beginning or the end of its line belongs to a block, and the parenthesis before it is open;
    /// any other one is a slip inside the parentheses.</summary>
    private bool IsBlockBrace(Token token)
    {
        if (!token.IsSign("{") && !token.IsSign("}"))
        {
            return false;
        }

        var rest = _reader.Source.Content.AsSpan(token.Span.End, _reader.GetLineEnd(token.Span.End) - token.Span.End);
        return token.IsFirstOfLine || rest.Trim().IsEmpty;
    }

    private bool BeginsStatement(Token token, bool isComplete, bool isObject)
    {
        var content = _reader.Source.Content;
        var start = token.Span.Start;
        var next = start + 1 < content.Length ? content[start + 1] : '\0';
        switch (content[start])
        {
            case '$':
                return isComplete && (isObject || char.IsAsciiLetter(next));
            case ':':
                return isComplete && char.IsAsciiLetter(next);
            case '&':
                return isComplete && next is ' ' or '\t' or '~' or '/' or '@' or '-' && !isObject
                    && BeginsChain(start + 1);
            case '/':
                return isComplete && char.IsAsciiLetter(next);
            case '*':
                return isComplete && next == '.';
        }

        return BeginsStatementAt(start) || (isComplete && LooksLikeSelector(start));
    }

    private bool BeginsChain(int offset)
    {
        while (offset < _reader.Source.Content.Length && _reader.Source.Content[offset] is ' ' or '\t')
        {
            offset++;
        }

        return offset < _reader.Source.Content.Length
            && (_reader.Source.Content[offset] is '/' or '-' or '?' or '|' or '@' or '^' or '~' or ':' or '*'
                || BeginsStatementAt(offset));
    }

    private bool BeginsStatementAt(int start)
    {
        var word = _reader.PeekWord(start);
        if (word.Length == 0)
        {
            return false;
        }

        var end = start + word.Length;
        while (end < _reader.Source.Content.Length && _reader.Source.Content[end] is ' ' or '\t')
        {
            end++;
        }

        var behind = end < _reader.Source.Content.Length ? _reader.Source.Content[end] : '\0';
        return (StatementWords.Contains(word, StringComparer.OrdinalIgnoreCase) && behind != '=')
            || (string.Equals(word, "else", StringComparison.OrdinalIgnoreCase) && behind != '=')
            || (behind == '(' && (word is "property" or "constant" || ObjectWords.Contains(word, StringComparer.OrdinalIgnoreCase)));
    }

    private bool LooksLikeSelector(int start)
    {
        var length = GetSelectorLength(start);
        var content = _reader.Source.Content;
        var run = content.AsSpan(start, length);
        var end = start + length;
        if (run.IndexOf('.') <= 0 || end >= content.Length || content[end] is not ' ' and not '\t')
        {
            return false;
        }

        while (end < content.Length && content[end] is ' ' or '\t')
        {
            end++;
        }

        return end < content.Length && content[end] != '=';
    }
}
