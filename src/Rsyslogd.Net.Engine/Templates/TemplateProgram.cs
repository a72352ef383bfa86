using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A template compiled for use by one worker thread: writes the text of a message. Hot.</summary>
public abstract class TemplateProgram
{
    /// <summary>Whether it writes the same for each message.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Whether it writes nothing but what <see cref="Message.Version"/> watches: no variables, no present time.</summary>
    public virtual bool IsOfTextAlone => false;

    /// <summary>Adds the formatted message to a buffer.</summary>
    public abstract void Append(Message message, ByteBuffer output);
}
