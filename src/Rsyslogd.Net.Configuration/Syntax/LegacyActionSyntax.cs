using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>An action of one line in the old format. <c>~</c> and <c>:omdiscard:</c> are <see cref="StopSyntax"/>.</summary>
/// <param name="Span">From its first character to the end of the template name.</param>
public abstract record LegacyActionSyntax(TextSpan Span) : StatementSyntax(Span)
{
    /// <summary>The template behind <c>;</c>; null: none given.</summary>
    public NameSyntax? Template { get; init; }
}

/// <summary><c>/path</c>, <c>-/path</c>, <c>?DynamicNameTemplate</c>, <c>-?Name</c>.</summary>
/// <param name="Target">The path, or the name of the template that makes it.</param>
/// <param name="IsDynamic"><c>?</c></param>
/// <param name="IsUnsynced"><c>-</c>: don't sync after each write.</param>
/// <param name="Span">All of it.</param>
public sealed record FileActionSyntax(TextSyntax Target, bool IsDynamic, bool IsUnsynced, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>|/path/of/fifo</c></summary>
public sealed record PipeActionSyntax(TextSyntax Path, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>@host:port</c>, <c>@@(o)host:port</c>, <c>@[::1]:514</c>.</summary>
/// <param name="IsTcp"><c>@@</c></param>
/// <param name="Options">What stands in parentheses, separated by commas: <c>o</c>, <c>z9</c>, …</param>
/// <param name="Host">Without brackets.</param>
/// <param name="Port">Number or service name; null: not given.</param>
/// <param name="Span">All of it.</param>
public sealed record ForwardActionSyntax(
    bool IsTcp, ImmutableArray<NameSyntax> Options, TextSyntax Host, TextSyntax? Port, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>:omusrmsg:users</c>, <c>*</c>, and a plain list of users.</summary>
/// <param name="Users">Names; <c>*</c> alone is everybody.</param>
/// <param name="Span">All of it.</param>
public sealed record UsersActionSyntax(ImmutableArray<NameSyntax> Users, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>^program</c>: runs it for each message.</summary>
public sealed record ShellActionSyntax(TextSyntax Program, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>:omfile:$outchannel</c>, <c>$outchannel</c>.</summary>
/// <param name="Outchannel">Its name without <c>$</c>.</param>
/// <param name="Span">All of it.</param>
public sealed record OutchannelActionSyntax(NameSyntax Outchannel, TextSpan Span) : LegacyActionSyntax(Span);

/// <summary><c>:omXXX:rest</c> for any other module.</summary>
/// <param name="Module">For example <c>omprog</c>.</param>
/// <param name="Argument">What stands behind the second colon, up to <c>;</c>.</param>
/// <param name="Span">All of it.</param>
public sealed record ModuleActionSyntax(NameSyntax Module, TextSyntax Argument, TextSpan Span) : LegacyActionSyntax(Span);
