namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Turns a frame into a message: cleans it, reads the PRI and then the dialect of its input. Hot. Any bytes are
/// taken, nothing throws.</summary>
public static class MessageParser
{
    /// <summary>Loads a frame of the batch into the message and parses it.</summary>
    /// <param name="message">Overwritten; its ranges stay valid until the batch is recycled or the next frame is loaded.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="frameIndex">Which of its frames.</param>
    /// <param name="settings">The global() parameters; the same object for each call with one message.</param>
    /// <returns>False when the frame is empty and gives no message.</returns>
    public static bool Parse(Message message, Batch batch, int frameIndex, ParserSettings settings)
    {
        return false;
    }
}
