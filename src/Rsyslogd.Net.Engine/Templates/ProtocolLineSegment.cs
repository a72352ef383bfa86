using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>
/// The line of the syslog protocol (RFC 5424 section 6), <c>&lt;PRI&gt;1 time hostname app-name procid msgid structured-data msg</c>. A
/// frame that came as such a line is copied from its time on; others are put together. Hot. One thread.
/// </summary>
internal sealed class ProtocolLineSegment : TemplateSegment
{
    private readonly LineSegment _parts;
    private readonly byte[] _tail;

    private ProtocolLineSegment(LinePart[] parts, byte[] tail)
    {
        _parts = new LineSegment(parts, tail);
        _tail = tail;
    }

    /// <inheritdoc/>
    public override bool IsOfTextAlone => true;

    /// <summary>Recognises the parts of such a line; null: it is another template.</summary>
    public static ProtocolLineSegment? TryCreate(LinePart[] parts, byte[] tail)
    {
        if (parts is not [{ Before: [(byte)'<'] } priority, { IsSendersText: true } time, ..] || !priority.IsWhole(PropertyId.Pri)
            || !time.Before.AsSpan().SequenceEqual(">1 "u8))
        {
            return null;
        }

        ReadOnlySpan<PropertyId> fields =
            [PropertyId.Hostname, PropertyId.AppName, PropertyId.ProcId, PropertyId.MsgId, PropertyId.StructuredData, PropertyId.Msg];
        var rest = parts.AsSpan(2);
        if (rest.Length != fields.Length)
        {
            return null;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (!rest[i].IsWhole(fields[i]) || rest[i].Before is not [(byte)' '])
            {
                return null;
            }
        }

        return new ProtocolLineSegment(parts, tail);
    }

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        if (!message.IsRfc5424 || message.Line.Length == 0)
        {
            _parts.Append(message, output);
            return;
        }

        var line = message.Slice(message.Line);
        var room = output.GetSpan(LinePart.HeadBytes + line.Length + _tail.Length);
        var at = LinePart.CopyPriority(message, room);
        room[at++] = (byte)'1';
        room[at++] = (byte)' ';
        line.CopyTo(room[at..]);
        at += line.Length;
        output.Advance(at + LinePart.CopyTail(_tail, room[at..]));
    }
}
