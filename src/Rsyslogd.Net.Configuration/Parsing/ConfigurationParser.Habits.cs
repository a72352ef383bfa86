using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>What people write who are used to other languages: each is told once, for what it is.</summary>
internal sealed partial class ConfigurationParser
{
    /// <summary>What other programs call it; here it would be the name of a user.</summary>
    private static readonly ImmutableArray<string> DiscardWords =
        ["discard", "drop", "ignore", "return", "exit", "reject", "break", "skip", "delete", "pass", "none", "final", "end", "halt"];

    private static readonly ImmutableArray<string> LoopWords = ["for", "while", "until", "do", "repeat"];

    /// <summary>Of shells and BASIC.</summary>
    private static readonly ImmutableArray<string> BlockEndWords = ["fi", "endif", "done", "esac"];

    private StatementSyntax ParseUnknownWord(NameSyntax word)
    {
        var isAction = _blocks.Count > 0 && _blocks[^1] == OpenBlock.None;
        if (isAction && Suggestions.Nearest(word.Text, ["stop", "continue"]) is null)
        {
            return ParseBareUsers(word);
        }

        if (DiscardWords.Any(word.Is) && _reader.GetLineEnd(_reader.Position) == _reader.Position)
        {
            return Fail(SyntaxDiagnostics.DiscardWord(word.Span, word.Text), word.Span);
        }

        if (IsAtYaml(word.Span.Start))
        {
            return ParseYaml(word.Span.Start);
        }

        if (ObjectWords.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
        {
            Report(SyntaxDiagnostics.MissingParenthesis(new TextSpan(word.Span.Source, word.Span.End, 0), word.Text));
            SkipUnknownLine();
            return Error(word.Span.Start);
        }

        var suggestion = BlockEndWords.Any(word.Is) ? "}" : Suggestions.Nearest(word.Text, [.. StatementWords, .. ObjectWords]);
        if (suggestion is "if" or "foreach" && !SyslogNgWords.Contains(word.Text))
        {
            return ParseMisspeltStatement(word, suggestion);
        }

        Report(ExplainUnknownWord(word, suggestion));
        SkipUnknownLine();
        SkipSemicolon();
        return Error(word.Span.Start);
    }

    private Diagnostic ExplainUnknownWord(NameSyntax word, string? suggestion)
    {
        if (_reader.Peek() is '/' or '\\')
        {
            return SyntaxDiagnostics.RelativePath(GetRun(word.Span));
        }

        if (Facilities.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
        {
            var severity = _reader.Peek() == ':' ? _reader.PeekWord(_reader.Position + 1) : "";
            return severity.Length > 0
                ? SyntaxDiagnostics.WrongSelectorSeparator(_reader.Span(_reader.Position, 1), ":", $"{word.Text}.{severity}")
                : SyntaxDiagnostics.MissingSeverity(word.Span, word.Text);
        }

        return SyslogNgWords.Contains(word.Text) ? SyntaxDiagnostics.SyslogNg(word.Span, word.Text)
            : IsAtAssignment() ? SyntaxDiagnostics.PlainSetting(word.Span, word.Text)
            : SyntaxDiagnostics.UnknownStatement(word.Span, word.Text, suggestion);
    }

    /// <summary>Whether <c>name = value</c> stands here, behind its name.</summary>
    private bool IsAtAssignment()
    {
        var ahead = 0;
        while (_reader.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        return _reader.Peek(ahead) == '=' && _reader.Peek(ahead + 1) != '=';
    }

    /// <summary>A word before parentheses that is meant to begin a statement and no object.</summary>
    private static string? FindStatementMeant(NameSyntax word)
    {
        if (LoopWords.Any(word.Is))
        {
            return "foreach";
        }

        var isObject = ObjectWords.Contains(word.Text, StringComparer.OrdinalIgnoreCase) || word.Is("property") || word.Is("constant");
        return !isObject && Suggestions.Nearest(word.Text, ["if", "foreach", .. ObjectWords]) is "if" or "foreach"
            ? Suggestions.Nearest(word.Text, ["if", "foreach"])
            : null;
    }

    private ErrorSyntax ParseMisspeltStatement(NameSyntax word, string meant)
    {
        Report(LoopWords.Any(word.Is)
            ? SyntaxDiagnostics.UnknownLoop(word.Span, word.Text)
            : SyntaxDiagnostics.UnknownStatement(word.Span, word.Text, meant));
        var start = word.Span.Start;
        ScanExpression([meant == "if" ? "then" : "do"], []);
        var body = ParseBody(meant == "if" ? "then" : "do", _reader.Position);
        var isElseWrong = false;
        return meant == "if" ? Error(start, [.. body, .. ParseElse(ref isElseWrong)]) : Error(start, body);
    }

    private StatementSyntax ParseBareUsers(NameSyntax word)
    {
        if (_reader.Peek() is '/' or '\\')
        {
            SkipUnknownLine();
            return Fail(SyntaxDiagnostics.RelativePath(GetRun(word.Span)), word.Span);
        }

        var isAlone = _reader.GetLineEnd(_reader.Position) == _reader.Position || _reader.Peek() is ' ' or '\t' or ';';
        if (isAlone && DiscardWords.Any(word.Is))
        {
            SkipSemicolon();
            return Fail(SyntaxDiagnostics.DiscardWord(word.Span, word.Text), word.Span);
        }

        _reader.Position = word.Span.Start;
        return ParseLegacyAction();
    }

    private bool IsAtForeignComment()
    {
        if (!_reader.IsFirstOfLine(_reader.Position))
        {
            return false;
        }

        var (first, second, third) = (_reader.Peek(), _reader.Peek(1), _reader.Peek(2));
        return first == ';' ? second is ' ' or '\t' or ';' || char.IsAsciiLetter(second)
            : second == first && third is ' ' or '\t' or '/' or '-' or '\r' or '\n' or '\0';
    }

    private ErrorSyntax ParseStrayCommentEnd()
    {
        var start = _reader.Position;
        Report(SyntaxDiagnostics.StrayCommentEnd(_reader.Span(start, 2)));
        _reader.SkipLine();
        return Error(start);
    }

    private ErrorSyntax ParseForeignComment()
    {
        var start = _reader.Position;
        var sign = _reader.Peek() == ';' ? ";" : new string(_reader.Peek(), 2);
        Report(SyntaxDiagnostics.ForeignComment(_reader.Span(start, sign.Length), sign));
        _reader.SkipLine();
        return Error(start);
    }

    /// <summary><c>word:</c> and a blank or the line's end; a selector or filter never has that.</summary>
    private bool IsAtYaml(int offset)
    {
        var content = _reader.Source.Content;
        while (offset < content.Length && content[offset] is ' ' or '\t' or '-')
        {
            offset++;
        }

        var end = offset + _reader.PeekWord(offset).Length;
        return end > offset && end < content.Length && content[end] == ':' && char.IsAsciiLetter(content[offset])
            && (end + 1 >= content.Length || content[end + 1] is ' ' or '\t' or '\r' or '\n');
    }

    private ErrorSyntax ParseYaml(int start)
    {
        Report(SyntaxDiagnostics.Yaml(_reader.Span(start, 1 + _reader.PeekWord(start).Length)));
        _reader.Position = start;
        do
        {
            _reader.SkipLine();
            _reader.SkipSpace(withHash: true);
        }
        while (!_reader.IsAtEnd && IsAtYaml(_reader.Position));
        return Error(start);
    }

    /// <summary><c>[section]</c> with the settings below it.</summary>
    private ErrorSyntax ParseSection(TextSpan place)
    {
        var start = place.Start;
        var name = _reader.PeekWord(start + 1);
        Report(SyntaxDiagnostics.Section(place, ObjectWords.Contains(name) ? name : "global"));
        while (true)
        {
            _reader.SkipLine();
            _reader.SkipSpace(withHash: true);
            var before = _reader.Position;
            var word = _reader.PeekWord(before);
            _reader.Position += word.Length;
            var isSetting = word.Length > 0 && IsAtAssignment();
            _reader.Position = before;
            if (!isSetting)
            {
                return Error(start);
            }
        }
    }

    private bool IsAtSyslogNgPragma() => SyslogNgWords.Contains(PeekPragma().Text);

    private NameSyntax PeekPragma()
    {
        var word = "@" + _reader.PeekWord(_reader.Position + 1);
        return new NameSyntax(word, _reader.Span(_reader.Position, word.Length));
    }
}
