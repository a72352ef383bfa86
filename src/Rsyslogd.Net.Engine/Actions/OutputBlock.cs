using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>The messages of one batch for one action, formatted by the worker that had the batch, to be handed over when it is
/// that batch's turn.</summary>
public sealed class OutputBlock
{
    private int[] _messagesOfName = new int[16];

    /// <summary>The messages in their order.</summary>
    public TextList Messages { get; } = new();

    /// <summary>For files whose name a template makes: the names, each for one or more messages that follow each other.</summary>
    public TextList Names { get; } = new();

    /// <summary>How many messages a name is for.</summary>
    public int CountMessages(int name) => _messagesOfName[name];

    /// <summary>What has been added to <see cref="Names"/> is the name for the next message.</summary>
    public void EndName()
    {
        var start = Names.Count == 0 ? 0 : Names.Ends[^1];
        if (Names.Count > 0 && Names.Text.Written[start..].SequenceEqual(Names[Names.Count - 1]))
        {
            Names.Text.Truncate(start);
            RepeatName();
            return;
        }

        Names.End();
        if (Names.Count > _messagesOfName.Length)
        {
            Array.Resize(ref _messagesOfName, _messagesOfName.Length * 2);
        }

        _messagesOfName[Names.Count - 1] = 1;
    }

    /// <summary>The last name is that of the next message, too.</summary>
    public void RepeatName() => _messagesOfName[Names.Count - 1]++;

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
