using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Reads one text, statement by statement. The grammars read what is right; here it is decided which of them is asked, where
/// a statement ends, and where to go on behind a wrong one: each gets one diagnostic, at its cause, and becomes an
/// <see cref="ErrorSyntax"/>.
/// </summary>
internal sealed partial class ConfigurationParser
{
    /// <summary>Deeper nesting than this is refused: it is no configuration but an attack on the stack.</summary>
    private const int MaximumDepth = 100;

    /// <summary>Tokens of one expression: a chain of some thousand comparisons is still one.</summary>
    private const int MaximumTokens = 10_000;

    private static readonly ImmutableArray<string> StatementWords =
        ["if", "set", "unset", "reset", "foreach", "call", "call_indirect", "stop", "continue", "reload_lookup_table"];

    private static readonly ImmutableArray<string> ObjectWords =
        ["action", "module", "input", "template", "ruleset", "global", "main_queue", "parser", "lookup_table", "include",
         "timezone", "dyn_stats", "ratelimit"];

    private readonly CharReader _reader;
    private readonly Lexer _lexer;
    private readonly IConfigurationFiles _files;
    private readonly IncludeReader _includes;
    private readonly List<OpenBlock> _blocks = [];
    private TextSpan? _suspectBrace;
    private bool _isBraceReported;

    /// <summary>Makes a parser of one text.</summary>
    public ConfigurationParser(
        SourceText source, IConfigurationFiles files, IncludeReader includes, DiagnosticBag diagnostics)
    {
        _reader = new CharReader(source, diagnostics);
        _lexer = new Lexer(_reader, files);
        _files = files;
        _includes = includes;
    }

    /// <summary>Reads all of it.</summary>
    public ConfigurationSyntax Parse() => new(_reader.Source, ParseStatements());

    private ImmutableArray<StatementSyntax> ParseStatements()
    {
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        while (true)
        {
            _reader.SkipSpace(withHash: true);
            if (_reader.IsAtEnd)
            {
                return statements.ToImmutable();
            }

            if (_reader.Peek() == '}')
            {
                if (_blocks.Count > 0)
                {
                    return statements.ToImmutable();
                }

                Report(SyntaxDiagnostics.StrayBrace(_reader.Span(_reader.Position, 1)));
                _reader.Position++;
                continue;
            }

            statements.AddRange(ParseActionList());
        }
    }

    /// <summary>A statement, and what <c>&amp;</c> lines add to it.</summary>
    private ImmutableArray<StatementSyntax> ParseActionList()
    {
        var list = ImmutableArray.CreateBuilder<StatementSyntax>();
        var start = _reader.Position;
        list.Add(ParseStatement());
        if (_reader.Position == start)
        {
            throw new InvalidOperationException($"no progress at {_reader.Span(start, 1)}");
        }

        while (IsActionLike(start, list[^1]))
        {
            var before = _reader.Position;
            _reader.SkipSpace(withHash: true);
            if (_reader.Peek() != '&' || _reader.Peek(1) == '&')
            {
                _reader.Position = before;
                break;
            }

            _reader.Position++;
            SkipToBody();
            start = _reader.Position;
            list.Add(IsAtBodyEnd() ? MissingAction("&", before) : ParseStatement());
        }

        return list.ToImmutable();
    }

    /// <summary>Whether <c>&amp;</c> may follow: behind a block it may not.</summary>
    private bool IsActionLike(int start, StatementSyntax statement) => statement switch
    {
        LegacyActionSyntax or StopSyntax or ContinueSyntax or CallSyntax or ObjectSyntax { Body: null, Parts: null } => true,
        SetSyntax or UnsetSyntax or CallIndirectSyntax => true,
        ErrorSyntax => _reader.Source.Content[start] is not '}' and not '{',
        _ => false,
    };

