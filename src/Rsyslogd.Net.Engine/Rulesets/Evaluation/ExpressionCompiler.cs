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
    private readonly PropertyLiterals _literals = new();

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
        { Id: PropertyId.SyslogTag } => new TagAccessor(),
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
            case BoundText text when IsText(left):
                return CompileTextOperation(operation, ((BoundProperty)left).Property, text.Value);
            case BoundArray array when IsText(left):
                return CompileTextOperation(operation, ((BoundProperty)left).Property, [.. array.Values]);
            case BoundArray array:
                return new TextListComparisonNode(operation, Compile(left), [.. array.Values]);
            default:
                return new TextComparisonNode(operation, Compile(left), Compile(right));
        }
    }

    private ExpressionNode CompileTextOperation(TextOperation operation, PropertyReference property, byte[] value)
    {
        var accessor = Access(property);
        var literal = IsCaseSensitive(operation) ? _literals.Add(property, accessor, value) : null;
        return literal is not null && operation == TextOperation.Contains
            ? new LiteralNode(literal)
            : new PropertyTextNode(accessor, operation, value, literal?.Required);
    }

    private ExpressionNode CompileTextOperation(TextOperation operation, PropertyReference property, byte[][] values)
    {
        var accessor = Access(property);
        var required = IsCaseSensitive(operation) ? _literals.AddAny(property, accessor, values) : null;
        return required is not null && operation == TextOperation.Contains
            ? new AnyLiteralNode(required)
            : new PropertyTextListNode(accessor, operation, values, required);
    }

    // These find nothing where the text does not contain the value.
    private static bool IsCaseSensitive(TextOperation operation) =>
        operation is TextOperation.Equal or TextOperation.Contains or TextOperation.StartsWith or TextOperation.EndsWith;

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
                var property = ((BoundProperty)left).Property;
                return isNegated
                    ? new PropertyNotEqualNode(Access(property), text.Value)
                    : CompileTextOperation(TextOperation.Equal, property, text.Value);
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
        var node = filter.Operation switch
        {
            PropertyFilterOperation.IsEmpty => new PropertyEmptyNode(Access(filter.Property)),
            PropertyFilterOperation.Regex => CompileRegex(filter, isExtended: false),
            PropertyFilterOperation.ExtendedRegex => CompileRegex(filter, isExtended: true),
            _ => CompileTextOperation(TextOperationOf(filter.Operation), filter.Property, filter.Value),
        };
        return filter.IsNegated ? new NotNode(node) : node;
    }

    private static TextOperation TextOperationOf(PropertyFilterOperation operation) => operation switch
    {
        PropertyFilterOperation.Contains => TextOperation.Contains,
        PropertyFilterOperation.ContainsIgnoreCase => TextOperation.ContainsIgnoreCase,
        PropertyFilterOperation.IsEqual => TextOperation.Equal,
        PropertyFilterOperation.StartsWith => TextOperation.StartsWith,
        PropertyFilterOperation.StartsWithIgnoreCase => TextOperation.StartsWithIgnoreCase,
        PropertyFilterOperation.EndsWith => TextOperation.EndsWith,
        PropertyFilterOperation.EndsWithIgnoreCase => TextOperation.EndsWithIgnoreCase,
        _ => throw new UnreachableException(operation.ToString()),
    };

    private ExpressionNode CompileRegex(BoundPropertyFilter filter, bool isExtended)
    {
        // The binder has compiled the expression once to check it.
        var regex = RegexFilter.TryCompile(filter.Value, isExtended, ignoreCase: false) ?? throw new InvalidOperationException("regular expression");
        var accessor = Access(filter.Property);
        return _literals.Add(filter.Property, accessor, regex.Literal) is { } literal
            ? new LiteralRegexNode(literal, _literals.Add(filter.Property, accessor, regex.OtherLiteral), regex)
            : new PropertyRegexNode(accessor, regex);
    }
}
