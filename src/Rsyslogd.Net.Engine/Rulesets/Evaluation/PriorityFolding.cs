using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// Takes everything that only depends on the priority out of a condition. There are 193 priorities and many rules ask for one
/// first, so what is left for a given one is often nothing at all. Cold: done once for each priority that occurs.
/// </summary>
internal sealed class PriorityFolding(ExpressionCompiler compiler)
{
    // One node for each expression, whatever the number of priorities it is specialised for.
    private readonly Dictionary<BoundExpression, ExpressionNode> _compiled = new(ReferenceEqualityComparer.Instance);
    private readonly Message _probe = new();

    /// <summary>What remains of a condition for messages of one priority; <see cref="ConstantNode"/> when it is decided.</summary>
    public ExpressionNode Fold(BoundExpression condition, int priority)
    {
        if (DependsOnPriorityOnly(condition))
        {
            _probe.Priority = priority;
            return GetNode(condition).Matches(_probe) ? ConstantNode.True : ConstantNode.False;
        }

        switch (condition)
        {
            case BoundBinary { Operator: BinaryOperator.And } and:
                {
                    var left = Fold(and.Left, priority);
                    var right = left == ConstantNode.False ? left : Fold(and.Right, priority);
                    return right == ConstantNode.False || left == ConstantNode.True ? right
                        : right == ConstantNode.True ? left : new AndNode(left, right);
                }

            case BoundBinary { Operator: BinaryOperator.Or } or:
                {
                    var left = Fold(or.Left, priority);
                    var right = left == ConstantNode.True ? left : Fold(or.Right, priority);
                    return right == ConstantNode.True || left == ConstantNode.False ? right
                        : right == ConstantNode.False ? left : new OrNode(left, right);
                }

            case BoundUnary { Operator: UnaryOperator.Not } not when Fold(not.Operand, priority) is ConstantNode constant:
                return constant == ConstantNode.True ? ConstantNode.False : ConstantNode.True;
            default:
                return GetNode(condition);
        }
    }

    private static bool DependsOnPriorityOnly(BoundExpression expression) => expression switch
    {
        BoundText or BoundNumber or BoundArray or BoundPriorityFilter => true,
        BoundProperty property => IsPriority(property.Property),
        BoundPropertyFilter filter => IsPriority(filter.Property),
        BoundUnary unary => DependsOnPriorityOnly(unary.Operand),
        BoundBinary binary => DependsOnPriorityOnly(binary.Left) && DependsOnPriorityOnly(binary.Right),
        _ => false,
    };

    private static bool IsPriority(PropertyReference property) => property.Id is PropertyId.Pri or PropertyId.PriText
        or PropertyId.SyslogFacility or PropertyId.SyslogFacilityText
        or PropertyId.SyslogSeverity or PropertyId.SyslogSeverityText;

    private ExpressionNode GetNode(BoundExpression expression)
    {
        if (!_compiled.TryGetValue(expression, out var node))
        {
            _compiled[expression] = node = compiler.Compile(expression);
        }

        return node;
    }
}
