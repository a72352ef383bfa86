using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A compiled part of a template. Hot. One thread: segments have rooms and caches of their own.</summary>
internal abstract class TemplateSegment
{
    /// <summary>Adds the part's text for a message.</summary>
    public abstract void Append(Message message, ByteBuffer output);
}

/// <summary>Text as it is.</summary>
internal sealed class ConstantSegment(byte[] text) : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) => output.Append(text);
}

/// <summary>A property without options.</summary>
internal sealed class PropertySegment(PropertyId property) : TemplateSegment
{
    private readonly ByteBuffer _scratch = new();

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) =>
        output.Append(PropertyReader.Get(message, property, _scratch));
}

/// <summary>msg without options, and with drop-last-lf, the ends of nearly every template.</summary>
internal sealed class MsgSegment(bool dropLastLineFeed) : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var msg = message.Msg;
        if (dropLastLineFeed && msg.Length > 0 && msg[^1] == '\n')
        {
            msg = msg[..^1];
        }

        output.Append(msg);
    }
}

/// <summary>msg with sp-if-no-1st-sp: a space when msg has none at its start, nothing when it has or is empty.</summary>
internal sealed class MsgSpaceSegment : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var msg = message.Msg;
        if (msg.Length > 0 && msg[0] != ' ')
        {
            output.Append((byte)' ');
        }
    }
}

/// <summary>A timestamp; its text is kept as long as the time stays the same, which in a burst is nearly always.</summary>
internal sealed class TimestampSegment(PropertyId property, TimestampFormat format, bool isUtc) : TemplateSegment
{
    private readonly TimestampText _text = new(format, isUtc);

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        ref readonly var time = ref message.Generated;
        if (property == PropertyId.TimeReported)
        {
            time = ref message.EffectiveReported;
        }

        output.Append(_text.Of(in time));
    }
}

/// <summary>A variable without options.</summary>
internal sealed class VariableSegment(VariableReader variables, VariablePath path) : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) => variables.TryAppend(message, path, output);
}