    private StatementSyntax ParseStatement()
    {
        var start = _reader.Position;
        var next = _reader.Peek();
        switch (next)
        {
            case '$':
                return ParseDirective();
            case '!' or '+' when _reader.IsFirstOfLine(start):
            case '-' when _reader.IsFirstOfLine(start) && (char.IsAsciiLetterOrDigit(_reader.Peek(1)) || _reader.Peek(1) == '*'):
                return ParseBsdBlock();
            case ':' when !IsAtModuleAction():
                return ParsePropertyFilterRule();
            case '/' or '-' or '?' or '|' or '@' or '^' or '~' or ':':
            case '*' when !IsAtSelector():
                return ParseLegacyAction();
            case '&':
                return ParseStrayAmpersand();
            case '{' or '(':
                return ParseStrayGroup();
        }

        if (IsAtSelector())
        {
            return ParseSelectorRule();
        }

        return char.IsAsciiLetter(next) || next == '_' ? ParseWord() : ParseUnknown();
    }

    private StatementSyntax ParseWord()
    {
        var start = _reader.Position;
        var word = _reader.PeekWord(start);
        var name = new NameSyntax(word, _reader.Span(start, word.Length));
        _reader.Position += word.Length;
        var isCall = IsAtParenthesis();
        switch (word.ToLowerInvariant())
        {
            case "if":
                return ParseIf(name);
            case "set" or "reset":
                return ParseSet(name);
            case "unset":
                return ParseUnset(name);
            case "foreach":
                return ParseForeach(name);
            case "call":
                return ParseCall(name);
            case "call_indirect":
                return ParseCallIndirect(name);
            case "reload_lookup_table":
                return ParseReload(name);
            case "stop" when !isCall:
                return End(new StopSyntax(name.Span));
            case "continue" when !isCall:
                return End(new ContinueSyntax(name.Span));
            case "else" or "elseif" or "elsif" or "elif":
                return ParseStrayElse(name);
        }

        return isCall ? ParseObject(name) : ParseUnknownWord(name);
    }

    /// <summary>A <c>;</c> behind a statement that takes none is told, and the statement kept.</summary>
    private StatementSyntax End(StatementSyntax statement)
    {
        if (_reader.Peek() == ';')
        {
            Report(SyntaxDiagnostics.NeedlessSemicolon(_reader.Span(_reader.Position, 1)));
            _reader.Position++;
        }

        return statement;
    }

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
            return ParseBlock();
        }

        if (_blocks.Count >= MaximumDepth)
        {
            return RefuseDepth();
        }

        if (_reader.Peek() == '(')
        {
            var open = _reader.Span(_reader.Position, 1);
            Report(SyntaxDiagnostics.ParenthesesForBraces(open));
            SkipGroup();
            return [new ErrorSyntax(open)];
        }

        if (IsAtBodyEnd())
        {
            return [MissingAction(behind, behindEnd)];
        }

        // Depth counts nested bodies, too: "if a then if b then …" nests without a brace.
        _blocks.Add(OpenBlock.None);
        try
        {
            return ParseActionList();
        }
        finally
        {
            _blocks.RemoveAt(_blocks.Count - 1);
        }
    }

    private ImmutableArray<StatementSyntax> ParseBlock()
    {
        var open = _reader.Span(_reader.Position, 1);
        if (_blocks.Count >= MaximumDepth)
        {
            return RefuseDepth();
        }

        _reader.Position++;
        var block = new OpenBlock(open, _reader.GetIndent(open.Start));
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
            return;
        }

        // One forgotten brace leaves all blocks around it open; it is told once.
        if (!_isBraceReported)
        {
            _isBraceReported = true;
            Report(SyntaxDiagnostics.UnclosedBrace(_suspectBrace ?? block.Open));
        }
    }

    private ErrorSyntax MissingAction(string behind, int behindEnd)
    {
        var place = _reader.Span(behindEnd, 0);
        Report(SyntaxDiagnostics.MissingAction(place, behind));
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

    private void SkipSemicolon()
    {
        if (_reader.Peek() == ';')
        {
            _reader.Position++;
        }
    }

    private bool IsAtParenthesis()
    {
        var ahead = 0;
        while (_reader.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        return _reader.Peek(ahead) == '(';
    }

    private void Report(Diagnostic diagnostic) => _reader.Diagnostics.Add(diagnostic);

    private ErrorSyntax Error(int start) => new(_reader.SpanFrom(start));

    private sealed record OpenBlock(TextSpan Open, int Indent)
    {
        public static OpenBlock None { get; } = new(default, 0);
    }
}
