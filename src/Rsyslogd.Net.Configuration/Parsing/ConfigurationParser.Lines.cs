using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Lines of the old format.</summary>
internal sealed partial class ConfigurationParser
{
    private static readonly ImmutableArray<string> Facilities =
        ["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "security", "mark",
         "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"];

    private static readonly ImmutableArray<string> SyslogNgWords =
        ["source", "destination", "log", "filter", "options", "rewrite", "block", "@version", "@include", "@define", "@module"];

    private bool _hasBsdBlock;

    private StatementSyntax ParseDirective()
    {
        var start = _reader.Position;
        var end = _reader.GetLineEnd(start);
        _reader.Position++;
        var nameStart = _reader.Position;
        while (char.IsAsciiLetterOrDigit(_reader.Peek()) || _reader.Peek() is '_')
        {
            _reader.Position++;
        }

        var name = new NameSyntax(_reader.Source.Content[nameStart.._reader.Position], _reader.SpanFrom(nameStart));
        if (name.Text.Length == 0)
        {
            var isVariable = _reader.Peek() is '!' or '.' or '/';
            _reader.ReadLogicalLine();
            Report(isVariable
                ? SyntaxDiagnostics.MissingSet(_reader.Span(start, 1))
                : SyntaxDiagnostics.MissingDirectiveName(_reader.Span(start, 1)));
            return new ErrorSyntax(_reader.Span(start, end - start));
        }

        if (_reader.Peek() is not ' ' and not '\t' and not '\r' and not '\n' and not '\0' and not '#' and not '\\')
        {
            var place = _reader.Span(_reader.Position, 1);
            var rest = TrimComment(_reader.ReadLogicalLine()).Value;
            Report(rest[0] == '='
                ? SyntaxDiagnostics.EqualsInDirective(place, name.Text, rest.TrimStart('=', ' ', '\t'))
                : SyntaxDiagnostics.IsInvisible(rest[0]) ? SyntaxDiagnostics.InvisibleCharacter(place, rest[0])
                : SyntaxDiagnostics.ExtraInDirectiveName(place, name.Text));
            return new ErrorSyntax(_reader.Span(start, end - start));
        }

        _reader.SkipBlanks();
        var value = TrimComment(_reader.ReadLogicalLine());
        var span = new TextSpan(_reader.Source, start, Math.Max(name.Span.End, value.Span.End) - start);
        return CreateDirective(name, value, span);
    }

    private StatementSyntax CreateDirective(NameSyntax name, TextSyntax value, TextSpan span)
    {
        Diagnostic? mistake;
        StatementSyntax? statement;
        if (name.Is("template"))
        {
            statement = DirectiveGrammar.ParseTemplate(value, span, out mistake);
        }
        else if (name.Is("outchannel"))
        {
            statement = DirectiveGrammar.ParseOutchannel(value, span, out mistake);
        }
        else if (name.Is("includeconfig"))
        {
            return value.Value.Length > 0
                ? _includes.ReadLegacy(Unquote(value), span)
                : Fail(SyntaxDiagnostics.MissingIncludePath(span with { Length = name.Text.Length + 1 }), span);
        }
        else if (value.Value.StartsWith('='))
        {
            return Fail(
                SyntaxDiagnostics.EqualsInDirective(value.GetSpan(0, 1), name.Text, value.Value.TrimStart('=', ' ', '\t')), span);
        }
        else
        {
            return new DirectiveSyntax(name, value, span);
        }

        return statement ?? Fail(mistake, span);
    }

    private ErrorSyntax Fail(Diagnostic? mistake, TextSpan span)
    {
        Report(mistake ?? throw new InvalidOperationException("a mistake without a diagnostic"));
        return new ErrorSyntax(span);
    }

    private static TextSyntax Unquote(TextSyntax value) =>
        value.Value.Length > 1 && value.Value[0] == '"' && value.Value[^1] == '"' ? value.Slice(1, value.Value.Length - 2) : value;

