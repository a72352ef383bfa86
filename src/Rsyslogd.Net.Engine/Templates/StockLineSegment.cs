using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>
/// The line that the stock formats of the old protocol print, <c>[&lt;PRI&gt;]time hostname tag[ ]msg[LF]</c>, in one piece: what nearly
/// every daemon does with nearly every message. In most frames hostname, tag and msg are neighbours and are copied at once, and where the
/// line is printed with the sender's time, that as well. Hot. One thread.
/// </summary>
internal sealed class StockLineSegment : TemplateSegment
{
    private readonly LinePart _time;
    private readonly bool _hasPriority;
    private readonly int _maxTag;
    private readonly bool _hasMsgSpace;
    private readonly bool _dropsLineFeed;
    private readonly bool _isSendersTime;
    private readonly byte[] _tail;
    private readonly ByteBuffer _scratch = new();

    private StockLineSegment(ReadOnlySpan<LinePart> parts, bool hasPriority, byte[] tail)
    {
        _time = parts[0];
        _isSendersTime = _time.IsSendersOldText;
        _hasPriority = hasPriority;
        _maxTag = parts[2].MaxBytes;
        _hasMsgSpace = parts[3].Kind == LinePartKind.MsgSpace;
        _dropsLineFeed = parts[^1].DropsLineFeed;
        _tail = tail;
    }

    /// <inheritdoc/>
    public override bool IsOfTextAlone => true;

    /// <summary>Recognises the parts of such a line; null: it is another template.</summary>
    public static StockLineSegment? TryCreate(ReadOnlySpan<LinePart> parts, byte[] tail)
    {
        var hasPriority = parts.Length > 0 && parts[0].IsWhole(PropertyId.Pri) && parts[0].Before is [(byte)'<'];
        if (hasPriority)
        {
            parts = parts[1..];
        }

        var hasMsgSpace = parts.Length == 5 && parts[3] is { Kind: LinePartKind.MsgSpace, Before: [] };
        if ((parts.Length == 4 || hasMsgSpace)
            && parts[0].Kind == LinePartKind.Time && (hasPriority ? parts[0].Before is [(byte)'>'] : parts[0].Before is [])
            && parts[1].IsWhole(PropertyId.Hostname) && parts[1].Before is [(byte)' ']
            && parts[2] is { Kind: LinePartKind.Property, Property: PropertyId.SyslogTag, DropsLineFeed: false, Before: [(byte)' '] }
            && parts[^1] is { Kind: LinePartKind.Property, Property: PropertyId.Msg, MaxBytes: int.MaxValue, Before: [] })
        {
            return new StockLineSegment(parts, hasPriority, tail);
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var msg = message.MsgRange;
        var end = msg.End;
        var buffer = message.Buffer;
        if (msg.Length > 0)
        {
            if (_hasMsgSpace && buffer[msg.Start] != ' ')
            {
                AppendApart(message, needsSpace: true, output);
                return;
            }

            end -= _dropsLineFeed && buffer[end - 1] == '\n' ? 1 : 0;
        }

        var isLine = message.Line.Length > 0 && !message.IsRfc5424 && message.TagRange.Length <= _maxTag;
        if (isLine && _isSendersTime)
        {
            AppendLine(message, buffer.AsSpan(message.Line.Start..end), output);
        }
        else if (isLine || AreNeighbours(message))
        {
            AppendBehindTime(message, buffer.AsSpan(message.HostnameRange.Start..end), output);
        }
        else
        {
            AppendApart(message, needsSpace: false, output);
        }
    }

    /// <summary>Whether hostname, tag and msg stand in the frame as they do in the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AreNeighbours(Message message)
    {
        var (hostname, tag) = (message.HostnameRange, message.TagRange);
        return message.HasOwnTag && message.HasHostname && tag.Start == hostname.End + 1 && message.Buffer[hostname.End] == ' '
            && message.MsgRange.Start == tag.End && tag.Length <= _maxTag;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendLine(Message message, ReadOnlySpan<byte> line, ByteBuffer output)
    {
        var room = output.GetSpan(LinePart.HeadBytes + line.Length + _tail.Length);
        var at = _hasPriority ? LinePart.CopyPriority(message, room) : 0;
        line.CopyTo(room[at..]);
        at += line.Length;
        output.Advance(at + LinePart.CopyTail(_tail, room[at..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendBehindTime(Message message, ReadOnlySpan<byte> rest, ByteBuffer output)
    {
        var room = output.GetSpan(LinePart.HeadBytes + rest.Length + _tail.Length);
        var at = AppendHead(message, room);
        rest.CopyTo(room[at..]);
        at += rest.Length;
        output.Advance(at + LinePart.CopyTail(_tail, room[at..]));
    }

    private void AppendApart(Message message, bool needsSpace, ByteBuffer output)
    {
        var msg = message.Msg;
        if (_dropsLineFeed && msg.Length > 0 && msg[^1] == '\n')
        {
            msg = msg[..^1];
        }

        var hostname = message.HasHostname ? message.Slice(message.HostnameRange) : message.Peer.HostName ?? message.Peer.Name;
        var tag = PropertyReader.Get(message, PropertyId.SyslogTag, _scratch);
        tag = tag[..Math.Min(tag.Length, _maxTag)];
        var room = output.GetSpan(LinePart.HeadBytes + hostname.Length + tag.Length + msg.Length + _tail.Length + 2);
        var at = AppendHead(message, room);
        hostname.CopyTo(room[at..]);
        at += hostname.Length;
        room[at++] = (byte)' ';
        tag.CopyTo(room[at..]);
        at += tag.Length;
        if (needsSpace)
        {
            room[at++] = (byte)' ';
        }

        msg.CopyTo(room[at..]);
        at += msg.Length;
        output.Advance(at + LinePart.CopyTail(_tail, room[at..]));
    }

    /// <summary>PRI, the time and a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AppendHead(Message message, Span<byte> room)
    {
        var at = _hasPriority ? LinePart.CopyPriority(message, room) : 0;
        at += _time.CopyTime(message, room[at..]);
        room[at++] = (byte)' ';
        return at;
    }
}
