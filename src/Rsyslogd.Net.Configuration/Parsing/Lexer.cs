using System.Globalization;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Cuts RainerScript into tokens, one after the other on demand, since lines of the old format may begin anywhere. It never
/// reports: a mistake becomes a token that no grammar takes, so that the first mistake of a statement is the only one told.
/// </summary>
internal sealed class Lexer(CharReader reader, IConfigurationFiles files)
{
    private static readonly string[] Signs =
        ["&&", "||", "===", "==", "!=", "<>", "<=", ">=", "=~", "=", "<", ">", "!", "(", ")", "[", "]", "{", "}", ",", ";",
         "+", "-", "*", "/", "%", "&", ":"];

    /// <summary>The next token of an object's parentheses.</summary>
    public Token ReadInObject() => Read(isObject: true);

    /// <summary>The next token of an expression.</summary>
    public Token ReadInExpression() => Read(isObject: false);

    private Token Read(bool isObject)
    {
        reader.SkipSpace(withHash: isObject);
        var start = reader.Position;
        var token = ReadFrom(start, isObject);
        return token with { IsFirstOfLine = reader.IsFirstOfLine(start) };
    }

    private Token ReadFrom(int start, bool isObject)
    {
        if (reader.IsAtEnd)
        {
            return new Token(TokenKind.End, "", reader.Span(start, 0));
        }

        var next = reader.Peek();
        if (next == '"' || (next == '\'' && !isObject))
        {
            return new StringReader(reader).Read(isObject);
        }

        if (next == '`')
        {
            return ReadBackticks(start);
        }

        if (next == '$' && !isObject)
        {
            return ReadProperty(start);
        }

        if (char.IsAsciiLetter(next) || next == '_')
        {
            return ReadWord(start, isObject);
        }

        if (char.IsAsciiDigit(next) && !isObject)
        {
            return ReadNumber(start);
        }

        var sign = Array.Find(Signs, reader.IsAt);
        if (sign is not null)
        {
            reader.Position += sign.Length;
            return new Token(TokenKind.Sign, sign, reader.SpanFrom(start));
        }

        return ReadStray(start, isObject);
    }

    private Token ReadWord(int start, bool isObject)
    {
        while (char.IsAsciiLetterOrDigit(reader.Peek()) || reader.Peek() == '_' || (isObject && reader.Peek() is '.' or '-'))
        {
            reader.Position++;
        }

        return new Token(TokenKind.Word, reader.Source.Content[start..reader.Position], reader.SpanFrom(start));
    }

    private Token ReadProperty(int start)
    {
        reader.Position++;
        if (reader.Peek() is '$')
        {
            reader.Position++;
        }

        while (char.IsAsciiLetterOrDigit(reader.Peek()) || reader.Peek() is '_' or '-' or '!' or '.' or '/' or '[' or ']' or '@')
        {
            // "$!a==" and "$!a!=" are no part of the name.
            if (reader.Peek() == '!' && reader.Peek(1) == '=')
            {
                break;
            }

            // A bracket belongs to the name only as an index.
            if (reader.Peek() == '[' && !char.IsAsciiDigit(reader.Peek(1)))
            {
                break;
            }

            if (reader.Peek() == ']' && !char.IsAsciiDigit(reader.Source.Content[reader.Position - 1]))
            {
                break;
            }

            reader.Position++;
        }

        var name = reader.Source.Content[(start + 1)..reader.Position];
        var span = reader.SpanFrom(start);
        return name.Length == 0 || name == "$"
            ? new Token(TokenKind.Mistake, "$", span) { Mistake = SyntaxDiagnostics.MissingPropertyName(span) }
            : new Token(TokenKind.Property, name, span);
    }

    private Token ReadNumber(int start)
    {
        var isHex = reader.Peek() == '0' && reader.Peek(1) is 'x' or 'X';
        reader.Position += isHex ? 2 : 1;
        while (char.IsAsciiLetterOrDigit(reader.Peek()) || reader.Peek() == '_'
            || (reader.Peek() == '.' && char.IsAsciiDigit(reader.Peek(1))))
        {
            reader.Position++;
        }

        var written = reader.Source.Content[start..reader.Position];
        var span = reader.SpanFrom(start);
        if (TryConvert(written, out var number))
        {
            return new Token(TokenKind.Number, written, span) { Number = number };
        }

        return new Token(TokenKind.Mistake, written, span) { Mistake = SyntaxDiagnostics.BadNumber(span, written) };
    }

