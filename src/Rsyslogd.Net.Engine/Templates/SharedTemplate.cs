using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A template that several actions of a worker print: the text of a message is made once for all of them. Hot.</summary>
/// <param name="program">The template; of text alone.</param>
/// <param name="number">Its place among the shared templates of the worker.</param>
public sealed class SharedTemplate(TemplateProgram program, int number)
{
    /// <summary>Its place among the shared templates of the worker, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>Adds the formatted message to a buffer.</summary>
    public void Append(Message message, ByteBuffer output) => program.Append(message, output);
}
