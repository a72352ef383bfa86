using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A template that several actions print: the text is made for the first of them, and copied for the others. Hot. One thread. Who
/// uses it leaves the text in its buffer as it is until the next message.</summary>
internal sealed class RepeatingProgram(TemplateProgram program) : TemplateProgram
{
    private Message? _message;
    private ByteBuffer? _source;
    private int _version;
    private int _start;
    private int _length;

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        if (message.Version == _version && ReferenceEquals(message, _message))
        {
            output.Append(_source!.Bytes.AsSpan(_start, _length));
            return;
        }

        var start = output.Length;
        program.Append(message, output);
        (_version, _start, _length) = (message.Version, start, output.Length - start);

        // Storing a reference costs a barrier.
        if (!ReferenceEquals(message, _message))
        {
            _message = message;
        }

        if (!ReferenceEquals(output, _source))
        {
            _source = output;
        }
    }
}
