using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>A file, or a text given inline, as it was written. Statements with mistakes are <see cref="ErrorSyntax"/>.</summary>
/// <param name="Source">The text.</param>
/// <param name="Statements">In order.</param>
public sealed record ConfigurationSyntax(SourceText Source, ImmutableArray<StatementSyntax> Statements);

/// <summary>One statement.</summary>
/// <param name="Span">From its first to its last character.</param>
public abstract record StatementSyntax(TextSpan Span);

/// <summary>A statement that could not be read. It has been reported, and nothing more is to be said about it.</summary>
public sealed record ErrorSyntax(TextSpan Span) : StatementSyntax(Span)
{
    /// <summary>What could be read inside of it: it is checked, and never runs.</summary>
    public ImmutableArray<StatementSyntax> Statements { get; init; } = [];
}

/// <summary><c>$Name value</c>; <c>$template</c>, <c>$outchannel</c> and <c>$IncludeConfig</c> have nodes of their own.</summary>
/// <param name="Name">Without the <c>$</c> (the span is without it, too).</param>
/// <param name="Value">What follows, without surrounding blanks; quotes are still in it.</param>
/// <param name="Span">The line.</param>
public sealed record DirectiveSyntax(NameSyntax Name, TextSyntax Value, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>$IncludeConfig</c> or <c>include()</c>: what was included takes part as if it stood here.</summary>
/// <param name="Files">The files it was expanded to, in order; for <c>text=</c> that text. May be empty.</param>
/// <param name="Span">The statement.</param>
public sealed record IncludeSyntax(ImmutableArray<ConfigurationSyntax> Files, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>!prog</c>, <c>+host</c>, <c>-host</c>: BSD blocks, which rsyslog reports and ignores since version 7. It has
/// been reported; what follows applies to all messages.</summary>
public sealed record BsdBlockSyntax(TextSpan Span) : StatementSyntax(Span);

/// <summary><c>$outchannel name,file,maxsize,command</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file.</param>
/// <param name="MaximumSize">Bytes, as written; null: not given.</param>
/// <param name="Command">Run when the size is reached; null: not given.</param>
/// <param name="Span">The line.</param>
public sealed record OutchannelSyntax(
    NameSyntax Name, TextSyntax File, TextSyntax? MaximumSize, TextSyntax? Command, TextSpan Span) : StatementSyntax(Span);
