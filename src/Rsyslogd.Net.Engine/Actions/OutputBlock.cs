using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>The messages of one batch for one action, formatted by the worker that had the batch, to be handed over when it is
/// that batch's turn.</summary>
public sealed class OutputBlock
{
    /// <summary>The messages in their order.</summary>
    public TextList Messages { get; } = new();

    /// <summary>For a file whose name a template makes: the name for each message.</summary>
    public TextList Names { get; } = new();

    /// <summary>Forgets everything, keeps the room.</summary>
    public void Clear()
    {
        Messages.Clear();
        Names.Clear();
    }
}

/// <summary>Formats messages for an action; each worker has one of its own. Hot.</summary>
public abstract class BlockFormatter
{
    /// <summary>Adds a message to a block.</summary>
    public abstract void Append(Message message, OutputBlock block);
}
