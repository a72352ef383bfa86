using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Selector and property filter rules.</summary>
internal sealed partial class ConfigurationParser
{
    /// <summary>Whether a selector begins here: names with commas and a dot, <c>*.</c>, or a name and then a dot.</summary>
    private bool IsAtSelector()
    {
        var length = GetSelectorLength(_reader.Position);
        if (length == 0 || !(char.IsAsciiLetterOrDigit(_reader.Peek()) || _reader.Peek() is '*'))
        {
            return false;
        }

        var run = _reader.Source.Content.AsSpan(_reader.Position, length);
        var behind = _reader.Peek(length);
        var gap = _reader.Peek(length) is ' ' or '\t' ? _reader.Peek(length + 1) : '\0';
        return (run.IndexOf('.') > 0 && behind != '(' && gap != '=' && behind != '"')
            || (run[^1] is ',' or ';' && behind is ' ' or '\t')
            || (run.IndexOfAny(',', ';', '.') < 0 && gap == '.' && char.IsAsciiLetterOrDigit(run[0])
                && !StatementWords.Contains(run.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    private int GetSelectorLength(int start)
    {
        var end = start;
        var content = _reader.Source.Content;
        while (end < content.Length && SelectorGrammar.IsSelectorCharacter(content[end]))
        {
            end++;
        }

        return end - start;
    }

    private StatementSyntax ParseSelectorRule()
    {
        var start = _reader.Position;
        var text = ReadSelector();
        var selector = SelectorGrammar.Parse(text, out var mistake);
        if (mistake is null && IsAtBar())
        {
            mistake = SyntaxDiagnostics.WrongSelectorSeparator(_reader.Span(_reader.Position, 1), "|", ";");
            Report(mistake);
            _reader.Position += 1 + GetSelectorLength(_reader.Position + 1);
            return SkipWrongRule(start);
        }

        if (mistake is not null)
        {
            var gap = _reader.Position;
            _reader.SkipBlanks();

            // "mail.info; kern.warn": the blank is the mistake, and what follows still belongs to the selector.
            var isSplit = _reader.Position > gap && ((text.Value[^1] is ';' or ',' or '.' && IsAtSelectorPiece())
                || _reader.Peek() is '.' or ',' or ';');
            if (isSplit)
            {
                mistake = SyntaxDiagnostics.BlankInSelector(_reader.Span(gap, 1));
                SkipSelectorPieces();
            }

            Report(mistake);
            return SkipWrongRule(start);
        }

        if (_reader.Peek() == ':' && _reader.Peek(1) is ' ' or '\t')
        {
            Report(SyntaxDiagnostics.UnexpectedInSelector(_reader.Span(_reader.Position++, 1), ":"));
            return SkipWrongRule(start);
        }

        var behind = _reader.Position;
        var actions = ParseBody(text.Value, behind, isRule: true);
        return selector is null ? Error(start) : new SelectorRuleSyntax(selector, actions, _reader.SpanFrom(start));
    }

    /// <summary>"mail.info|auth.info": no pipe, whose path would follow.</summary>
    private bool IsAtBar()
    {
        var length = _reader.Peek() == '|' ? GetSelectorLength(_reader.Position + 1) : 0;
        return length > 0 && _reader.Source.Content.AsSpan(_reader.Position + 1, length).IndexOf('.') > 0;
    }

    private bool IsAtSelectorPiece() => char.IsAsciiLetterOrDigit(_reader.Peek()) || _reader.Peek() is '*' or '.' or ',' or ';';

    /// <summary>Behind a wrong selector: a block or an object is read for its own mistakes; a line goes as it is.</summary>
    private ErrorSyntax SkipWrongRule(int start)
    {
        SkipToBody();
        if (_reader.Peek() == '{')
        {
            return Error(start, ParseBlock());
        }

        if (BeginsStatementAt(_reader.Position) && !_reader.IsFirstOfLine(_reader.Position))
        {
            return Error(start, ParseActionList());
        }

        if (!_reader.IsFirstOfLine(_reader.Position))
        {
            _reader.ReadLogicalLine();
            return Error(start, ParseChainedLines());
        }

        return Error(start);
    }

    private TextSyntax ReadSelector()
    {
        var start = _reader.Position;
        var text = new System.Text.StringBuilder();
        var offsets = new List<int>();
        while (true)
        {
            var length = GetSelectorLength(_reader.Position);
            text.Append(_reader.Source.Content, _reader.Position, length);
            offsets.AddRange(Enumerable.Range(_reader.Position, length));
            _reader.Position += length;
            if (_reader.Peek() != '\\' || _reader.GetLineEnd(_reader.Position) != _reader.Position + 1)
            {
                break;
            }

            _reader.SkipLine();
            _reader.SkipBlanks();
        }

        offsets.Add(_reader.Position);
        return new TextSyntax(text.ToString(), _reader.SpanFrom(start)) { Offsets = [.. offsets] };
    }

    private void SkipSelectorPieces()
    {
        while (true)
        {
            var length = GetSelectorLength(_reader.Position);
            var run = _reader.Source.Content.AsSpan(_reader.Position, length);
            if (length == 0 || run.IndexOfAny('.', ',', ';') < 0)
            {
                return;
            }

            _reader.Position += length;
            _reader.SkipBlanks();
        }
    }

    private StatementSyntax ParsePropertyFilterRule()
    {
        var start = _reader.Position;
        var line = _reader.ReadLogicalLine();
        var nextLine = _reader.Position;
        var head = PropertyFilterGrammar.Parse(line, out var mistake);
        var name = _reader.PeekWord(start + 1);
        if (head is null && line.Value.TrimEnd().Length == name.Length + 1 && name.Length > 2 && name[1] == 'm' && name[0] is 'o' or 'm')
        {
            Report(SyntaxDiagnostics.UnclosedModuleAction(_reader.Span(start, name.Length + 1), name));
            return Error(start);
        }

        if (head is null)
        {
            Report(mistake ?? throw new InvalidOperationException("a mistake without a diagnostic"));
            return Error(start, ParseRuleRest(line, nextLine));
        }

        _reader.Position = line.GetSpan(head.End, 0).Start;
        var behind = _reader.Position;
        var value = PropertyFilterGrammar.Unescape(head.Value, line);
        var actions = ParseBody("the filter", behind, isRule: true);
        return new PropertyFilterRuleSyntax(
            head.Property.ToName(line), head.IsNegated, head.Operation.ToName(line), value, actions, _reader.SpanFrom(start));
    }

    /// <summary>Behind a filter that cannot be read, nobody knows where its action begins: the line goes, the block that it
    /// opens, and the <c>&amp;</c> lines.</summary>
    private ImmutableArray<StatementSyntax> ParseRuleRest(TextSyntax line, int nextLine)
    {
        _reader.Position = nextLine;
        var trimmed = line.Value.TrimEnd();
        if (trimmed.EndsWith('{'))
        {
            _reader.Position = line.GetSpan(trimmed.Length - 1, 0).Start;
            return ParseBlock();
        }

        if (line.Value.LastIndexOf("action(", StringComparison.Ordinal) is >= 0 and var action)
        {
            _reader.Position = line.GetSpan(action, 0).Start;
            return ParseActionList();
        }

        return ParseChainedLines();
    }

    private ImmutableArray<StatementSyntax> ParseChainedLines()
    {
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        while (true)
        {
            var before = _reader.Position;
            _reader.SkipSpace(withHash: true);
            if (_reader.Peek() != '&')
            {
                _reader.Position = before;
                return statements.ToImmutable();
            }

            _reader.Position++;
            SkipToBody();
            if (!IsAtBodyEnd())
            {
                statements.Add(ParseStatement());
            }
        }
    }
}
