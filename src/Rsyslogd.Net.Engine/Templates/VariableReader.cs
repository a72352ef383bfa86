using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Where templates get the values of <c>$!</c>, <c>$.</c> and <c>$/</c> from.</summary>
public abstract class VariableReader
{
    /// <summary>Adds the text of a variable: a plain value as it is, a tree as JSON.</summary>
    /// <returns>False when there is no such variable; nothing has been added.</returns>
    public abstract bool TryAppend(Message message, VariablePath path, ByteBuffer output);

    /// <summary>Adds the variable as JSON, strings quoted and escaped.</summary>
    /// <returns>False when there is no such variable; nothing has been added.</returns>
    public abstract bool TryAppendJson(Message message, VariablePath path, ByteBuffer output);
}
