using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>What a token of RainerScript is.</summary>
internal enum TokenKind
{
    /// <summary>A keyword, operator word, parameter or function name.</summary>
    Word,

    /// <summary><c>$msg</c>, <c>$!a!b</c>; its text is without the first <c>$</c>.</summary>
    Property,

    /// <summary>A quoted text, or what backticks gave.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator or bracket.</summary>
    Sign,

    /// <summary>Something that no token begins with, or a token with a mistake inside: no grammar takes it, and
    /// <see cref="Token.Mistake"/> says what is wrong.</summary>
    Mistake,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>A token of RainerScript.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Written">The characters; for <see cref="TokenKind.Property"/> without the first <c>$</c>.</param>
/// <param name="Span">Where.</param>
internal readonly record struct Token(TokenKind Kind, string Written, TextSpan Span)
{
    /// <summary>For <see cref="TokenKind.Text"/>.</summary>
    public TextSyntax? Text { get; init; }

    /// <summary>For <see cref="TokenKind.Number"/>.</summary>
    public long Number { get; init; }

    /// <summary>For <see cref="TokenKind.Mistake"/>.</summary>
    public Diagnostic? Mistake { get; init; }

    /// <summary>Whether it is the first one of its line.</summary>
    public bool IsFirstOfLine { get; init; }

    /// <summary>Whether it is that sign.</summary>
    public bool IsSign(string sign) => Kind == TokenKind.Sign && Written == sign;

    /// <summary>Whether it is that word, without case.</summary>
    public bool IsWord(string word) =>
        Kind == TokenKind.Word && string.Equals(Written, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As a name.</summary>
    public NameSyntax ToName() => new(Written, Span);
}