    private static bool TryConvert(string written, out long number)
    {
        if (written.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(written.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }

        number = 0;
        if (written.Length > 1 && written[0] == '0')
        {
            foreach (var digit in written)
            {
                if (digit is < '0' or > '7')
                {
                    return false;
                }

                number = (number * 8) + (digit - '0');
            }

            return true;
        }

        return long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>`echo $VAR/text` and `cat file` (manual, "String Constants"); anything else is an error there, too.</summary>
    private Token ReadBackticks(int start)
    {
        var lineEnd = reader.GetLineEnd(start);
        var end = reader.Source.Content.IndexOf('`', start + 1, lineEnd - start - 1);
        if (end < 0)
        {
            reader.Position = lineEnd;
            var open = reader.Span(start, 1);
            return new Token(TokenKind.Mistake, "`", open) { Mistake = SyntaxDiagnostics.UnclosedQuote(open, '`') };
        }

        var command = reader.Source.Content[(start + 1)..end];
        reader.Position = end + 1;
        var span = reader.SpanFrom(start);
        var value = Evaluate(command);
        if (value is null)
        {
            return new Token(TokenKind.Mistake, command, span) { Mistake = SyntaxDiagnostics.BadBackticks(span) };
        }

        return new Token(TokenKind.Text, command, span)
        {
            Text = new TextSyntax(value, span) { IsComputed = true },
        };
    }

    private string? Evaluate(string command)
    {
        if (command.StartsWith("echo ", StringComparison.Ordinal))
        {
            return ExpandVariables(command[5..]);
        }

        if (!command.StartsWith("cat ", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return ByteText.GetString(files.ReadBytes(command[4..]));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private string ExpandVariables(string text)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$')
            {
                result.Append(text[i]);
                continue;
            }

            var start = i + 1;
            while (i + 1 < text.Length && text[i + 1] is not ' ' and not '\t' and not '/' and not '$')
            {
                i++;
            }

            result.Append(files.GetEnvironmentVariable(text[start..(i + 1)]));
        }

        return result.ToString();
    }

    private Token ReadStray(int start, bool isObject)
    {
        var stray = reader.Peek();
        if (stray is '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\u201E' or '\u00AB' or '\u00BB')
        {
            return ReadTypographicQuote(start);
        }

        var length = char.IsHighSurrogate(stray) ? 2 : 1;
        if (isObject && stray is '\'')
        {
            var close = reader.Source.Content.IndexOf('\'', start + 1);
            var end = close > 0 && close < reader.GetLineEnd(start) ? close + 1 : start + 1;
            reader.Position = end;
            var quoted = reader.SpanFrom(start);
            var value = reader.Source.Content[start..end].Trim('\'');
            return new Token(TokenKind.Mistake, "'", quoted)
            {
                Mistake = SyntaxDiagnostics.SingleQuoteInObject(quoted, value),
                Text = end - start > 2 ? new TextSyntax(value, reader.Span(start + 1, value.Length)) : null,
            };
        }

        if (isObject && (char.IsAsciiDigit(stray) || stray is '$' or '.' or '~' or '@'))
        {
            while (!reader.IsAtEnd && reader.Peek() is not ' ' and not '\t' and not '\r' and not '\n' and not ')' and not ',')
            {
                reader.Position++;
            }

            var place = reader.SpanFrom(start);
            var written = reader.Source.Content[start..reader.Position];
            return new Token(TokenKind.Mistake, written, place) { Mistake = SyntaxDiagnostics.UnquotedValue(place, written) };
        }

        if (SyntaxDiagnostics.IsInvisible(stray))
        {
            while (SyntaxDiagnostics.IsInvisible(reader.Peek()))
            {
                reader.Position++;
            }

            var blank = reader.SpanFrom(start);
            return new Token(TokenKind.Mistake, "", blank) { Mistake = SyntaxDiagnostics.InvisibleCharacter(blank, stray) };
        }

        reader.Position += length;
        var span = reader.SpanFrom(start);
        var character = reader.Source.Content.Substring(start, span.Length);
        var mistake = stray == '#' && !isObject
            ? SyntaxDiagnostics.CommentInExpression(span)
            : SyntaxDiagnostics.UnexpectedCharacter(span, character);
        if (stray == '#' && !isObject)
        {
            reader.Position = reader.GetLineEnd(start);
        }

        return new Token(TokenKind.Mistake, character, span) { Mistake = mistake };
    }

    private Token ReadTypographicQuote(int start)
    {
        var lineEnd = reader.GetLineEnd(start);
        var end = start + 1;
        while (end < lineEnd && reader.Source.Content[end] is not '\u201C' and not '\u201D' and not '\u2018' and not '\u2019'
            and not '\u00AB' and not '\u00BB' and not '"')
        {
            end++;
        }

        reader.Position = end < lineEnd ? end + 1 : start + 1;
        var inner = reader.Span(start + 1, Math.Max(0, end - start - 1));
        return new Token(TokenKind.Mistake, "quote", reader.SpanFrom(start))
        {
            Mistake = SyntaxDiagnostics.TypographicQuote(reader.Span(start, 1), reader.Source.Content[start]),
            Text = end < lineEnd ? new TextSyntax(reader.Source.Content.Substring(inner.Start, inner.Length), inner) : null,
        };
    }
}
