using System.Buffers.Text;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The text of a message's properties. Hot: spans into the message where that is possible.</summary>
public static class PropertyReader
{
    private static ReadOnlySpan<byte> Nil => "-"u8;

    /// <summary>The value of a property in its default form.</summary>
    /// <param name="message">A parsed message.</param>
    /// <param name="property">Which property; variables with a path give nothing here.</param>
    /// <param name="scratch">Room for values that have to be made; cleared when it is used.</param>
    /// <returns>Bytes of the message, of a table or of <paramref name="scratch"/>: valid until either is used again.</returns>
#pragma warning disable CA1502 // one flat table of properties
    public static ReadOnlySpan<byte> Get(Message message, PropertyId property, ByteBuffer scratch)
#pragma warning restore CA1502
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(scratch);
        switch (property)
        {
            case PropertyId.Msg:
                return message.Msg;
            case PropertyId.RawMsg:
                return message.RawMsg;
            case PropertyId.RawMsgAfterPri:
                return message.Slice(message.AfterPri);
            case PropertyId.Hostname:
                return message.HasHostname ? message.Slice(message.HostnameRange) : message.Peer.HostName ?? message.Peer.Name;
            case PropertyId.FromHost:
                return message.Peer.Name;
            case PropertyId.FromHostIp:
                return message.Peer.Address;
            case PropertyId.FromHostPort:
                return message.Peer.Port;
            case PropertyId.SyslogTag:
                return Tag(message, scratch);
            case PropertyId.ProgramName:
                return message.ProgramName;
            case PropertyId.Pri:
                return PriorityNames.Number(message.Priority);
            case PropertyId.PriText:
                return PriorityNames.Text(message.Priority);
            case PropertyId.Iut:
                return "1"u8;
            case PropertyId.SyslogFacility:
                return PriorityNames.FacilityNumber(message.Priority);
            case PropertyId.SyslogFacilityText:
                return PriorityNames.FacilityText(message.Priority);
            case PropertyId.SyslogSeverity:
                return PriorityNames.SeverityNumber(message.Priority);
            case PropertyId.SyslogSeverityText:
                return PriorityNames.SeverityText(message.Priority);
            case PropertyId.TimeGenerated:
                return Time(in message.Generated, TimestampFormat.Rfc3164, scratch);
            case PropertyId.TimeReported:
                return Time(in message.EffectiveReported, TimestampFormat.Rfc3164, scratch);
            case PropertyId.ProtocolVersion:
                return message.IsRfc5424 ? "1"u8 : "0"u8;
            case PropertyId.StructuredData:
                return IsThere(message, HeaderParts.StructuredData) ? message.Slice(message.StructuredDataRange) : Nil;
            case PropertyId.AppName:
                return AppName(message);
            case PropertyId.ProcId:
                return ProcId(message);
            case PropertyId.MsgId:
                return IsThere(message, HeaderParts.MsgId) ? message.Slice(message.MsgIdRange) : Nil;
            case PropertyId.ParseSuccess:
                return message.JsonParseSucceeded ? "OK"u8 : "FAIL"u8;
            case PropertyId.InputName:
                return message.Source.Name;
            case PropertyId.MyHostname:
                return message.Settings.LocalHostname;
            case PropertyId.Bom:
                return [0xEF, 0xBB, 0xBF];
            default:
                return Made(message, property, scratch);
        }
    }

    /// <summary>Values that are always written into the scratch room.</summary>
    private static ReadOnlySpan<byte> Made(Message message, PropertyId property, ByteBuffer scratch)
    {
        scratch.Clear();
        switch (property)
        {
            case PropertyId.MessageVariable:
            case PropertyId.LocalVariable:
            case PropertyId.GlobalVariable:
                break;
            case PropertyId.AllJson:
                AllJson(message, scratch);
                break;
            case PropertyId.AllJsonPlain:
                AllJson(message, scratch);
                RemoveSpaces(scratch);
                break;
            case PropertyId.JsonMesg:
                JsonMessage.Append(message, scratch);
                break;
            case PropertyId.Uuid:
                message.AppendUuid(scratch);
                break;
            default:
                SystemProperties.Append(message, property, scratch);
                break;
        }

        return scratch.Written;
    }

    /// <summary>Where the value of a property stands in the message's buffer.</summary>
    /// <returns>False: it stands elsewhere, see <see cref="Get"/>.</returns>
    public static bool TryGetRange(Message message, PropertyId property, out ByteRange range)
    {
        ArgumentNullException.ThrowIfNull(message);
        switch (property)
        {
            case PropertyId.Msg:
                range = message.MsgRange;
                return true;
            case PropertyId.RawMsg:
                range = message.Raw;
                return true;
            case PropertyId.RawMsgAfterPri:
                range = message.AfterPri;
                return true;
            case PropertyId.Hostname:
                range = message.HostnameRange;
                return message.HasHostname;
            case PropertyId.SyslogTag:
                range = message.TagRange;
                return message.HasOwnTag;
            case PropertyId.ProgramName:
                range = message.ProgramNameRange;
                return range.Length > 0;
            case PropertyId.AppName:
                range = message.AppNameRange;
                return !message.IsTagOwn && (range.Length > 0 || !message.HasHostname);
            case PropertyId.ProcId:
                range = message.ProcIdRange;
                return message.IsRewritten(HeaderParts.ProcId) || (!message.IsTagOwn && message.HasHostname);
            case PropertyId.MsgId:
                range = message.MsgIdRange;
                return IsThere(message, HeaderParts.MsgId);
            case PropertyId.StructuredData:
                range = message.StructuredDataRange;
                return IsThere(message, HeaderParts.StructuredData);
            default:
                range = default;
                return false;
        }
    }

    /// <summary>Whether a field of RFC 5424 was read (not in the old format, nor when the time was bad), or set since.</summary>
    private static bool IsThere(Message message, HeaderParts part) =>
        (message.IsRfc5424 && message.HasHostname) || message.IsRewritten(part);

    private static ReadOnlySpan<byte> AppName(Message message)
    {
        if (message.IsTagOwn)
        {
            var program = message.ProgramName;
            return program.Length > 0 ? program : Nil;
        }

        return message.AppNameRange.Length == 0 && message.HasHostname ? Nil : message.Slice(message.AppNameRange);
    }

    private static ReadOnlySpan<byte> ProcId(Message message)
    {
        if (message.IsRewritten(HeaderParts.ProcId))
        {
            return message.Slice(message.ProcIdRange);
        }

        if (!message.IsTagOwn)
        {
            return message.HasHostname ? message.Slice(message.ProcIdRange) : Nil;
        }

        var tag = message.Slice(message.TagRange);
        var open = tag.IndexOf((byte)'[');
        if (open < 0)
        {
            return Nil;
        }

        var length = tag[(open + 1)..].IndexOf((byte)']');
        return length < 0 ? Nil : tag.Slice(open + 1, length);
    }

    private static ReadOnlySpan<byte> Tag(Message message, ByteBuffer scratch)
    {
        if (!message.IsTagOwn)
        {
            return NewTag(message, scratch);
        }

        return message.IsTagNil ? Nil : message.Slice(message.TagRange);
    }

    /// <summary>The tag of an RFC 5424 message: app-name, with procid in brackets unless that is nil.</summary>
    private static ReadOnlySpan<byte> NewTag(Message message, ByteBuffer scratch)
    {
        var app = AppName(message);
        var proc = ProcId(message);
        if (proc is [(byte)'-'])
        {
            return app;
        }

        scratch.Clear();
        scratch.Append(app);
        scratch.Append((byte)'[');
        scratch.Append(proc);
        scratch.Append((byte)']');
        return scratch.Written;
    }

    private static ReadOnlySpan<byte> Time(in Timestamp time, TimestampFormat format, ByteBuffer scratch)
    {
        scratch.Clear();
        scratch.Advance(TimestampFormatter.Format(in time, format, scratch.GetSpan(TimestampFormatter.MaxBytes)));
        return scratch.Written;
    }

    private static void AllJson(Message message, ByteBuffer scratch)
    {
        if (message.Variables?.Json.Root is { } root)
        {
            JsonText.Append(root, scratch);
        }
        else
        {
            scratch.Append("{}"u8);
        }
    }

    /// <summary>Takes the spaces out of JSON that stand outside of its strings.</summary>
    private static void RemoveSpaces(ByteBuffer json)
    {
        var bytes = json.Bytes.AsSpan(0, json.Length);
        var kept = 0;
        var isText = false;
        for (var at = 0; at < bytes.Length; at++)
        {
            var value = bytes[at];
            if (value == ' ' && !isText)
            {
                continue;
            }

            bytes[kept++] = value;
            if (value == '"')
            {
                isText = !isText;
            }
            else if (value == '\\' && isText && at + 1 < bytes.Length)
            {
                bytes[kept++] = bytes[++at];
            }
        }

        json.Truncate(kept);
    }

    /// <summary>Adds a decimal number.</summary>
    internal static void AppendNumber(long value, ByteBuffer output)
    {
        _ = Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
