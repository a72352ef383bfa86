namespace Rsyslogd.Net.Messages.Variables;

/// <summary>The variables that belong to one message.</summary>
public sealed class MessageVariables
{
    /// <summary><c>$!</c>: the message's JSON.</summary>
    public VariableTree Json { get; } = new();

    /// <summary><c>$.</c>: local variables.</summary>
    public VariableTree Local { get; } = new();

    /// <summary>Whether there is none at all.</summary>
    public bool IsEmpty => Json.Root is null && Local.Root is null;

    /// <summary>A copy that shares nothing with this one: for a message that goes two ways.</summary>
    public MessageVariables Clone()
    {
        var copy = new MessageVariables();
        copy.Json.CopyFrom(Json);
        copy.Local.CopyFrom(Local);
        return copy;
    }

    /// <summary>Empties both, for the next message.</summary>
    public void Clear()
    {
        Json.Clear();
        Local.Clear();
    }
}
