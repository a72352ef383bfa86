using System.Diagnostics;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Engine.Rulesets.Functions;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Makes running nodes of bound expressions, for one worker thread. Cold.</summary>
internal sealed class ExpressionCompiler(RulesetContext context)
{
    /// <summary>Compiles an expression.</summary>
    public ExpressionNode Compile(BoundExpression expression) => expression switch
    {
        BoundText text => new TextNode(text.Value),
        BoundNumber number => new NumberNode(number.Value),
        BoundProperty { Property.Path: { } path, Property.Id: not PropertyId.AllJson and not PropertyId.AllJsonPlain }
            => new VariableNode(new VariableReference(path, context.Globals)),
        BoundProperty property => new PropertyNode(Access(property.Property)),
        BoundUnary { Operator: UnaryOperator.Not } unary => new NotNode(Compile(unary.Operand)),
        BoundUnary { Operator: UnaryOperator.Negate } unary => new NegateNode(Compile(unary.Operand)),
        BoundBinary binary => CompileBinary(binary),
        BoundPriorityFilter filter => new PriorityNode([.. filter.Masks], filter.MatchesInvalid),
        BoundPropertyFilter filter => CompilePropertyFilter(filter),
        BoundFunctionCall call => FunctionTable.Create(call, this, context),

        // An array where one value is wanted counts as its first value, as in rsyslog.
        BoundArray array => new TextNode(array.Values.IsEmpty ? [] : array.Values[0]),
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>Access to a property or variable as text.</summary>
    public PropertyAccessor Access(PropertyReference property) => property switch
    {
        { Id: PropertyId.Msg } => new MsgAccessor(),
        { Path: { } path } => new VariableAccessor(new VariableReference(path, context.Globals)),
        { Id: PropertyId.AllJson or PropertyId.AllJsonPlain } =>
            new VariableAccessor(new VariableReference(new VariablePath('!', []), context.Globals)),
        _ => new NamedPropertyAccessor(property.Id),
    };

    private static TextOperation? TextOperationOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Contains => TextOperation.Contains,
        BinaryOperator.ContainsIgnoreCase => TextOperation.ContainsIgnoreCase,
        BinaryOperator.StartsWith => TextOperation.StartsWith,
        BinaryOperator.StartsWithIgnoreCase => TextOperation.AgreesFromStartIgnoreCase,
        BinaryOperator.EndsWith => TextOperation.EndsWith,
        BinaryOperator.EndsWithIgnoreCase => TextOperation.EndsWithIgnoreCase,
        _ => null,
    };

    private static bool IsText(BoundExpression expression) =>
        expression is BoundProperty { Property.Path: null, Property.Id: not PropertyId.AllJson };

    private ExpressionNode CompileBinary(BoundBinary binary)
    {
        if (TextOperationOf(binary.Operator) is { } operation)
        {
            return CompileTextOperation(operation, binary.Left, binary.Right);
        }

        switch (binary.Operator)
        {
            case BinaryOperator.And:
                return new AndNode(Compile(binary.Left), Compile(binary.Right));
            case BinaryOperator.Or:
                return new OrNode(Compile(binary.Left), Compile(binary.Right));
            case BinaryOperator.Concatenate:
                return new ConcatenateNode(Compile(binary.Left), Compile(binary.Right));
            case var _ when ArithmeticOf(binary.Operator) is { } arithmetic:
                return CompileArithmetic(arithmetic, binary);
            default:
                return CompileComparison(binary);
        }
    }

    private ExpressionNode CompileArithmetic(Arithmetic operation, BoundBinary binary) =>
        TryGetConstant(binary.Left, out var left) && TryGetConstant(binary.Right, out var right)
            ? new NumberNode(ArithmeticNode.Calculate(operation, left, right))
            : new ArithmeticNode(operation, Compile(binary.Left), Compile(binary.Right));

    // rsyslog calculates with constants beforehand, and reads text as it reads numbers of a configuration then.
    private static bool TryGetConstant(BoundExpression expression, out long number)
    {
        number = expression switch
        {
            BoundNumber constant => constant.Value,
            BoundText text => NumberText.ReadConstant(text.Value),
            _ => 0,
        };
        if (expression is BoundBinary binary && ArithmeticOf(binary.Operator) is { } operation
            && TryGetConstant(binary.Left, out var left) && TryGetConstant(binary.Right, out var right))
        {
            number = ArithmeticNode.Calculate(operation, left, right);
            return true;
        }

        return expression is BoundNumber or BoundText;
    }

