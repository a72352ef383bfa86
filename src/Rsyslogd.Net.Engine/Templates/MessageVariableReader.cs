using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Reads variables from the message and, for <c>$/</c>, from the daemon's tree.</summary>
/// <param name="global">The daemon's tree; null: <c>$/</c> is empty.</param>
public sealed class MessageVariableReader(VariableTree? global = null) : VariableReader
{
    /// <inheritdoc/>
    public override bool TryAppend(Message message, VariablePath path, ByteBuffer output)
    {
        if (Find(message, path) is not { } value)
        {
            return false;
        }

        JsonText.AppendPlain(value, output);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryAppendJson(Message message, VariablePath path, ByteBuffer output)
    {
        if (Find(message, path) is not { } value)
        {
            return false;
        }

        JsonText.Append(value, output);
        return true;
    }

    private JsonValue? Find(Message message, VariablePath path)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(path);
        var tree = path.Root switch
        {
            '!' => message.Variables?.Json,
            '.' => message.Variables?.Local,
            _ => global,
        };
        return tree?.Find(path.Steps.AsSpan());
    }
}
