using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>The tokens of one statement's head, and the one that ended it (then, <c>;</c>, a brace, the next statement).</summary>
internal sealed record TokenRun(List<Token> Tokens, Token Stop)
{
    /// <summary>The place behind the last token.</summary>
    public TextSpan LastEnd => Tokens.Count == 0
        ? Stop.Span with { Length = 0 }
        : new TextSpan(Stop.Span.Source, Tokens[^1].Span.End, 0);

    /// <summary>The token at an index; behind the last one that which ended them.</summary>
    public Token this[int index] => index >= 0 && index < Tokens.Count ? Tokens[index] : Stop;
}
