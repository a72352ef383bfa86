using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A template whose text gets a line feed where it doesn't end in one: omfile's addLF, omstdout's ensureLFEnding.</summary>
internal sealed class LineFeedAtEnd(TemplateProgram template) : TemplateProgram
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var start = output.Length;
        template.Append(message, output);
        if (output.Length == start || output.Bytes[output.Length - 1] != (byte)'\n')
        {
            output.Append((byte)'\n');
        }
    }
}
