using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>A selector line: <c>*.info;mail.none action</c>, with the actions of its <c>&amp;</c> lines or its block.</summary>
/// <param name="Selector">The filter.</param>
/// <param name="Actions">What is done; statements of any kind when a block follows.</param>
/// <param name="Span">All of it.</param>
public sealed record SelectorRuleSyntax(SelectorSyntax Selector, ImmutableArray<StatementSyntax> Actions, TextSpan Span)
    : StatementSyntax(Span);

/// <summary>Selector parts, in order; a later part overrides an earlier one.</summary>
/// <param name="Parts">What <c>;</c> separates.</param>
/// <param name="Span">All of it.</param>
public sealed record SelectorSyntax(ImmutableArray<SelectorPartSyntax> Parts, TextSpan Span);

/// <summary><c>facility,facility.[!][=]severity</c>. Whether the names exist is the binder's question.</summary>
/// <param name="Facilities">Names; <c>*</c> is one.</param>
/// <param name="IsNegated"><c>!</c>: takes away.</param>
/// <param name="IsExact"><c>=</c>: this severity alone.</param>
/// <param name="Severity">A name, a number, <c>*</c> or <c>none</c>.</param>
/// <param name="Span">All of it.</param>
public sealed record SelectorPartSyntax(
    ImmutableArray<NameSyntax> Facilities, bool IsNegated, bool IsExact, NameSyntax Severity, TextSpan Span);

/// <summary>A property filter line: <c>:msg, !contains, "x" action</c>.</summary>
/// <param name="Property">As written, for variables with <c>$</c>: <c>$!a!b</c>.</param>
/// <param name="IsNegated"><c>!</c> before the operation.</param>
/// <param name="Operation">As written; the binder resolves it.</param>
/// <param name="Value">The comparison value, escapes resolved.</param>
/// <param name="Actions">As in <see cref="SelectorRuleSyntax"/>.</param>
/// <param name="Span">All of it.</param>
public sealed record PropertyFilterRuleSyntax(
    NameSyntax Property, bool IsNegated, NameSyntax Operation, TextSyntax Value, ImmutableArray<StatementSyntax> Actions,
    TextSpan Span) : StatementSyntax(Span);

/// <summary><c>if … then … else …</c>, with the actions of <c>&amp;</c> lines in the last branch.</summary>
/// <param name="Condition">The expression.</param>
/// <param name="Then">One statement, or those of the block.</param>
/// <param name="Else">Empty without else; <c>else if</c> is one <see cref="IfSyntax"/>.</param>
/// <param name="Span">All of it.</param>
public sealed record IfSyntax(
    ExpressionSyntax Condition, ImmutableArray<StatementSyntax> Then, ImmutableArray<StatementSyntax> Else, TextSpan Span)
    : StatementSyntax(Span);
