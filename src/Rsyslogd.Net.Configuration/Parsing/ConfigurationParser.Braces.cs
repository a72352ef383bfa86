using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Which brace is missing, and where. Braces alone never tell; the way the lines are indented mostly does.</summary>
internal sealed partial class ConfigurationParser
{
    /// <summary>Objects that no block may hold: where one begins at the margin of an open block, that block's brace is missing.</summary>
    private static readonly ImmutableArray<string> TopWords =
        ["module", "input", "ruleset", "global", "main_queue", "parser", "lookup_table", "timezone", "dyn_stats", "percentile_stats",
         "ratelimit"];

    /// <summary>Whether what stands here cannot be in the innermost open block, so that its closing brace is missing.</summary>
    /// <param name="firstIndent">Of the block's first statement; negative: it has none yet.</param>
    private bool IsBlockLeftOpen(int firstIndent)
    {
        if (_blocks.Count == 0 || !_reader.IsFirstOfLine(_reader.Position))
        {
            return false;
        }

        var block = _blocks[^1];
        if (block.IsThen && IsAtElse())
        {
            return true;
        }

        var isMargin = firstIndent > block.Indent && _reader.GetIndent(_reader.Position) <= block.Indent;
        return isMargin && TopWords.Contains(_reader.PeekWord(_reader.Position), StringComparer.OrdinalIgnoreCase)
            && BeginsStatementAt(_reader.Position);
    }

    private bool IsAtElse() => _reader.PeekWord(_reader.Position).ToLowerInvariant() is "else" or "elseif" or "elsif" or "elif";

    /// <summary>Whether this brace closes a body that has no opening one: it stands where the rule of that body began.</summary>
    private bool ClosesBare(BareBody bare)
    {
        var indent = _reader.GetIndent(_reader.Position);
        return _reader.IsFirstOfLine(_reader.Position)
            && (_blocks.Count == 0 || (indent == bare.Indent && indent > _blocks[^1].Indent));
    }

    private void ReportBare(BareBody bare, string note) => Report(SyntaxDiagnostics.MissingOpenBrace(bare.Place, bare.Behind) with
    {
        Notes = [(note, _reader.Span(_reader.Position, Math.Max(1, _reader.PeekWord(_reader.Position).Length)))],
    });

    private void ReportStrayBrace()
    {
        if (_forgivenBraces > 0)
        {
            _forgivenBraces--;
            return;
        }

        Report(SyntaxDiagnostics.StrayBrace(_suspectClose ?? _reader.Span(_reader.Position, 1)));
        _suspectClose = null;
    }

    /// <summary>A brace that is indented further than the block it closes, with statements of the same indentation below it, was
    /// most likely one too many: the one that then finds no block is not the cause.</summary>
    private void SuspectClose(int close, OpenBlock block)
    {
        var before = _reader.Position;
        _reader.SkipSpace(withHash: true);
        var indent = _reader.GetIndent(close);
        var isInside = _reader.IsFirstOfLine(close) && indent > block.Indent && !_reader.IsAtEnd
            && _reader.IsFirstOfLine(_reader.Position) && _reader.GetIndent(_reader.Position) >= indent;
        _suspectClose = isInside ? _reader.Span(close, 1) : _blocks.Count == 0 && _suspectClose is { } suspect && suspect.Start < block.Open.Start ? null : _suspectClose;
        _reader.Position = before;
    }

    /// <summary>An else whose if has ended before, because its block had no braces; that has been told.</summary>
    private ErrorSyntax ParseDetachedElse()
    {
        var start = _reader.Position;
        _reader.Position += _reader.PeekWord(start).Length;
        return Error(start, ParseBody("else", _reader.Position));
    }

    private void CloseBlock(OpenBlock block)
    {
        if (_reader.Peek() == '}')
        {
            // "if … then {" indented by four and closed by a brace at the margin: most likely its own brace is missing, and
            // this is that of an outer block, which then seems to be open at the end of the file.
            var close = _reader.Position;
            if (_reader.IsFirstOfLine(close) && _reader.GetIndent(close) < block.Indent)
            {
                _suspectBrace ??= block.Open;
            }

            _reader.Position++;
            SuspectClose(close, block);
            return;
        }

        if (!_reader.IsAtEnd)
        {
            // An else or an object ended it. Where there is a closing brace too many later on, that is no second mistake.
            _forgivenBraces += IsAtElse() ? 0 : 1;
            ReportOpen(block);
        }
        else if (!_isBraceReported)
        {
            // One forgotten brace leaves all blocks around it open; it is told once.
            _isBraceReported = true;
            Report(SyntaxDiagnostics.UnclosedBrace(_suspectBrace ?? block.Open));
        }
    }

    private void ReportOpen(OpenBlock block)
    {
        if (_openReportedAt != _reader.Position)
        {
            _openReportedAt = _reader.Position;
            var open = _suspectBrace is { } suspect && suspect.Start > block.Open.Start ? suspect : block.Open;
            Report(SyntaxDiagnostics.UnclosedBrace(open) with
            {
                Notes = [("it is still open here", _reader.Span(_reader.Position, _reader.PeekWord(_reader.Position).Length))],
            });
        }
    }

    /// <summary>A brace or parenthesis that belongs to nothing.</summary>
    private ErrorSyntax ParseStrayGroup()
    {
        var start = _reader.Position;
        var place = _reader.Span(start, 1);
        if (_reader.Peek() is ')' or ']')
        {
            Report(SyntaxDiagnostics.StrayBracket(place, $"{_reader.Peek()}"));
            _reader.Position++;
            return Error(start);
        }

        if (_previous is ErrorSyntax && _reader.IsFirstOfLine(start))
        {
            // The block of what could not be read on the lines above.
            SkipGroup();
            return Error(start);
        }

        if (_reader.Peek() == '(')
        {
            Report(SyntaxDiagnostics.StrayParenthesis(place));
            SkipGroup();
            return Error(start);
        }

        if (_previous is FileActionSyntax)
        {
            Report(SyntaxDiagnostics.BlockBehindPath(place));
            SkipGroup();
            return Error(start);
        }

        Report(SyntaxDiagnostics.StrayBlock(place));
        _isBraceReported |= _blocks.Count > 0;
        if (!HasPartner())
        {
            // Alone it takes nothing with it: what follows are the statements that they look like.
            _reader.Position = start + 1;
            return Error(start);
        }

        return Error(start, ParseBlock());
    }

    private bool HasPartner()
    {
        var start = _reader.Position;
        SkipGroup();
        var hasPartner = _reader.Position > start && _reader.Source.Content[_reader.Position - 1] == '}';
        _reader.Position = start;
        return hasPartner;
    }

    /// <summary>A body without braces that begins on a line of its own.</summary>
    /// <param name="Place">Where its brace would stand.</param>
    /// <param name="Behind">The word before it.</param>
    /// <param name="Indent">Of the rule.</param>
    private sealed record BareBody(TextSpan Place, string Behind, int Indent);

    private sealed record OpenBlock(TextSpan Open, int Indent)
    {
        public static OpenBlock None { get; } = new(default, 0);

        /// <summary>Whether an else may follow.</summary>
        public bool IsThen { get; init; }
    }
}
