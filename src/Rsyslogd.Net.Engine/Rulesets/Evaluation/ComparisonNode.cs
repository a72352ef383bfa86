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
/// == != &lt; &lt;= &gt; &gt;= with rsyslog's type rules. For an order, both sides are numbers if both can be, else texts. For
/// equality, two values that are no numbers of an expression are texts; a number and a text are numbers if all of the text
/// is one.
/// </summary>
internal sealed class ComparisonNode(Comparison comparison, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private readonly ValueOrder _order = new(comparison is Comparison.Equal or Comparison.NotEqual);

    public override bool Matches(Message message)
    {
        var order = Compare(message);
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

    // Of != rsyslog gives the difference itself as the value.
    public override void Evaluate(Message message, ref ScriptValue result) =>
        result.Set(comparison == Comparison.NotEqual ? Compare(message) : Matches(message) ? 1 : 0);

    private int Compare(Message message)
    {
        var a = default(ScriptValue);
        var b = default(ScriptValue);
        left.Evaluate(message, ref a);
        right.Evaluate(message, ref b);
        return _order.Compare(ref a, ref b);
    }
}
