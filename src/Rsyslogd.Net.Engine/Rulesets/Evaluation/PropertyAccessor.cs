using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Gives the bytes of one property of a message. Hot; one per place that asks, one thread.</summary>
internal abstract class PropertyAccessor
{
    /// <summary>The bytes, valid until the next call or the next message.</summary>
    public abstract ReadOnlySpan<byte> Get(Message message);
}

/// <summary>msg, by far the most asked for.</summary>
internal sealed class MsgAccessor : PropertyAccessor
{
    public override ReadOnlySpan<byte> Get(Message message) => message.Msg;
}

/// <summary>syslogtag.</summary>
internal sealed class TagAccessor : PropertyAccessor
{
    private readonly ByteBuffer _scratch = new(64);

    public override ReadOnlySpan<byte> Get(Message message) =>
        message.HasOwnTag ? message.Slice(message.TagRange) : PropertyReader.Get(message, PropertyId.SyslogTag, _scratch);
}

/// <summary>Any message or system property.</summary>
internal sealed class NamedPropertyAccessor(PropertyId property) : PropertyAccessor
{
    private readonly ByteBuffer _scratch = new(64);

    public override ReadOnlySpan<byte> Get(Message message)
    {
        _scratch.Clear();
        return PropertyReader.Get(message, property, _scratch);
    }
}

/// <summary>A variable as text.</summary>
internal sealed class VariableAccessor(VariableReference variable) : PropertyAccessor
{
    private readonly ByteBuffer _scratch = new(64);

    public override ReadOnlySpan<byte> Get(Message message)
    {
        _scratch.Clear();
        variable.AppendTo(message, _scratch);
        return _scratch.Written;
    }
}
