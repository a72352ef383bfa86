using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmFields;

/// <summary>mmfields: all fields of msg as variables f1, f2, …. An empty field at the end is none.</summary>
public sealed class Fields : MessageModification
{
    private readonly byte[] _separator;
    private readonly VariableReference _root;

    /// <summary>Makes the action.</summary>
    public Fields(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        _separator = ByteText.GetBytes(action.Parameters.GetText("separator") ?? ",");
        _root = VariableName.Refer(action.Parameters.GetText("jsonRoot") ?? "!", services.Globals);
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var fields = JsonValue.NewObject();
        var text = message.Msg;
        for (var number = 1; text.Length > 0; number++)
        {
            var end = text.IndexOf(_separator);
            fields.Set($"f{number}", JsonValue.From(end < 0 ? text : text[..end]));
            text = end < 0 ? default : text[(end + _separator.Length)..];
        }

        _root.Set(message, fields);
    }
}
