using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>A place in a source that moves forward, and what can be seen from there.</summary>
internal sealed class CharReader(SourceText source, DiagnosticBag diagnostics)
{
    private readonly string _content = source.Content;
    private readonly HashSet<int> _reportedComments = [];

    /// <summary>The source.</summary>
    public SourceText Source => source;

    /// <summary>Where mistakes go.</summary>
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>The place: offset of the next character.</summary>
    public int Position { get; set; }

    /// <summary>Whether nothing follows.</summary>
    public bool IsAtEnd => Position >= _content.Length;

    /// <summary>The next character, or one further on; NUL behind the end.</summary>
    public char Peek(int ahead = 0) => Position + ahead < _content.Length ? _content[Position + ahead] : '\0';

    /// <summary>Whether that text stands here.</summary>
    public bool IsAt(string text) => string.CompareOrdinal(_content, Position, text, 0, text.Length) == 0;

    /// <summary>A span from an offset up to here.</summary>
    public TextSpan SpanFrom(int start) => new(source, start, Position - start);

    /// <summary>A span of this source.</summary>
    public TextSpan Span(int start, int length) => new(source, start, Math.Min(length, _content.Length - start));

    /// <summary>Offset of the line end (LF, or the CR before it) at or behind an offset.</summary>
    public int GetLineEnd(int offset)
    {
        var end = _content.IndexOf('\n', offset);
        end = end < 0 ? _content.Length : end;
        return end > offset && _content[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Whether only blanks stand between the line's start and an offset.</summary>
    public bool IsFirstOfLine(int offset)
    {
        var i = offset - 1;
        while (i >= 0 && _content[i] is ' ' or '\t' or '\r')
        {
            i--;
        }

        return i < 0 || _content[i] == '\n';
    }

    /// <summary>Number of blanks before the first character of the line of an offset.</summary>
    public int GetIndent(int offset)
    {
        var start = offset == 0 ? 0 : _content.LastIndexOf('\n', offset - 1) + 1;
        var i = start;
        while (i < _content.Length && _content[i] is ' ' or '\t')
        {
            i++;
        }

        return i - start;
    }

    /// <summary>Skips spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            Position++;
        }
    }

    /// <summary>Skips blanks, line ends and comments.</summary>
    /// <param name="withHash">Whether <c>#</c> begins a comment here; in an expression it doesn't.</param>
    public void SkipSpace(bool withHash)
    {
        while (!IsAtEnd)
        {
            if (Peek() is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
            {
                Position++;
            }
            else if (Peek() == '#' && withHash)
            {
                Position = GetLineEnd(Position);
            }
            else if (Peek() == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
            }
            else if (IsAtContinuation())
            {
                SkipLine();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Whether <c>\</c> stands here at the end of its line, which joins the next line to this one.</summary>
    public bool IsAtContinuation() => Peek() == '\\' && (Peek(1) == '\n' || (Peek(1) == '\r' && Peek(2) == '\n'));

    /// <summary>Skips the rest of the line with its end.</summary>
    public void SkipLine()
    {
        var end = _content.IndexOf('\n', Math.Min(Position, _content.Length));
        Position = end < 0 ? _content.Length : end + 1;
    }

    /// <summary>The word that stands here: letters, digits and <c>_ - .</c>; empty when none does.</summary>
    public string PeekWord(int offset)
    {
        var end = offset;
        while (end < _content.Length && (char.IsAsciiLetterOrDigit(_content[end]) || _content[end] is '_' or '-' or '.'))
        {
            end++;
        }

        return _content[offset..end];
    }

    /// <summary>The rest of the line with the lines that <c>\</c> at a line's end joins to it; their leading blanks go.
    /// Afterwards the place is the start of the next line.</summary>
    public TextSyntax ReadLogicalLine()
    {
        var start = Position;
        var end = GetLineEnd(start);
        if (end == start || _content[end - 1] != '\\')
        {
            SkipLine();
            return new TextSyntax(_content[start..end], Span(start, end - start));
        }

        var text = new System.Text.StringBuilder();
        var offsets = new List<int>();
        while (true)
        {
            end = GetLineEnd(Position);
            var isContinued = end > Position && _content[end - 1] == '\\';
            var last = isContinued ? end - 1 : end;
            text.Append(_content, Position, last - Position);
            offsets.AddRange(Enumerable.Range(Position, last - Position));
            SkipLine();
            if (!isContinued || IsAtEnd)
            {
                offsets.Add(last);
                return new TextSyntax(text.ToString(), Span(start, last - start)) { Offsets = [.. offsets] };
            }

            SkipBlanks();
        }
    }

    private void SkipBlockComment()
    {
        var start = Position;
        var end = _content.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (end >= 0)
        {
            Position = end + 2;
            return;
        }

        // The rest of the file would be comment; only its line is given up, so that what follows is still checked.
        if (_reportedComments.Add(start))
        {
            diagnostics.Add(SyntaxDiagnostics.UnclosedComment(Span(start, 2)));
        }

        Position = GetLineEnd(start);
    }
}
