using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmCount;

/// <summary>
/// mmcount: numbers the messages of one application in <c>$!mmcount</c>, by severity or by the value of a variable.
/// </summary>
public sealed class Count : MessageModification
{
    // A value that senders choose must not take all memory.
    private const int MaxValues = 100_000;

    private readonly ByteBuffer _scratch = new();
    private readonly byte[] _appName;
    private readonly VariableReference? _key;
    private readonly string? _value;
    private readonly VariableReference _target;
    private readonly long[] _bySeverity = new long[8];
    private readonly Dictionary<string, long> _byValue = new(StringComparer.Ordinal);

    /// <summary>Makes the action.</summary>
    public Count(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        _appName = ByteText.GetBytes(action.Parameters.RequireText("appname"));
        _key = action.Parameters.GetText("key") is { } key ? VariableName.Refer(key, services.Globals) : null;
        _value = action.Parameters.GetText("value");
        _target = VariableName.Refer("$!mmcount", services.Globals);
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!PropertyReader.Get(message, PropertyId.AppName, _scratch).SequenceEqual(_appName))
        {
            return;
        }

        if (_key is null)
        {
            _target.Set(message, JsonValue.From(++_bySeverity[message.Priority & 7]));
        }
        else if (_key.Find(message) is { } found)
        {
            CountValue(message, found);
        }
    }

    private void CountValue(Message message, JsonValue found)
    {
        _scratch.Clear();
        JsonText.AppendPlain(found, _scratch);
        var value = Encoding.UTF8.GetString(_scratch.Written);
        if (_value is not null && value != _value)
        {
            return;
        }

        var count = _byValue.GetValueOrDefault(value) + 1;
        if (count > 1 || _byValue.Count < MaxValues)
        {
            _byValue[value] = count;
        }

        _target.Set(message, JsonValue.From(count));
    }
}
