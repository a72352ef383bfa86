namespace Rsyslogd.Net.Messages.Variables;

/// <summary>The variables that belong to one message.</summary>
public sealed class MessageVariables
{
    /// <summary><c>$!</c>: the message's JSON.</summary>
    public VariableTree Json { get; } = new();

    /// <summary><c>$.</c>: local variables.</summary>
    public VariableTree Local { get; } = new();

    /// <summary>Empties both, for the next message.</summary>
    public void Clear()
    {
        Json.Clear();
        Local.Clear();
    }
}
