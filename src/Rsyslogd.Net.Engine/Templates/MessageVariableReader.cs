using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Reads variables from the message and, for <c>$/</c>, from the daemon's tree.</summary>
/// <param name="globals">The daemon's tree.</param>
internal sealed class MessageVariableReader(GlobalVariables globals) : VariableReader
{
    /// <inheritdoc/>
    public override bool TryAppend(Message message, VariablePath path, ByteBuffer output)
    {
        if (globals.Find(message, path) is not { } value)
        {
            return false;
        }

        JsonText.AppendPlain(value, output);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryAppendJson(Message message, VariablePath path, ByteBuffer output)
    {
        if (globals.Find(message, path) is not { } value)
        {
            return false;
        }

        JsonText.Append(value, output);
        return true;
    }
}
