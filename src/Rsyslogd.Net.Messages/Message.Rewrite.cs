namespace Rsyslogd.Net.Messages;

/// <content>Changing the text of a message: what message modification modules do.</content>
public sealed partial class Message
{
    // Two rooms in turn: the new text may be a part of the old one.
    private byte[] _rewritten = [];
    private byte[] _otherRewritten = [];

    /// <summary>
    /// Gives the message another msg; rawmsg changes with it, as in rsyslog. The message moves into a room of its own, because
    /// the batch's slab holds its neighbours; the room is kept for later messages. Spans that were taken before are no longer
    /// those of this message.
    /// </summary>
    /// <param name="text">The new msg; may point into the message.</param>
    public void RewriteMsg(ReadOnlySpan<byte> text)
    {
        var raw = Raw;
        var tag = TagRange;
        var isTagApart = tag.Length > 0 && tag.Start < raw.Start;
        var lead = isTagApart ? tag.Length : 0;
        var isInside = MsgRange.Length > 0 && MsgRange.Start >= raw.Start && MsgRange.End <= raw.End;
        var start = isInside ? MsgRange.Start - raw.Start : raw.Length;
        var tail = isInside ? Buffer.AsSpan(MsgRange.End, raw.End - MsgRange.End) : default;
        var length = start + text.Length + tail.Length;
        var room = TakeRoom(lead + length);
        Buffer.AsSpan(tag.Start, lead).CopyTo(room);
        Buffer.AsSpan(raw.Start, start).CopyTo(room.AsSpan(lead));
        text.CopyTo(room.AsSpan(lead + start));
        tail.CopyTo(room.AsSpan(lead + start + text.Length));

        var afterPri = Math.Min(AfterPri.Start - raw.Start, length);
        var shift = raw.Start - lead;
        HostnameRange = Shift(HostnameRange, shift);
        TagRange = isTagApart ? new ByteRange(0, lead) : Shift(tag, shift);
        AppNameRange = Shift(AppNameRange, shift);
        ProcIdRange = Shift(ProcIdRange, shift);
        MsgIdRange = Shift(MsgIdRange, shift);
        StructuredDataRange = Shift(StructuredDataRange, shift);
        Buffer = room;
        Raw = new ByteRange(lead, length);
        AfterPri = new ByteRange(lead + afterPri, length - afterPri);
        MsgRange = new ByteRange(lead + start, text.Length);
    }

    private byte[] TakeRoom(int bytes)
    {
        if (ReferenceEquals(Buffer, _rewritten))
        {
            (_rewritten, _otherRewritten) = (_otherRewritten, _rewritten);
        }

        if (_rewritten.Length < bytes)
        {
            _rewritten = GC.AllocateUninitializedArray<byte>(Math.Max(bytes, 512));
        }

        return _rewritten;
    }
}
