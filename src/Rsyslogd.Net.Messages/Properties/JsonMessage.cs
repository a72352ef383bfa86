using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The property jsonmesg: the whole message as one JSON object, members in rsyslog's order.</summary>
internal static class JsonMessage
{
    /// <summary>Adds the object.</summary>
    public static void Append(Message message, ByteBuffer output)
    {
        var scratch = new ByteBuffer();
        output.Append("{ "u8);
        Member("msg"u8, message, PropertyId.Msg, scratch, output);
        Member("rawmsg"u8, message, PropertyId.RawMsg, scratch, output);
        Time("timereported"u8, in message.EffectiveReported, output);
        Member("hostname"u8, message, PropertyId.Hostname, scratch, output);
        Member("syslogtag"u8, message, PropertyId.SyslogTag, scratch, output);
        Member("inputname"u8, message, PropertyId.InputName, scratch, output);
        Member("fromhost"u8, message, PropertyId.FromHost, scratch, output);
        Member("fromhost-ip"u8, message, PropertyId.FromHostIp, scratch, output);
        Member("pri"u8, message, PropertyId.Pri, scratch, output);
        Member("syslogfacility"u8, message, PropertyId.SyslogFacility, scratch, output);
        Member("syslogseverity"u8, message, PropertyId.SyslogSeverity, scratch, output);
        Time("timegenerated"u8, in message.Generated, output);
        Member("programname"u8, message, PropertyId.ProgramName, scratch, output);
        Member("protocol-version"u8, message, PropertyId.ProtocolVersion, scratch, output);
        Member("structured-data"u8, message, PropertyId.StructuredData, scratch, output);
        Member("app-name"u8, message, PropertyId.AppName, scratch, output);
        Member("procid"u8, message, PropertyId.ProcId, scratch, output);
        Member("msgid"u8, message, PropertyId.MsgId, scratch, output);
        output.Append("\"uuid\": null, \"$!\": "u8);
        if (message.Variables?.Json.Root is { } root)
        {
            JsonText.Append(root, output);
        }
        else
        {
            output.Append("null"u8);
        }

        output.Append(" }"u8);
    }

    private static void Member(
        ReadOnlySpan<byte> name, Message message, PropertyId property, ByteBuffer scratch, ByteBuffer output)
    {
        Name(name, output);
        JsonText.AppendEscaped(PropertyReader.Get(message, property, scratch), output);
        output.Append("\", "u8);
    }

    private static void Time(ReadOnlySpan<byte> name, in Timestamp time, ByteBuffer output)
    {
        Name(name, output);
        var target = output.GetSpan(TimestampFormatter.MaxBytes);
        output.Advance(TimestampFormatter.Format(in time, TimestampFormat.Rfc3339, target));
        output.Append("\", "u8);
    }

    private static void Name(ReadOnlySpan<byte> name, ByteBuffer output)
    {
        output.Append((byte)'"');
        output.Append(name);
        output.Append("\": \""u8);
    }
}
