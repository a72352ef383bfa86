namespace Rsyslogd.Net.Messages;

/// <content>Changing the text of a message: what message modification modules do.</content>
public sealed partial class Message
{
    // Two rooms in turn: the new text may be a part of the old one.
    private byte[] _rewritten = [];
    private byte[] _otherRewritten = [];

    /// <summary>Fields of the header that are no longer those of the frame.</summary>
    internal HeaderParts RewrittenHeader => _known.RewrittenHeader;

    /// <summary>Whether a field of the header is no longer that of the frame.</summary>
    internal bool IsRewritten(HeaderParts part) => (RewrittenHeader & part) != 0;

    /// <summary>
    /// Gives the message another msg; rawmsg changes with it, as in rsyslog. The message moves into a room of its own, because
    /// the batch's slab holds its neighbours; the room is kept for later messages. Spans that were taken before are no longer
    /// those of this message.
    /// </summary>
    /// <param name="text">The new msg; may point into the message.</param>
    public void RewriteMsg(ReadOnlySpan<byte> text)
    {
        Version++;
        DropStaleRanges();
        var raw = Raw;
        var isInside = MsgRange.Length > 0 && MsgRange.Start >= raw.Start && MsgRange.End <= raw.End;
        var start = isInside ? MsgRange.Start - raw.Start : raw.Length;
        var tail = isInside ? Buffer.AsSpan(MsgRange.End, raw.End - MsgRange.End) : default;
        var length = start + text.Length + tail.Length;
        var lead = ApartBytes();
        var room = TakeRoom(lead + length);
        Buffer.AsSpan(raw.Start, start).CopyTo(room.AsSpan(lead));
        text.CopyTo(room.AsSpan(lead + start));
        tail.CopyTo(room.AsSpan(lead + start + text.Length));

        var afterPri = Math.Min(AfterPri.Start - raw.Start, length);
        CarryHeader(this, room, lead);
        Buffer = room;
        Raw = new ByteRange(lead, length);
        AfterPri = new ByteRange(lead + afterPri, length - afterPri);
        MsgRange = new ByteRange(lead + start, text.Length);
    }

    /// <summary>Gives the message another rawmsg. The header's fields stay what they were; msg is what stands at its old place,
    /// as in rsyslog.</summary>
    /// <param name="text">The new rawmsg; must not point into the message.</param>
    public void RewriteRaw(ReadOnlySpan<byte> text)
    {
        Version++;
        DropStaleRanges();

        // The old frame goes in front, for the fields that are parts of it.
        var raw = Raw;
        var apart = ApartBytes();
        var lead = apart + raw.Length;
        var room = TakeRoom(lead + text.Length);
        RawMsg.CopyTo(room.AsSpan(apart));
        text.CopyTo(room.AsSpan(lead));
        var msg = Math.Min(MsgRange.Length == 0 ? raw.Length : MsgRange.Start - raw.Start, text.Length);
        var afterPri = Math.Min(AfterPri.Start - raw.Start, text.Length);
        CarryHeader(this, room, apart);
        Buffer = room;
        Raw = new ByteRange(lead, text.Length);
        AfterPri = new ByteRange(lead + afterPri, text.Length - afterPri);
        MsgRange = new ByteRange(lead + msg, text.Length - msg);
    }

    /// <summary>Gives a field of the header another text; rawmsg stays as it is.</summary>
    /// <param name="part">Which field.</param>
    /// <param name="text">The new text; must not point into the message.</param>
    public void RewriteHeader(HeaderParts part, ReadOnlySpan<byte> text)
    {
        Version++;
        DropStaleRanges();
        var raw = Raw;
        var apart = ApartBytes();
        var lead = apart + text.Length;
        var room = TakeRoom(lead + raw.Length);
        RawMsg.CopyTo(room.AsSpan(lead));
        text.CopyTo(room.AsSpan(apart));
        var shift = raw.Start - lead;
        CarryHeader(this, room, lead);
        Buffer = room;
        Raw = Shift(raw, shift);
        AfterPri = Shift(AfterPri, shift);
        MsgRange = Shift(MsgRange, shift);
        _known.RewrittenHeader |= part;
        var range = new ByteRange(apart, text.Length);
        switch (part)
        {
            case HeaderParts.Hostname:
                HostnameRange = range;
                HasHostname = true;
                break;
            case HeaderParts.Tag:
                TagRange = range;
                _known.ProgramNameEnd = 0;
                break;
            case HeaderParts.ProcId:
                ProcIdRange = range;
                break;
            case HeaderParts.MsgId:
                MsgIdRange = range;
                break;
            case HeaderParts.StructuredData:
                StructuredDataRange = range;
                break;
            case HeaderParts.None:
                break;
        }
    }

    /// <summary>A parser sets the fields of its format only: the others' ranges are those of an earlier message.</summary>
    private void DropStaleRanges()
    {
        HostnameRange = HasHostname ? HostnameRange : default;
        TagRange = IsTagOwn ? TagRange : default;
        if (!IsRfc5424)
        {
            AppNameRange = default;
            ProcIdRange = IsRewritten(HeaderParts.ProcId) ? ProcIdRange : default;
            MsgIdRange = IsRewritten(HeaderParts.MsgId) ? MsgIdRange : default;
            StructuredDataRange = IsRewritten(HeaderParts.StructuredData) ? StructuredDataRange : default;
        }
    }

    /// <summary>How many bytes the header's fields take that are no part of the frame: the tag of an input that adds one, what
    /// was rewritten.</summary>
    private int ApartBytes() =>
        ApartBytes(HostnameRange) + ApartBytes(TagRange) + ApartBytes(AppNameRange) + ApartBytes(ProcIdRange)
        + ApartBytes(MsgIdRange) + ApartBytes(StructuredDataRange);

    private int ApartBytes(ByteRange range) => range.Start < Raw.Start ? range.Length : 0;

    /// <summary>Takes over the header's fields of a message whose frame has been copied into a room, behind a lead of at least
    /// <see cref="ApartBytes()"/>, which the fields that stand apart go into.</summary>
    private void CarryHeader(Message other, byte[] room, int lead)
    {
        var at = 0;
        var (start, shift, from) = (other.Raw.Start, other.Raw.Start - lead, other.Buffer);
        HostnameRange = Carry(other.HostnameRange);
        TagRange = Carry(other.TagRange);
        AppNameRange = Carry(other.AppNameRange);
        ProcIdRange = Carry(other.ProcIdRange);
        MsgIdRange = Carry(other.MsgIdRange);
        StructuredDataRange = Carry(other.StructuredDataRange);

        ByteRange Carry(ByteRange range)
        {
            if (range.Length == 0 || range.Start >= start)
            {
                return Shift(range, shift);
            }

            from.AsSpan(range.Start, range.Length).CopyTo(room.AsSpan(at));
            at += range.Length;
            return new ByteRange(at - range.Length, range.Length);
        }
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