    private static Arithmetic? ArithmeticOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => Arithmetic.Add,
        BinaryOperator.Subtract => Arithmetic.Subtract,
        BinaryOperator.Multiply => Arithmetic.Multiply,
        BinaryOperator.Divide => Arithmetic.Divide,
        BinaryOperator.Modulo => Arithmetic.Modulo,
        _ => null,
    };

    private ExpressionNode CompileTextOperation(TextOperation operation, BoundExpression left, BoundExpression right)
    {
        switch (right)
        {
            case BoundText text when left is BoundProperty { Property: { Id: PropertyId.Msg, Path: null } } && operation == TextOperation.Contains:
                return new MsgContainsNode(text.Value);
            case BoundText text when IsText(left):
                return new PropertyTextNode(Access(((BoundProperty)left).Property), operation, text.Value);
            case BoundArray array when IsText(left):
                return new PropertyTextListNode(Access(((BoundProperty)left).Property), operation, [.. array.Values]);
            case BoundArray array:
                return new TextListComparisonNode(operation, Compile(left), [.. array.Values]);
            default:
                return new TextComparisonNode(operation, Compile(left), Compile(right));
        }
    }

    private ExpressionNode CompileComparison(BoundBinary binary)
    {
        var comparison = binary.Operator switch
        {
            BinaryOperator.Equal => Comparison.Equal,
            BinaryOperator.NotEqual => Comparison.NotEqual,
            BinaryOperator.Less => Comparison.Less,
            BinaryOperator.LessOrEqual => Comparison.LessOrEqual,
            BinaryOperator.Greater => Comparison.Greater,
            BinaryOperator.GreaterOrEqual => Comparison.GreaterOrEqual,
            _ => throw new UnreachableException(binary.Operator.ToString()),
        };
        if (comparison is Comparison.Equal or Comparison.NotEqual)
        {
            return CompileEquality(comparison, binary.Left, binary.Right);
        }

        return new ComparisonNode(comparison, Compile(binary.Left), Compile(binary.Right));
    }

    private ExpressionNode CompileEquality(Comparison comparison, BoundExpression left, BoundExpression right)
    {
        var isNegated = comparison == Comparison.NotEqual;
        if (left is BoundArray && right is not BoundArray)
        {
            (left, right) = (right, left);
        }

        switch (right)
        {
            case BoundText text when IsText(left):
                var property = Access(((BoundProperty)left).Property);
                return isNegated
                    ? new PropertyNotEqualNode(property, text.Value)
                    : new PropertyTextNode(property, TextOperation.Equal, text.Value);
            case BoundArray array when IsText(left):
                var one = CompileTextOperation(TextOperation.Equal, left, array);
                return isNegated ? new NotNode(one) : one;
            case BoundArray array:
                return new ArrayEqualityNode(isNegated, Compile(left), Sort(array));
            default:
                return new ComparisonNode(comparison, Compile(left), Compile(right));
        }
    }

    private static byte[][] Sort(BoundArray array)
    {
        byte[][] values = [.. array.Values];
        Array.Sort(values, (a, b) => a.AsSpan().SequenceCompareTo(b));
        return values;
    }

    private ExpressionNode CompilePropertyFilter(BoundPropertyFilter filter)
    {
        var property = Access(filter.Property);
        ExpressionNode node = filter.Operation switch
        {
            PropertyFilterOperation.IsEmpty => new PropertyEmptyNode(property),
            PropertyFilterOperation.Regex => new PropertyRegexNode(property, CompileRegex(filter.Value, false)),
            PropertyFilterOperation.ExtendedRegex => new PropertyRegexNode(property, CompileRegex(filter.Value, true)),
            PropertyFilterOperation.Contains when property is MsgAccessor => new MsgContainsNode(filter.Value),
            PropertyFilterOperation.Contains => new PropertyTextNode(property, TextOperation.Contains, filter.Value),
            PropertyFilterOperation.ContainsIgnoreCase =>
                new PropertyTextNode(property, TextOperation.ContainsIgnoreCase, filter.Value),
            PropertyFilterOperation.IsEqual => new PropertyTextNode(property, TextOperation.Equal, filter.Value),
            PropertyFilterOperation.StartsWith => new PropertyTextNode(property, TextOperation.StartsWith, filter.Value),
            PropertyFilterOperation.StartsWithIgnoreCase =>
                new PropertyTextNode(property, TextOperation.StartsWithIgnoreCase, filter.Value),
            PropertyFilterOperation.EndsWith => new PropertyTextNode(property, TextOperation.EndsWith, filter.Value),
            PropertyFilterOperation.EndsWithIgnoreCase =>
                new PropertyTextNode(property, TextOperation.EndsWithIgnoreCase, filter.Value),
        };
        return filter.IsNegated ? new NotNode(node) : node;
    }

    // The binder has compiled the expression once to check it.
    private static RegexFilter CompileRegex(byte[] pattern, bool isExtended) =>
        RegexFilter.TryCompile(pattern, isExtended, ignoreCase: false) ?? throw new InvalidOperationException("regular expression");
}
