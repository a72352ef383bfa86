using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>template() with its string or its list of parts.</summary>
internal sealed partial class ConfigurationParser
{
    private StatementSyntax ParseTemplate(NameSyntax keyword, ImmutableArray<ParameterSyntax>? parameters, bool isMended)
    {
        var start = keyword.Span.Start;
        var behind = _reader.Position;
        SkipToBody();
        if (_reader.Peek() == '(')
        {
            ParseParenthesizedBlock();
            return Error(start);
        }

        ImmutableArray<ObjectSyntax>? parts = null;
        if (_reader.Peek() == '{')
        {
            parts = ParseTemplateParts(out var isWrong);
            behind = _reader.Position;
            if (parts is null)
            {
                return Error(start);
            }

            isMended |= isWrong;
        }

        _reader.Position = behind;
        if (parameters is not { } found)
        {
            return Error(start);
        }

        var template = new ObjectSyntax(keyword, found, _reader.SpanFrom(start)) { Parts = parts, IsMended = isMended };
        if (parts is null && string.Equals(template.Find("type")?.Value.Value, "list", StringComparison.OrdinalIgnoreCase))
        {
            Report(SyntaxDiagnostics.MissingTemplateBody(_reader.Span(behind, 0)));
            SkipStrayParts();
            return Error(start);
        }

        if (template.Find("string") is not { IsArray: false } text)
        {
            return End(template);
        }

        var segments = TemplateGrammar.Parse(text.Value, isLegacy: false, out var mistake);
        return mistake is null ? End(template with { Segments = segments }) : Fail(mistake, template.Span);
    }

    /// <summary>The parts in braces.</summary>
    /// <param name="isWrong">Whether some of them can't be read, which has been told.</param>
    /// <returns>Null when their brace is never closed.</returns>
    private ImmutableArray<ObjectSyntax>? ParseTemplateParts(out bool isWrong)
    {
        var open = _reader.Span(_reader.Position, 1);
        var parts = ImmutableArray.CreateBuilder<ObjectSyntax>();
        isWrong = false;
        _reader.Position++;
        while (true)
        {
            _reader.SkipSpace(withHash: true);
            if (_reader.Peek() == '}')
            {
                _reader.Position++;
                return parts.ToImmutable();
            }

            var start = _reader.Position;
            var word = _reader.PeekWord(start);
            var name = new NameSyntax(word, _reader.Span(start, word.Length));
            _reader.Position += word.Length;
            var isPart = name.Is("property") || name.Is("constant");
            if (_reader.IsAtEnd || (!isPart && IsAtStatement(start, word)))
            {
                _reader.Position = start;
                Report(SyntaxDiagnostics.UnclosedBrace(open));
                isWrong = true;
                return null;
            }

            if (!IsAtParenthesis(isPart) || !isPart)
            {
                Report(word.Length == 0 && _reader.Source.Content[start] is ',' or ';'
                    ? SyntaxDiagnostics.SeparatedTemplateParts(_reader.Span(start, 1))
                    : SyntaxDiagnostics.UnknownTemplatePart(
                        word.Length > 0 ? name.Span : _reader.Span(start, 1), word, Suggestions.Nearest(word, ["property", "constant"])));
                isWrong = true;
                _reader.SkipBlanks();
                if (_reader.Peek() == '(')
                {
                    ReadParameters(reportMistakes: false, out _);
                }
                else
                {
                    _reader.Position = start;
                    SkipToPart();
                }

                continue;
            }

            if (ReadParameters(reportMistakes: true, out var isMended) is { } parameters)
            {
                parts.Add(new ObjectSyntax(name, UnescapeConstant(name, parameters), _reader.SpanFrom(start)) { IsMended = isMended });
            }
            else
            {
                isWrong = true;
            }
        }
    }

    /// <summary>Whether a statement begins where a part of a template should, so that its brace is missing.</summary>
    private bool IsAtStatement(int start, string word)
    {
        _reader.Position = start;
        var isStatement = _reader.IsFirstOfLine(start)
            && (BeginsStatementAt(start) || IsAtSelector() || _reader.Peek() is '$' or ':');
        _reader.Position = start + word.Length;
        return isStatement;
    }

    private void SkipToPart()
    {
        do
        {
            _reader.Position++;
        }
        while (!_reader.IsAtEnd && _reader.Peek() is not '}' && !IsAtPart() && !_reader.IsFirstOfLine(_reader.Position));
    }

    private bool IsAtPart() => _reader.PeekWord(_reader.Position) is "property" or "constant";

    /// <summary>Parts that no brace holds, up to the brace that closes them, are one mistake.</summary>
    private void SkipStrayParts()
    {
        while (true)
        {
            var before = _reader.Position;
            _reader.SkipSpace(withHash: true);
            if (IsAtPart())
            {
                _reader.Position += _reader.PeekWord(_reader.Position).Length;
                if (IsAtParenthesis())
                {
                    ReadParameters(reportMistakes: false, out _);
                }

                continue;
            }

            if (_reader.Peek() == '}' && _blocks.Count == 0)
            {
                _reader.Position++;
            }
            else
            {
                _reader.Position = before;
            }

            return;
        }
    }

    /// <summary>constant(value=…): rsyslog resolves escapes a second time there, and keeps those it does not know.</summary>
    private static ImmutableArray<ParameterSyntax> UnescapeConstant(NameSyntax name, ImmutableArray<ParameterSyntax> parameters) =>
        !name.Is("constant") ? parameters :
        [
            .. parameters.Select(parameter => parameter.Name.Is("value") && parameter.Value.Value.Contains('\\')
                ? parameter with { Values = [ConstantEscapes.Resolve(parameter.Value)] }
                : parameter),
        ];
}
