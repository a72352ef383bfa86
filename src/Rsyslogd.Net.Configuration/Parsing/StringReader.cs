using System.Text;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Reads one quoted text with rsyslog's escapes (manual, "String Constants").</summary>
internal sealed class StringReader(CharReader reader)
{
    private readonly StringBuilder _value = new();
    private readonly List<int> _offsets = [];
    private Diagnostic? _mistake;

    /// <summary>Reads the text whose opening quote is next.</summary>
    /// <param name="isObject">In an object <c>$</c> is an ordinary character, and <c>\$</c> and <c>\x41</c> are errors.</param>
    public Token Read(bool isObject)
    {
        var open = reader.Position;
        var quote = reader.Peek();
        var content = reader.Source.Content;
        reader.Position++;
        while (!reader.IsAtEnd && reader.Peek() != quote)
        {
            ReadCharacter(quote, isObject);
        }

        if (reader.IsAtEnd || IsUnclosed(open))
        {
            // Most likely the quote was forgotten on this line: what follows it is read as what it looks like.
            var place = reader.Span(open, 1);
            reader.Position = reader.GetLineEnd(open);
            return new Token(TokenKind.Mistake, content[open..reader.Position], place)
            {
                Mistake = SyntaxDiagnostics.UnclosedQuote(place, quote),
            };
        }

        var inner = reader.SpanFrom(open + 1);
        _offsets.Add(reader.Position);
        reader.Position++;
        var span = reader.SpanFrom(open);
        var text = new TextSyntax(_value.ToString(), inner)
        {
            Offsets = _value.Length == inner.Length ? null : [.. _offsets],
        };
        return new Token(_mistake is null ? TokenKind.Text : TokenKind.Mistake, content[open..reader.Position], span)
        {
            Text = text,
            Mistake = _mistake,
        };
    }

    private void ReadCharacter(char quote, bool isObject)
    {
        var start = reader.Position;
        if (reader.Peek() == '$' && quote == '"' && !isObject)
        {
            _mistake ??= SyntaxDiagnostics.UnescapedDollar(reader.Span(start, 1));
        }

        if (reader.Peek() != '\\' || reader.Position + 1 >= reader.Source.Content.Length)
        {
            Append(reader.Peek(), start, 1);
            return;
        }

        if (reader.IsAtContinuation())
        {
            reader.SkipLine();
            reader.SkipBlanks();
            return;
        }

        var escaped = reader.Peek(1);
        switch (escaped)
        {
            case 'n': Append('\n', start, 2); break;
            case 't': Append('\t', start, 2); break;
            case 'r': Append('\r', start, 2); break;
            case 'b': Append('\b', start, 2); break;
            case '\\' or '"' or '\'' or '?': Append(escaped, start, 2); break;
            case '$' when !isObject: Append('$', start, 2); break;
            case >= '0' and <= '7': ReadOctal(start); break;
            case 'x' when !isObject && char.IsAsciiHexDigit(reader.Peek(2)) && char.IsAsciiHexDigit(reader.Peek(3)):
                var code = Convert.ToByte(reader.Source.Content.Substring(start + 2, 2), 16);
                Append(ByteText.FromByte(code), start, 4);
                break;
            default:
                _mistake ??= SyntaxDiagnostics.BadEscape(reader.Span(start, 2), escaped, isObject);
                Append(escaped, start, 2);
                break;
        }
    }

    private void ReadOctal(int start)
    {
        var code = 0;
        var length = 1;
        while (length <= 3 && reader.Peek(length) is >= '0' and <= '7')
        {
            code = (code * 8) + (reader.Peek(length) - '0');
            length++;
        }

        Append(ByteText.FromByte((byte)code), start, length);
    }

    private void Append(char value, int start, int length)
    {
        _value.Append(value);
        _offsets.Add(start);
        reader.Position = start + length;
    }

    /// <summary>
    /// A text may run over several lines. But when its closing quote is glued to something, it surely is the opening quote of
    /// the next text, and the one that is missing belongs to the line where this began.
    /// </summary>
    private bool IsUnclosed(int open)
    {
        if (reader.GetLineEnd(open) >= reader.Position)
        {
            return false;
        }

        var behind = reader.Peek(1);
        return char.IsLetterOrDigit(behind) || behind is '"' or '\'' or '/' or '_' or '%' or '.' or '<' or '^' or '*' or '$' or '-';
    }
}
