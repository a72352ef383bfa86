using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>A statement of a ruleset.</summary>
/// <param name="Span">Where it stands.</param>
public abstract record BoundStatement(TextSpan Span);

/// <summary>if … then … else, and every selector or property filter line (which have no else).</summary>
public sealed record BoundIf(
    BoundExpression Condition, ImmutableArray<BoundStatement> Then, ImmutableArray<BoundStatement> Else, TextSpan Span)
    : BoundStatement(Span);

/// <summary>Hands the message to an action.</summary>
/// <param name="Module">For example <c>omfile</c>.</param>
/// <param name="Parameters">The action's parameters, the common ones (action.*, queue.*) and "template" among them. For
/// legacy lines under the names of the modern form: <c>/path</c> is omfile's "file", <c>?Name</c> its "dynaFile",
/// <c>-</c> its "sync" off; <c>@@h:p</c> omfwd's "target", "port", "protocol"; users omusrmsg's "users".</param>
/// <param name="Template">The template that formats the message; null: the module's default.</param>
/// <param name="Span">Where it stands.</param>
public sealed record BoundAction(string Module, BoundParameters Parameters, BoundTemplate? Template, TextSpan Span)
    : BoundStatement(Span)
{
    /// <summary>The parameter "name", for statistics and messages; null when not given.</summary>
    public string? Name { get; init; }

    /// <summary>For omfile with dynaFile (and others that name a second template): that template.</summary>
    public BoundTemplate? NameTemplate { get; init; }
}

/// <summary>stop, <c>~</c> and <c>:omdiscard:</c>.</summary>
public sealed record BoundStop(TextSpan Span) : BoundStatement(Span);

/// <summary>continue: does nothing.</summary>
public sealed record BoundContinue(TextSpan Span) : BoundStatement(Span);

/// <summary>call NAME.</summary>
public sealed record BoundCall(string Ruleset, TextSpan Span) : BoundStatement(Span);

/// <summary>call_indirect EXPR.</summary>
public sealed record BoundCallIndirect(BoundExpression Name, TextSpan Span) : BoundStatement(Span);

/// <summary>set (replaces) and reset (rsyslog: for trees, replaces instead of merging).</summary>
public sealed record BoundSet(VariablePath Variable, BoundExpression Value, bool IsReset, TextSpan Span) : BoundStatement(Span);

/// <summary>unset.</summary>
public sealed record BoundUnset(VariablePath Variable, TextSpan Span) : BoundStatement(Span);

/// <summary>foreach ($.item in EXPR) do { … }.</summary>
public sealed record BoundForeach(
    VariablePath Item, BoundExpression Collection, ImmutableArray<BoundStatement> Body, TextSpan Span) : BoundStatement(Span);

/// <summary>reload_lookup_table("name", "stub").</summary>
public sealed record BoundReloadLookupTable(string Table, string? Stub, TextSpan Span) : BoundStatement(Span);
