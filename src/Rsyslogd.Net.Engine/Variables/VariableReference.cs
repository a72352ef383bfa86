using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Variables;

/// <summary>A variable of a configuration, bound to the trees it lives in.</summary>
internal sealed class VariableReference(VariablePath path, GlobalVariables globals)
{
    private readonly ImmutableArray<string> _steps = path.Steps;

    /// <summary>The value; null when there is none. Of <c>$/</c> a copy, since others may change it.</summary>
    public JsonValue? Find(Message message) => globals.Find(message, path);

    /// <summary>Writes the value as a property shows it.</summary>
    public void AppendTo(Message message, ByteBuffer output)
    {
        if (Find(message) is { } value)
        {
            JsonText.AppendPlain(value, output);
        }
    }

    /// <summary>set.</summary>
    public void Set(Message message, JsonValue value) => Change(message, tree => tree.Set(_steps.AsSpan(), value));

    /// <summary>reset.</summary>
    public void Reset(Message message, JsonValue value) => Change(message, tree => tree.Reset(_steps.AsSpan(), value));

    /// <summary>unset.</summary>
    public void Unset(Message message) => Change(message, tree => tree.Unset(_steps.AsSpan()));

    private void Change(Message message, Action<VariableTree> change)
    {
        if (path.Root == '/')
        {
            lock (globals.Lock)
            {
                change(globals.Tree);
            }
        }
        else
        {
            var variables = message.Variables ??= new MessageVariables();
            change(path.Root == '!' ? variables.Json : variables.Local);
        }
    }
}
