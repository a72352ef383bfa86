namespace Rsyslogd.Net.Messages.Framing;

/// <summary>Whether a line goes on with the message before it.</summary>
public enum LineRole
{
    /// <summary>It begins a new message.</summary>
    Begins,

    /// <summary>It belongs to the message before it.</summary>
    Continues,

    /// <summary>More bytes are needed to tell.</summary>
    Unknown,
}

/// <summary>Tells lines that begin a message from those that continue one (manual, "imptcp": multiLine and
/// framing.delimiter.regex). Shared by all connections of a listener; the receiving thread calls it.</summary>
public abstract class LineStart
{
    /// <summary>Looks at what follows a delimiter.</summary>
    /// <param name="text">Everything that has been received behind it.</param>
    /// <param name="isAll">Whether the sender has sent no more than that so far.</param>
    public abstract LineRole Classify(ReadOnlySpan<byte> text, bool isAll);
}

/// <summary>multiLine: a message begins with <c>&lt;</c>, and where nothing follows the line before is complete.</summary>
public sealed class PriorityLineStart : LineStart
{
    /// <inheritdoc/>
    public override LineRole Classify(ReadOnlySpan<byte> text, bool isAll)
    {
        if (text.IsEmpty)
        {
            return isAll ? LineRole.Begins : LineRole.Unknown;
        }

        return text[0] == '<' ? LineRole.Begins : LineRole.Continues;
    }
}