    /// <summary>Without a comment at the end, which begins with a blank and <c>#</c> outside of double quotes, and without
    /// blanks at the end.</summary>
    private static TextSyntax TrimComment(TextSyntax line)
    {
        var isQuoted = false;
        var value = line.Value;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (value[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (value[i] == '#' && !isQuoted && (i == 0 || value[i - 1] is ' ' or '\t'))
            {
                value = value[..i];
            }
        }

        return line.Slice(0, value.TrimEnd().Length);
    }

    private BsdBlockSyntax ParseBsdBlock()
    {
        var start = _reader.Position;
        var end = _reader.GetLineEnd(start);
        var span = _reader.Span(start, _reader.Source.Content[start..end].TrimEnd().Length);
        _reader.Position = start;
        _reader.SkipLine();

        // "!*" only ends such a block, which has been told where it began.
        var isEnd = span.Length == 2 && _reader.Source.Content[start + 1] == '*';
        if (span.Length > 1 && _reader.Source.Content[start + 1] == ':')
        {
            Report(SyntaxDiagnostics.NegationBeforeFilter(_reader.Span(start, 1)));
            return new BsdBlockSyntax(span);
        }

        if (!isEnd || !_hasBsdBlock)
        {
            Report(SyntaxDiagnostics.BsdBlock(span));
        }

        _hasBsdBlock = true;
        return new BsdBlockSyntax(span);
    }

    private bool IsAtModuleAction()
    {
        var end = _reader.Position + 1 + _reader.PeekWord(_reader.Position + 1).Length;
        return end > _reader.Position + 1 && _reader.Peek(end - _reader.Position) == ':';
    }

    private StatementSyntax ParseLegacyAction()
    {
        var start = _reader.Position;
        var line = _reader.ReadLogicalLine();
        var behind = _reader.Position;
        var trimmed = line.Value.TrimEnd();
        if (_blocks.Exists(block => block != OpenBlock.None) && trimmed.EndsWith('}') && trimmed.Length > 2
            && trimmed[^2] is ' ' or '\t' or ';' && !trimmed.Contains('{', StringComparison.Ordinal))
        {
            // One line holds action and brace: the action takes all of it, so the brace has to go to the next one.
            var brace = trimmed.TrimEnd('}', ' ', '\t').Length;
            _reader.Position = line.GetSpan(brace + trimmed.AsSpan(brace).IndexOf('}'), 0).Start;
            Report(SyntaxDiagnostics.NotOnActionLine(_reader.Span(_reader.Position, 1), "}"));
            return new ErrorSyntax(_reader.SpanFrom(start));
        }

        if (trimmed is ['/' or '-' or '@', ..] && trimmed.IndexOf(" else ", StringComparison.Ordinal) is > 0 and var at)
        {
            _reader.Position = line.GetSpan(at + 1, 0).Start;
            Report(SyntaxDiagnostics.NotOnActionLine(_reader.Span(_reader.Position, "else".Length), "else"));
            return new ErrorSyntax(_reader.SpanFrom(start));
        }

        if (trimmed.EndsWith('{') && trimmed[0] is '/' or '"')
        {
            _reader.Position = line.GetSpan(trimmed.Length - 1, 0).Start;
            Report(SyntaxDiagnostics.BlockBehindPath(_reader.Span(_reader.Position, 1)));
            SkipGroup();
            return Error(start);
        }

        var action = LegacyActionGrammar.Parse(line, out var mistake);
        _reader.Position = behind;
        if (action is not null && mistake is not null)
        {
            Report(mistake);
        }

        return action ?? Fail(mistake, line.GetSpan(0, trimmed.Length));
    }

    private ErrorSyntax ParseStrayAmpersand()
    {
        var start = _reader.Position;
        Report(SyntaxDiagnostics.StrayAmpersand(_reader.Span(start, 1)));

        // The lines below that chain to this one have the same cause.
        return Error(start, ParseChainedLines());
    }

    /// <summary><c>./x</c>, <c>../x</c></summary>
    private bool IsAtDottedPath() =>
        _reader.Peek() == '.' && (_reader.Peek(1) == '/' || (_reader.Peek(1) == '.' && _reader.Peek(2) == '/'));

    private ErrorSyntax ParseUnknown()
    {
        var start = _reader.Position;
        var character = _reader.Peek();
        var place = _reader.Span(start, char.IsHighSurrogate(character) ? 2 : 1);
        if (character == '[' && _reader.IsFirstOfLine(start))
        {
            return ParseSection(place);
        }

        Report(SyntaxDiagnostics.IsInvisible(character) ? SyntaxDiagnostics.InvisibleCharacter(place, character)
            : character is '"' or '\'' ? SyntaxDiagnostics.QuotedAction(place)
            : character is '\u201C' or '\u201D' or '\u2018' or '\u2019' ? SyntaxDiagnostics.TypographicQuote(place, character)
            : IsAtDottedPath() ? SyntaxDiagnostics.RelativePath(GetRun(place))
            : character == '.' && char.IsAsciiLetter(_reader.Peek(1)) ? SyntaxDiagnostics.MissingFacility(place)
            : character == ';' ? SyntaxDiagnostics.NeedlessSemicolon(place)
            : SyntaxDiagnostics.UnknownStatement(place, place.Length == 1 ? $"{character}" : "this character", null));
        if (character == ';')
        {
            _reader.Position++;
        }
        else
        {
            SkipUnknownLine();
        }

        return Error(start);
    }

    /// <summary>Skips what is no statement: its line, and the block or parentheses that it opens.</summary>
    private void SkipUnknownLine()
    {
        var end = _reader.GetLineEnd(_reader.Position);
        for (var i = _reader.Position; i < end; i++)
        {
            if (_reader.Source.Content[i] == '#' && i > 0 && _reader.Source.Content[i - 1] is ' ' or '\t')
            {
                break;
            }

            if (_reader.Source.Content[i] == '{')
            {
                _reader.Position = i;
                SkipGroup();
                SkipSemicolon();
                return;
            }
        }

        _reader.ReadLogicalLine();
    }

    /// <summary>A word up to the next blank, semicolon or line end.</summary>
    private TextSpan GetRun(TextSpan word)
    {
        var end = word.Start;
        while (end < _reader.Source.Content.Length && _reader.Source.Content[end] is not ' ' and not '\t' and not ';' and not '\r'
            and not '\n')
        {
            end++;
        }

        return _reader.Span(word.Start, end - word.Start);
    }
}
