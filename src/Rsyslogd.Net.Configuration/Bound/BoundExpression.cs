using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>An expression of RainerScript, or a filter line turned into one.</summary>
/// <param name="Span">Where it stands.</param>
public abstract record BoundExpression(TextSpan Span);

/// <summary>A string constant.</summary>
public sealed record BoundText(byte[] Value, TextSpan Span) : BoundExpression(Span);

/// <summary>A number.</summary>
public sealed record BoundNumber(long Value, TextSpan Span) : BoundExpression(Span);

/// <summary>An array of string constants; only on the right side of comparisons and as a function argument.</summary>
public sealed record BoundArray(ImmutableArray<byte[]> Values, TextSpan Span) : BoundExpression(Span);

/// <summary>A message or system property, or a variable.</summary>
public sealed record BoundProperty(PropertyReference Property, TextSpan Span) : BoundExpression(Span);

/// <summary>not, and the unary minus.</summary>
public sealed record BoundUnary(UnaryOperator Operator, BoundExpression Operand, TextSpan Span) : BoundExpression(Span);

/// <summary>Two operands.</summary>
public sealed record BoundBinary(BinaryOperator Operator, BoundExpression Left, BoundExpression Right, TextSpan Span)
    : BoundExpression(Span);

/// <summary>A function call; the number of arguments has been checked.</summary>
/// <param name="Function">Lower-case name.</param>
/// <param name="Arguments">In order.</param>
/// <param name="Span">Where it stands.</param>
public sealed record BoundFunctionCall(string Function, ImmutableArray<BoundExpression> Arguments, TextSpan Span)
    : BoundExpression(Span);

/// <summary>A selector line or prifilt("…").</summary>
/// <param name="Masks">24 masks, one for each facility; bit s set: severity s matches.</param>
/// <param name="MatchesInvalid">Whether messages with an invalid PRI match.</param>
/// <param name="Span">Where it stands.</param>
public sealed record BoundPriorityFilter(ImmutableArray<byte> Masks, bool MatchesInvalid, TextSpan Span) : BoundExpression(Span);

/// <summary>A property filter line: <c>:msg, !contains, "x"</c>.</summary>
public sealed record BoundPropertyFilter(
    PropertyReference Property, PropertyFilterOperation Operation, bool IsNegated, byte[] Value, TextSpan Span)
    : BoundExpression(Span);

/// <summary>A property and, for variables, the path in its tree.</summary>
/// <param name="Id">The property.</param>
/// <param name="Path">For the three variable kinds (and $!all-json with a path); null otherwise.</param>
public sealed record PropertyReference(PropertyId Id, VariablePath? Path = null);

/// <summary>A variable: which tree, and the steps into it.</summary>
/// <param name="Root"><c>!</c> message, <c>.</c> local, <c>/</c> global.</param>
/// <param name="Steps">Member names in order, an array index as <c>[n]</c> behind a name; empty for the whole tree.</param>
public sealed record VariablePath(char Root, ImmutableArray<string> Steps);

/// <summary>Operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary>not</summary>
    Not,

    /// <summary>-</summary>
    Negate,
}

/// <summary>Operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary>and</summary>
    And,
    /// <summary>or</summary>
    Or,
    /// <summary>==</summary>
    Equal,
    /// <summary>!= and &lt;&gt;</summary>
    NotEqual,
    /// <summary>&lt;</summary>
    Less,
    /// <summary>&lt;=</summary>
    LessOrEqual,
    /// <summary>&gt;</summary>
    Greater,
    /// <summary>&gt;=</summary>
    GreaterOrEqual,
    /// <summary>contains</summary>
    Contains,
    /// <summary>contains_i</summary>
    ContainsIgnoreCase,
    /// <summary>startswith</summary>
    StartsWith,
    /// <summary>startswith_i</summary>
    StartsWithIgnoreCase,
    /// <summary>endswith</summary>
    EndsWith,
    /// <summary>endswith_i</summary>
    EndsWithIgnoreCase,
    /// <summary>&amp;</summary>
    Concatenate,
    /// <summary>+</summary>
    Add,
    /// <summary>-</summary>
    Subtract,
    /// <summary>*</summary>
    Multiply,
    /// <summary>/</summary>
    Divide,
    /// <summary>%</summary>
    Modulo,
}

/// <summary>Compare operations of property filters.</summary>
public enum PropertyFilterOperation
{
    /// <summary>contains</summary>
    Contains,
    /// <summary>contains_i</summary>
    ContainsIgnoreCase,
    /// <summary>isequal</summary>
    IsEqual,
    /// <summary>isempty</summary>
    IsEmpty,
    /// <summary>startswith</summary>
    StartsWith,
    /// <summary>startswith_i</summary>
    StartsWithIgnoreCase,
    /// <summary>endswith</summary>
    EndsWith,
    /// <summary>endswith_i</summary>
    EndsWithIgnoreCase,
    /// <summary>regex: POSIX basic</summary>
    Regex,
    /// <summary>ereregex: POSIX extended</summary>
    ExtendedRegex,
}
