using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>The comparisons that know an order.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// == != &lt; &lt;= &gt; &gt;= with RainerScript's type rules: a number and a text are compared as numbers if all of the text is one,
/// else as texts; two texts are compared as texts, for an order as numbers if both are.
/// </summary>
internal sealed class ComparisonNode(Comparison comparison, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private readonly ByteBuffer _left = new(32);
    private readonly ByteBuffer _right = new(32);

    public override bool Matches(Message message)
    {
        var a = default(ScriptValue);
        var b = default(ScriptValue);
        left.Evaluate(message, ref a);
        right.Evaluate(message, ref b);
        var order = Order(ref a, ref b);
        return comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            Comparison.GreaterOrEqual => order >= 0,
        };
    }

    private int Order(ref ScriptValue a, ref ScriptValue b)
    {
        var isEquality = comparison is Comparison.Equal or Comparison.NotEqual;
        var areTexts = a.Kind != ScriptKind.Number && b.Kind != ScriptKind.Number;
        if (!(areTexts && isEquality) && a.TryGetNumber(out var x) && b.TryGetNumber(out var y))
        {
            return x.CompareTo(y);
        }

        return a.ToText(_left).SequenceCompareTo(b.ToText(_right));
    }
}
