using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A compiled part of a template, or all of it. Hot. One thread: segments have rooms and caches of their own.</summary>
internal abstract class TemplateSegment : TemplateProgram;

/// <summary>Text as it is.</summary>
internal sealed class ConstantSegment(byte[] text) : TemplateSegment
{
    /// <inheritdoc/>
    public override bool IsConstant => true;

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) => output.Append(text);
}

/// <summary>A variable without options.</summary>
internal sealed class VariableSegment(VariableReader variables, VariablePath path) : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) => variables.TryAppend(message, path, output);
}
