using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>jsonf: <c>"name":value</c> with datatype, onEmpty and omitIfZero (manual, "Templates", property()). Hot.</summary>
internal sealed class JsonMemberEncoder : ValueEncoder
{
    private readonly byte[] _name;
    private readonly ReplacerOptions _options;
    private readonly bool _keepEscapes;

    /// <summary>Prepares the member.</summary>
    public JsonMemberEncoder(string name, ReplacerOptions options, bool keepEscapes)
    {
        _name = [(byte)'"', .. JsonName(name), (byte)'"', (byte)':'];
        _options = options;
        _keepEscapes = keepEscapes;
    }

    /// <summary>A member name with its escapes. rsyslog writes names as they are; what would end them is escaped here.</summary>
    public static byte[] JsonName(string name) =>
        Encoding.UTF8.GetBytes(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> value, ByteBuffer output)
    {
        if ((value.Length == 0 && _options.OnEmpty == OnEmpty.Skip) || (_options.OmitIfZero && IsZero(value)))
        {
            return;
        }

        output.Append(_name);
        if (value.Length == 0 && _options.OnEmpty == OnEmpty.Null)
        {
            output.Append("null"u8);
            return;
        }

        switch (_options.DataType)
        {
            case JsonDataType.Number:
                output.Append(value.Length == 0 ? "0"u8 : value);
                break;
            case JsonDataType.Bool:
                output.Append(value is [(byte)'0'] ? "false"u8 : "true"u8);
                break;
            case JsonDataType.Auto when value.Length > 0 && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'):
                output.Append(value);
                break;
            default:
                output.Append((byte)'"');
                JsonEscape.Append(value, _keepEscapes, output);
                output.Append((byte)'"');
                break;
        }
    }

    private bool IsZero(ReadOnlySpan<byte> value) =>
        value is [(byte)'0'] || (value.Length == 0 && _options.DataType == JsonDataType.Number);
}
