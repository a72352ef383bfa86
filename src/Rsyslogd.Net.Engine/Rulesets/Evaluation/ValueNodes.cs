using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>A string constant.</summary>
internal sealed class TextNode(byte[] text) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result) => result.Set(text);
}

/// <summary>A number constant.</summary>
internal sealed class NumberNode(long number) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result) => result.Set(number);
}

/// <summary>A property.</summary>
internal sealed class PropertyNode(PropertyAccessor property) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result) => result.Set(property.Get(message));
}

/// <summary>A variable, with its type.</summary>
internal sealed class VariableNode(VariableReference variable) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result) => result.Set(variable.Find(message));
}

/// <summary>The constants true and false, which conditions fold to.</summary>
internal sealed class ConstantNode(bool value) : ExpressionNode
{
    public static ConstantNode True { get; } = new(true);

    public static ConstantNode False { get; } = new(false);

    public override bool Matches(Message message) => value;
}

/// <summary>The unary minus.</summary>
internal sealed class NegateNode(ExpressionNode operand) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result)
    {
        operand.Evaluate(message, ref result);
        result.Set(-result.ToNumber());
    }
}

/// <summary>&amp;: joins two texts.</summary>
internal sealed class ConcatenateNode(ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _scratch = new(32);

    public override void Evaluate(Message message, ref ScriptValue result)
    {
        left.Evaluate(message, ref result);
        _text.Clear();
        _text.Append(result.ToText(_scratch));
        right.Evaluate(message, ref result);
        _text.Append(result.ToText(_scratch));
        result.Set(_text.Written);
    }
}

/// <summary>The arithmetic operators.</summary>
internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// <summary>Arithmetic of 64 bits that wraps; a division by zero gives 0.</summary>
internal sealed class ArithmeticNode(Arithmetic operation, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result)
    {
        left.Evaluate(message, ref result);
        var a = result.ToNumber();
        right.Evaluate(message, ref result);
        var b = result.ToNumber();
        result.Set(Calculate(operation, a, b));
    }

    /// <summary>The result of an operation.</summary>
    public static long Calculate(Arithmetic operation, long a, long b) => unchecked(operation switch
    {
        Arithmetic.Add => a + b,
        Arithmetic.Subtract => a - b,
        Arithmetic.Multiply => a * b,
        Arithmetic.Divide => b == 0 ? 0 : b == -1 ? -a : a / b,
        Arithmetic.Modulo => b is 0 or -1 ? 0 : a % b,
    });
}
