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

    /// <summary>How many "else if" may follow each other; the tree of rules gets deeper with each, though nobody sees it so.</summary>
    private const int MaximumElseIfs = 2000;

    /// <summary>Tokens of one expression: a chain of some thousand comparisons is still one.</summary>
    private const int MaximumTokens = 10_000;

    private static readonly ImmutableArray<string> StatementWords =
        ["if", "set", "unset", "reset", "foreach", "call", "call_indirect", "stop", "continue", "reload_lookup_table"];

    private static readonly ImmutableArray<string> ObjectWords =
        ["action", "module", "input", "template", "ruleset", "global", "main_queue", "parser", "lookup_table", "include",
         "timezone", "dyn_stats", "percentile_stats", "ratelimit"];

    private readonly CharReader _reader;
    private readonly Lexer _lexer;
    private readonly IConfigurationFiles _files;
    private readonly IncludeReader _includes;
    private readonly List<OpenBlock> _blocks = [];
    private int _elseIfs;
    private TextSpan? _suspectBrace;
    private TextSpan? _suspectClose;
    private bool _isBraceReported;
    private int _forgivenBraces;
    private int _openReportedAt = -1;
    private BareBody? _bareBody;
    private StatementSyntax? _previous;

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
        BareBody? bare = null;
        var firstIndent = -1;
        while (true)
        {
            _reader.SkipSpace(withHash: true);
            var start = _reader.Position;
            if (_reader.IsAtEnd || IsBlockLeftOpen(firstIndent))
            {
                return statements.ToImmutable();
            }

            if (_reader.Peek() == '}')
            {
                if (bare is null || !ClosesBare(bare))
                {
                    if (_blocks.Count > 0)
                    {
                        return statements.ToImmutable();
                    }

                    ReportStrayBrace();
                }
                else
                {
                    ReportBare(bare, "this } closes it");
                    bare = null;
                }

                _reader.Position++;
                continue;
            }

            if (bare is { Behind: "then" } && IsAtElse())
            {
                ReportBare(bare, "this else belongs to it");
            }
            else
            {
                bare = bare is not null && _reader.IsFirstOfLine(start) && _reader.GetIndent(start) <= bare.Indent ? null : bare;
            }

            firstIndent = firstIndent < 0 && _reader.IsFirstOfLine(start) ? _reader.GetIndent(start) : firstIndent;
            _bareBody = null;
            _previous = statements.Count > 0 ? statements[^1] : null;
            var isElse = bare is not null && IsAtElse();
            statements.AddRange(isElse ? [ParseDetachedElse()] : ParseActionList());
            bare = isElse ? null : _bareBody is { } found ? found with { Indent = _reader.GetIndent(start) } : bare;
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
            if (IsAtDirectivesBeforeAmpersand())
            {
                while (_reader.Peek() == '$')
                {
                    list.Add(ParseDirective());
                    _reader.SkipSpace(withHash: true);
                }
            }

            if (_reader.Peek() != '&' || _reader.Peek(1) == '&')
            {
                _reader.Position = before;
                break;
            }

            var behind = ++_reader.Position;
            SkipToBody();
            start = _reader.Position;
            list.Add(IsAtBodyEnd() ? MissingAction("&", behind) : ParseStatement());
        }

        return list.ToImmutable();
    }

    /// <summary>Directives may stand between an action and the <c>&amp;</c> that goes on with its filter: they are for that next
    /// action, such as <c>$ActionExecOnlyWhenPreviousIsSuspended</c>.</summary>
    private bool IsAtDirectivesBeforeAmpersand()
    {
        var start = _reader.Position;
        while (_reader.Peek() == '$' && _reader.IsFirstOfLine(_reader.Position))
        {
            _reader.ReadLogicalLine();
            _reader.SkipSpace(withHash: true);
        }

        var isBefore = _reader.Position > start && _reader.Peek() == '&' && _reader.Peek(1) != '&';
        _reader.Position = start;
        return isBefore;
    }

    /// <summary>Whether <c>&amp;</c> may follow: behind a block it may not.</summary>
    private bool IsActionLike(int start, StatementSyntax statement) => statement switch
    {
        LegacyActionSyntax or StopSyntax or ContinueSyntax or CallSyntax or ObjectSyntax { Body: null, Parts: null } => true,
        SetSyntax or UnsetSyntax or CallIndirectSyntax => true,
        ErrorSyntax => start < _reader.Source.Content.Length && _reader.Source.Content[start] is not '}' and not '{',
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
            case '/' or '-' or ';' when IsAtForeignComment():
                return ParseForeignComment();
            case '-' when IsAtYaml(start + 1):
                return ParseYaml(start);
            case '@' when IsAtSyslogNgPragma():
                return ParseUnknownWord(PeekPragma());
            case '!' or '+' when _reader.IsFirstOfLine(start):
            case '-' when _reader.IsFirstOfLine(start) && (char.IsAsciiLetterOrDigit(_reader.Peek(1)) || _reader.Peek(1) == '*'):
                return ParseBsdBlock();
            case ':' when !IsAtModuleAction():
                return ParsePropertyFilterRule();
            case '*' when _reader.Peek(1) == '/':
                return ParseStrayCommentEnd();
            case '/' or '-' or '?' or '|' or '@' or '^' or '~' or ':':
            case '*' when !IsAtSelector():
                return ParseLegacyAction();
            case '&':
                return ParseStrayAmpersand();
            case '{' or '(' or ')' or ']':
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
        var isCall = IsAtParenthesis(ObjectWords.Contains(word, StringComparer.OrdinalIgnoreCase));
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
            Report(SyntaxDiagnostics.NeedlessSemicolon(
                _reader.Span(_reader.Position, 1), isHarmless: statement is StopSyntax or ContinueSyntax));
            _reader.Position++;
        }

        return statement;
    }

    private void SkipSemicolon()
    {
        if (_reader.Peek() == ';')
        {
            _reader.Position++;
        }
    }

    /// <summary>Whether parentheses follow. Behind the name of an object a new line may come first.</summary>
    private bool IsAtParenthesis(bool mayBreak = false)
    {
        var ahead = 0;
        while (_reader.Peek(ahead) is ' ' or '\t' || (mayBreak && _reader.Peek(ahead) is '\n' or '\r'))
        {
            ahead++;
        }

        return _reader.Peek(ahead) == '(';
    }

    private void Report(Diagnostic diagnostic) => _reader.Diagnostics.Add(diagnostic);

    private ErrorSyntax Error(int start) => new(_reader.SpanFrom(start));

    private ErrorSyntax Error(int start, ImmutableArray<StatementSyntax> statements) =>
        new(_reader.SpanFrom(start)) { Statements = statements };
}
