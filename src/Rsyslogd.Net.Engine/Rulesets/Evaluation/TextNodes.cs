using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>A property compared with a constant: property filters, and the commonest conditions.</summary>
internal sealed class PropertyTextNode(PropertyAccessor property, TextOperation operation, byte[] value) : ExpressionNode
{
    public override bool Matches(Message message) => TextSearch.Compare(operation, property.Get(message), value);
}

/// <summary><c>$msg contains "…"</c>, without the way through an accessor.</summary>
internal sealed class MsgContainsNode(byte[] value) : ExpressionNode
{
    public override bool Matches(Message message) => message.Msg.IndexOf(value) >= 0;
}

/// <summary>A property compared with several constants; one hit is enough.</summary>
internal sealed class PropertyTextListNode(PropertyAccessor property, TextOperation operation, byte[][] values) : ExpressionNode
{
    public override bool Matches(Message message)
    {
        var text = property.Get(message);
        foreach (var value in values)
        {
            if (TextSearch.Compare(operation, text, value))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A property filter with a regular expression, behind the text that each of its matches must contain.</summary>
internal sealed class PropertyRegexNode(PropertyAccessor property, PosixRegex regex, byte[] literal) : ExpressionNode
{
    public override bool Matches(Message message)
    {
        var text = property.Get(message);
        return text.IndexOf(literal) >= 0 && regex.IsMatch(text);
    }
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

    public override bool Matches(Message message)
    {
        var a = default(ScriptValue);
        left.Evaluate(message, ref a);
        var text = a.ToText(_left);
        foreach (var value in values)
        {
            if (TextSearch.Compare(operation, text, value))
            {
                return true;
            }
        }

        return false;
    }
}
