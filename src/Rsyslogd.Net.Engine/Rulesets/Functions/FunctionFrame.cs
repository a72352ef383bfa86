using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>What a function does: reads its arguments through the frame and sets the result.</summary>
internal delegate void FunctionBody(FunctionFrame frame, Message message, ref ScriptValue result);

/// <summary>The arguments of one call in a configuration, with room for their texts and for the result. One thread.</summary>
internal sealed class FunctionFrame(ExpressionNode[] arguments)
{
    private readonly ByteBuffer[] _scratch = [.. arguments.Select(_ => new ByteBuffer(32))];

    /// <summary>Room for the result.</summary>
    public ByteBuffer Output { get; } = new();

    /// <summary>How many arguments were given.</summary>
    public int Count => arguments.Length;

    /// <summary>An argument as text, valid until it is asked for again.</summary>
    public ReadOnlySpan<byte> Text(int index, Message message)
    {
        var value = default(ScriptValue);
        arguments[index].Evaluate(message, ref value);
        return value.ToText(_scratch[index]);
    }

    /// <summary>An argument as a number.</summary>
    public long Number(int index, Message message)
    {
        var value = default(ScriptValue);
        arguments[index].Evaluate(message, ref value);
        return value.ToNumber();
    }

    /// <summary>An argument as it is.</summary>
    public void Value(int index, Message message, ref ScriptValue value) => arguments[index].Evaluate(message, ref value);
}

/// <summary>A function call.</summary>
internal sealed class FunctionNode(FunctionFrame frame, FunctionBody body) : ExpressionNode
{
    public override void Evaluate(Message message, ref ScriptValue result)
    {
        frame.Output.Clear();
        body(frame, message, ref result);
    }
}
