using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>A property compared with a constant: property filters, and the commonest conditions.</summary>
internal sealed class PropertyTextNode(PropertyAccessor property, TextOperation operation, byte[] value, LiteralRequirement? required)
    : ExpressionNode
{
    public override LiteralRequirement? Required => required;

    public override bool Matches(Message message) => TextSearch.Compare(operation, property.Get(message), value);
}

/// <summary>A property compared with several constants; one hit is enough.</summary>
internal sealed class PropertyTextListNode(PropertyAccessor property, TextOperation operation, byte[][] values, LiteralRequirement? required)
    : ExpressionNode
{
    private readonly TextValues _values = new(operation, values);

    public override LiteralRequirement? Required => required;

    public override bool Matches(Message message) => _values.Match(property.Get(message));
}

/// <summary>A property filter with a regular expression.</summary>
internal sealed class PropertyRegexNode(PropertyAccessor property, RegexFilter regex) : ExpressionNode
{
    public override bool Matches(Message message) => regex.IsMatch(property.Get(message));
}

/// <summary>isempty.</summary>
internal sealed class PropertyEmptyNode(PropertyAccessor property) : ExpressionNode
{
    public override bool Matches(Message message) => property.Get(message).IsEmpty;
}

/// <summary>contains and its family between any two expressions.</summary>
internal sealed class TextComparisonNode(TextOperation operation, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private readonly ByteBuffer _left = new(32);
    private readonly ByteBuffer _right = new(32);

    public override bool Matches(Message message)
    {
        var a = default(ScriptValue);
        var b = default(ScriptValue);
        left.Evaluate(message, ref a);
        right.Evaluate(message, ref b);
        return TextSearch.Compare(operation, a.ToText(_left), b.ToText(_right));
    }
}

/// <summary>contains and its family with an array on the right side.</summary>
internal sealed class TextListComparisonNode(TextOperation operation, ExpressionNode left, byte[][] values) : ExpressionNode
{
    private readonly ByteBuffer _left = new(32);
    private readonly TextValues _values = new(operation, values);

    public override bool Matches(Message message)
    {
        var a = default(ScriptValue);
        left.Evaluate(message, ref a);
        return _values.Match(a.ToText(_left));
    }
}

/// <summary>A property != a constant.</summary>
internal sealed class PropertyNotEqualNode(PropertyAccessor property, byte[] value) : ExpressionNode
{
    public override bool Matches(Message message) => !property.Get(message).SequenceEqual(value);

    public override void Evaluate(Message message, ref ScriptValue result) =>
        result.Set(ValueOrder.Difference(property.Get(message), value));
}

/// <summary>
/// == and != with an array on the right side. Texts are looked for among all values. A number is compared with the first value
/// (in the order of bytes) only, and so is for != what a variable holds, unless that is text: 8.2302 has it so.
/// </summary>
internal sealed class ArrayEqualityNode(bool isNegated, ExpressionNode left, byte[][] sorted) : ExpressionNode
{
    private readonly ByteBuffer _left = new(32);
    private readonly ValueOrder _order = new(isEquality: true);
    private readonly TextValues _values = new(TextOperation.Equal, sorted);

    public override bool Matches(Message message) => isNegated ? Difference(message) != 0 : Difference(message) == 0;

    public override void Evaluate(Message message, ref ScriptValue result)
    {
        var difference = Difference(message);
        result.Set(isNegated ? difference : difference == 0 ? 1 : 0);
    }

    private int Difference(Message message)
    {
        var a = default(ScriptValue);
        left.Evaluate(message, ref a);
        if (a.Kind == ScriptKind.Number || (isNegated && a.Kind == ScriptKind.Json))
        {
            var first = default(ScriptValue);
            first.Set(sorted.Length > 0 ? sorted[0] : []);
            return _order.Compare(ref a, ref first);
        }

        return _values.Match(a.ToText(_left)) ? 0 : 1;
    }
}
