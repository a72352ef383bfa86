using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmPStrucData;

/// <summary>
/// mmpstrucdata: the structured data of RFC 5424 messages as variables <c>$!rfc5424-sd!id!name</c>. Data that is not exactly
/// of RFC 5424's form makes none.
/// </summary>
public sealed class StructuredDataParse : MessageModification
{
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _value = new();
    private readonly bool _lowersNames;
    private readonly VariableReference _root;

    /// <summary>Makes the action.</summary>
    public StructuredDataParse(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        _lowersNames = action.Parameters.GetSwitch("sd_name.lowercase", true);
        _root = VariableName.Refer(action.Parameters.GetText("jsonRoot") ?? "!", services.Globals);
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!message.IsRfc5424)
        {
            return;
        }

        var data = PropertyReader.Get(message, PropertyId.StructuredData, _scratch);
        var elements = JsonValue.NewObject();
        if (data is not ([] or [(byte)'-']) && TryReadElements(data, elements))
        {
            var container = JsonValue.NewObject();
            container.Set("rfc5424-sd", elements);
            _root.Set(message, container);
        }
    }

    // 1*SD-ELEMENT, SD-ELEMENT = "[" SD-ID *(SP SD-PARAM) "]" (RFC 5424 section 6.3)
    private bool TryReadElements(ReadOnlySpan<byte> data, JsonValue elements)
    {
        while (data.Length > 0)
        {
            if (data[0] != (byte)'[')
            {
                return false;
            }

            var name = TakeName(ref data, 1, " ]"u8);
            var parameters = JsonValue.NewObject();
            while (data is [(byte)' ', ..])
            {
                if (!TryReadParameter(ref data, parameters))
                {
                    return false;
                }
            }

            if (data is not [(byte)']', ..])
            {
                return false;
            }

            data = data[1..];
            elements.Set(name, parameters);
        }

        return true;
    }

    // SD-PARAM = PARAM-NAME "=" %d34 PARAM-VALUE %d34
    private bool TryReadParameter(ref ReadOnlySpan<byte> data, JsonValue parameters)
    {
        var name = TakeName(ref data, 1, "= ]\""u8);
        if (name.Length == 0 || data is not [(byte)'=', (byte)'"', ..])
        {
            return false;
        }

        data = data[2..];
        _value.Clear();
        while (true)
        {
            var at = data.IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
            {
                return false;
            }

            _value.Append(data[..at]);
            var isEnd = data[at] == (byte)'"';
            data = data[(at + 1)..];
            if (isEnd)
            {
                parameters.Set(name, JsonValue.From(_value.Written));
                return true;
            }

            // Only the three characters that need it can be escaped; before others the backslash stands for itself.
            if (data is [(byte)'"' or (byte)'\\' or (byte)']', ..])
            {
                _value.Append(data[0]);
                data = data[1..];
            }
            else
            {
                _value.Append((byte)'\\');
            }
        }
    }

    private string TakeName(ref ReadOnlySpan<byte> data, int from, ReadOnlySpan<byte> ends)
    {
        data = data[from..];
        var end = data.IndexOfAny(ends);
        var bytes = end < 0 ? data : data[..end];
        data = data[bytes.Length..];
        var name = Encoding.UTF8.GetString(bytes);
#pragma warning disable CA1308 // The manual says lower case.
        return _lowersNames ? name.ToLowerInvariant() : name;
#pragma warning restore CA1308
    }
}
