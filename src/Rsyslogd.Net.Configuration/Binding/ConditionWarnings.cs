using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Conditions that are right for the machine, and surely not what was meant. Only good ones are looked at.</summary>
internal sealed class ConditionWarnings(BindingContext context)
{
    private readonly PriorityWarnings _priorities = new(context);

    /// <summary>Looks at the condition of an if.</summary>
    public void Check(ExpressionSyntax condition)
    {
        if (condition is StringSyntax text)
        {
            context.Report(RuleWarnings.TextAsCondition(text.Span, Show(text), null));
        }

        Walk(condition);
    }

    private void Walk(ExpressionSyntax condition)
    {
        switch (condition)
        {
            case UnarySyntax { Operator: UnaryOperator.Not } not:
                Walk(not.Operand);
                break;
            case BinarySyntax { Operator: BinaryOperator.And or BinaryOperator.Or } chain:
                CheckChain(chain);
                break;
            case BinarySyntax comparison:
                CheckComparison(comparison);
                break;
        }
    }

    private void CheckChain(BinarySyntax chain)
    {
        var operands = new List<ExpressionSyntax>();
        Flatten(chain.Left, chain.Operator, operands);
        Flatten(chain.Right, chain.Operator, operands);
        ExpressionSyntax? before = null;
        var isReported = false;
        foreach (var operand in operands)
        {
            if (operand is StringSyntax or NumberSyntax && isReported)
            {
                continue;
            }

            isReported |= operand is StringSyntax or NumberSyntax;
            if (operand is StringSyntax text)
            {
                // A text of digits counts as that number.
                context.Report(long.TryParse(text.Text.Value, out var value) && value != 0
                    ? RuleWarnings.NumberAsCondition(text.Span, Show(text), Repeat(before, text))
                    : RuleWarnings.TextAsCondition(text.Span, Show(text), Repeat(before, text)));
            }
            else if (operand is NumberSyntax number && before is not null)
            {
                context.Report(RuleWarnings.NumberAsCondition(number.Span, Show(number), Repeat(before, number)));
            }
            else
            {
                before = operand;
                Walk(operand);
            }
        }

        CheckContradiction(chain, operands);
    }

    private static void Flatten(ExpressionSyntax part, BinaryOperator kind, List<ExpressionSyntax> operands)
    {
        if (part is BinarySyntax binary && binary.Operator == kind && !IsInParentheses(part))
        {
            Flatten(binary.Left, kind, operands);
            Flatten(binary.Right, kind, operands);
        }
        else
        {
            operands.Add(part);
        }
    }

    // $x != 'a' or $x != 'b': one of them holds for any value. $x == 'a' and $x == 'b': never both.
    private void CheckContradiction(BinarySyntax chain, List<ExpressionSyntax> operands)
    {
        var wanted = chain.Operator == BinaryOperator.Or ? BinaryOperator.NotEqual : BinaryOperator.Equal;
        var seen = new Dictionary<string, BinarySyntax>(StringComparer.OrdinalIgnoreCase);
        foreach (var operand in operands)
        {
            if (operand is not BinarySyntax { Left: PropertySyntax property, Right: StringSyntax value } comparison
                || comparison.Operator != wanted)
            {
                continue;
            }

            if (!seen.TryGetValue(property.Name, out var first))
            {
                seen[property.Name] = comparison;
            }
            else if (((StringSyntax)first.Right).Text.Value != value.Text.Value)
            {
                var span = Join(first.Span, comparison.Span);
                context.Report(chain.Operator == BinaryOperator.Or ? RuleWarnings.AlwaysTrue(span) : RuleWarnings.NeverTrue(span));
                return;
            }
        }
    }

    private void CheckComparison(BinarySyntax comparison)
    {
        if (!IsComparison(comparison.Operator))
        {
            return;
        }

        var isPlainNot = comparison.Left is UnarySyntax { Operator: UnaryOperator.Not } && !IsInParentheses(comparison.Left);
        if (isPlainNot && comparison.Right is not NumberSyntax)
        {
            var operand = ((UnarySyntax)comparison.Left).Operand;
            var meant = $"{Show(operand)} {Show(comparison.OperatorSpan)} {Show(comparison.Right)}";
            context.Report(RuleWarnings.NotOfOperand(comparison.Span, Show(operand), meant));
            return;
        }

        if (comparison.Left is PropertySyntax property)
        {
            _priorities.Check(comparison, property);
        }
    }

    private static bool IsComparison(BinaryOperator kind) => kind is >= BinaryOperator.Equal and <= BinaryOperator.EndsWithIgnoreCase;

    private static string? Repeat(ExpressionSyntax? before, ExpressionSyntax value) =>
        before is BinarySyntax comparison && IsComparison(comparison.Operator)
            ? $"{Show(comparison.Left)} {Show(comparison.OperatorSpan)} {Show(value)}"
            : null;

    // Parentheses widen the span of what stands in them.
    private static bool IsInParentheses(ExpressionSyntax part) => part is BinarySyntax binary
        ? binary.Span.Start < binary.Left.Span.Start
        : part.Span.Source.Content[part.Span.Start] == '(';

    private static string Show(ExpressionSyntax part) => Show(part.Span);

    private static string Show(TextSpan span) => span.Source.Content.Substring(span.Start, span.Length);

    private static TextSpan Join(TextSpan first, TextSpan last) => first with { Length = last.End - first.Start };
}
