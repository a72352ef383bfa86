using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Bodies of rules, and blocks.</summary>
internal sealed partial class ConfigurationParser
{
    private bool IsTooDeep => _blocks.Count - _elseIfs >= MaximumDepth;

    /// <summary>What follows then, else, do or a filter: a block, or one statement with its <c>&amp;</c> lines.</summary>
    private ImmutableArray<StatementSyntax> ParseBody(string behind, int behindEnd, bool isRule = false)
    {
        SkipToBody();
        if (isRule && _reader.IsFirstOfLine(_reader.Position) && IsAtRule())
        {
            return [MissingAction(behind, behindEnd)];
        }

        if (_reader.Peek() == '{')
        {
            return ParseBlock(behind == "then");
        }

        if (!isRule && _reader.IsFirstOfLine(_reader.Position) && IsAtRule()
            && _reader.GetIndent(_reader.Position) <= _reader.GetIndent(behindEnd))
        {
            Report(SyntaxDiagnostics.RuleInsteadOfAction(_reader.Span(behindEnd, 0), behind) with
            {
                Notes = [("this rule", _reader.Span(_reader.Position, GetSelectorLength(_reader.Position) is > 0 and var length ? length : 1))],
            });
        }

        var elseIf = behind == "else" && _reader.PeekWord(_reader.Position).Equals("if", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (elseIf == 0 ? IsTooDeep : _elseIfs >= MaximumElseIfs)
        {
            return RefuseDepth();
        }

        if (_reader.Peek() == '(')
        {
            return [ParseParenthesizedBlock()];
        }

        if (IsAtBodyEnd())
        {
            return [MissingAction(behind, behindEnd)];
        }

        // Depth counts nested bodies, too: "if a then if b then …" nests without a brace.
        var isOnNextLine = !isRule && _reader.GetLineEnd(behindEnd) < _reader.Position;
        _blocks.Add(OpenBlock.None);
        _elseIfs += elseIf;
        try
        {
            var body = ParseActionList();
            _bareBody = isOnNextLine ? new BareBody(_reader.Span(behindEnd, 0), behind, 0) : null;
            return body;
        }
        finally
        {
            _blocks.RemoveAt(_blocks.Count - 1);
            _elseIfs -= elseIf;
        }
    }

    /// <summary><c>( statements )</c>: told, and skipped.</summary>
    private ErrorSyntax ParseParenthesizedBlock()
    {
        var open = _reader.Span(_reader.Position, 1);
        Report(SyntaxDiagnostics.ParenthesesForBraces(open));
        SkipGroup();
        return new ErrorSyntax(open);
    }

    private ImmutableArray<StatementSyntax> ParseBlock(bool isThen = false)
    {
        var open = _reader.Span(_reader.Position, 1);
        if (IsTooDeep)
        {
            return RefuseDepth();
        }

        _reader.Position++;
        var block = new OpenBlock(open, _reader.GetIndent(open.Start)) { IsThen = isThen };
        _blocks.Add(block);
        var statements = ParseStatements();
        _blocks.RemoveAt(_blocks.Count - 1);
        CloseBlock(block);
        return statements;
    }

    /// <summary>Nobody writes such a thing; the rest of the text is not looked at, so that it costs nothing either.</summary>
    private ImmutableArray<StatementSyntax> RefuseDepth()
    {
        var place = _reader.Span(_reader.Position, 1);
        Report(SyntaxDiagnostics.TooDeep(place));
        _reader.Position = _reader.Source.Content.Length;
        _isBraceReported = true;
        return [new ErrorSyntax(place)];
    }

    private ErrorSyntax MissingAction(string behind, int behindEnd)
    {
        var place = _reader.Span(behindEnd, 0);
        Report(SyntaxDiagnostics.MissingAction(place, behind));
        _forgivenBraces += _reader.Peek() == '}' && _blocks.Count == 0 ? 1 : 0;
        return new ErrorSyntax(place);
    }

    /// <summary>Skips blanks, comments, line ends, and the <c>\</c> that joins lines.</summary>
    private void SkipToBody()
    {
        while (true)
        {
            _reader.SkipSpace(withHash: true);
            if (_reader.Peek() != '\\' || _reader.GetLineEnd(_reader.Position) != _reader.Position + 1)
            {
                return;
            }

            _reader.SkipLine();
        }
    }

    /// <summary>Whether what stands here cannot be an action: the end, a closing brace, or on a new line the next rule.</summary>
    private bool IsAtBodyEnd()
    {
        var next = _reader.Peek();
        return _reader.IsAtEnd || next is '}' or '&'
            || (next == '$' && _reader.IsFirstOfLine(_reader.Position) && char.IsAsciiLetter(_reader.Peek(1)));
    }

    /// <summary>Whether another rule begins here, so that the one above has no action. (rsyslog would nest them.)</summary>
    private bool IsAtRule() =>
        IsAtSelector() || _reader.Peek() is '!' or '+' || (_reader.Peek() == ':' && !IsAtModuleAction());

    /// <summary>Skips from an opening bracket to behind its partner, or to the end of the line if it has none.</summary>
    private void SkipGroup()
    {
        var start = _reader.Position;
        var depth = 0;
        while (true)
        {
            var token = _lexer.ReadInObject();
            depth += token.IsSign("{") || token.IsSign("(") ? 1 : token.IsSign("}") || token.IsSign(")") ? -1 : 0;
            if (token.Kind == TokenKind.End)
            {
                _reader.Position = start;
                _reader.SkipLine();
                return;
            }

            if (depth == 0)
            {
                return;
            }
        }
    }
}
