using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary><c>stop</c>, and its legacy forms <c>~</c> and <c>:omdiscard:</c>.</summary>
public sealed record StopSyntax(TextSpan Span) : StatementSyntax(Span);

/// <summary><c>continue</c>: does nothing.</summary>
public sealed record ContinueSyntax(TextSpan Span) : StatementSyntax(Span);

/// <summary><c>call NAME</c>.</summary>
public sealed record CallSyntax(NameSyntax Ruleset, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>call_indirect EXPR;</c></summary>
public sealed record CallIndirectSyntax(ExpressionSyntax Ruleset, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>set $!v = EXPR;</c> and <c>reset $!v = EXPR;</c></summary>
/// <param name="Variable">Its name begins with <c>!</c>, <c>.</c> or <c>/</c>.</param>
/// <param name="Value">The expression.</param>
/// <param name="IsReset">reset: replaces instead of merging trees.</param>
/// <param name="Span">All of it.</param>
public sealed record SetSyntax(PropertySyntax Variable, ExpressionSyntax Value, bool IsReset, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>unset $!v;</c></summary>
public sealed record UnsetSyntax(PropertySyntax Variable, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>foreach ($.item in EXPR) do { … }</c></summary>
public sealed record ForeachSyntax(
    PropertySyntax Item, ExpressionSyntax Collection, ImmutableArray<StatementSyntax> Body, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>reload_lookup_table("table", "stub")</c></summary>
/// <param name="Arguments">As written; the binder checks their number.</param>
/// <param name="Span">All of it.</param>
public sealed record ReloadLookupTableSyntax(ImmutableArray<ExpressionSyntax> Arguments, TextSpan Span) : StatementSyntax(Span);
