using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>An expression of RainerScript.</summary>
/// <param name="Span">From its first to its last character; with parentheses, if it stood in some.</param>
public abstract record ExpressionSyntax(TextSpan Span);

/// <summary>A string constant, or what backticks gave.</summary>
/// <param name="Text">Escapes resolved.</param>
/// <param name="Span">With the quotes.</param>
public sealed record StringSyntax(TextSyntax Text, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A number: decimal, octal with a leading 0, hexadecimal with a leading 0x.</summary>
public sealed record NumberSyntax(long Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>["a", "b"]</c></summary>
public sealed record ArraySyntax(ImmutableArray<StringSyntax> Items, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A property or variable.</summary>
/// <param name="Name">Without the leading <c>$</c>: <c>msg</c>, <c>$now</c> (written <c>$$now</c>), <c>!a!b[1]</c>,
/// <c>.x</c>, <c>/g</c>.</param>
/// <param name="Span">With the <c>$</c>.</param>
public sealed record PropertySyntax(string Name, TextSpan Span) : ExpressionSyntax(Span)
{
    /// <summary>Whether it is a variable (of the message, local or global) and no property.</summary>
    public bool IsVariable => Name[0] is '!' or '.' or '/';
}

/// <summary>not, unary minus.</summary>
public sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>Two operands.</summary>
/// <param name="Operator">Which.</param>
/// <param name="OperatorSpan">Where the operator stands.</param>
/// <param name="Left">Left operand.</param>
/// <param name="Right">Right operand.</param>
/// <param name="Span">All of it.</param>
public sealed record BinarySyntax(
    BinaryOperator Operator, TextSpan OperatorSpan, ExpressionSyntax Left, ExpressionSyntax Right, TextSpan Span)
    : ExpressionSyntax(Span);

/// <summary><c>name(arguments)</c>; whether such a function exists is the binder's question.</summary>
public sealed record FunctionCallSyntax(NameSyntax Function, ImmutableArray<ExpressionSyntax> Arguments, TextSpan Span)
    : ExpressionSyntax(Span);

/// <summary><c>prifilt("selector")</c></summary>
public sealed record PriorityFilterSyntax(SelectorSyntax Selector, TextSpan Span) : ExpressionSyntax(Span);
