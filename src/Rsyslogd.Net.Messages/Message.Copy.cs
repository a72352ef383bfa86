namespace Rsyslogd.Net.Messages;

public sealed partial class Message
{
    /// <summary>Becomes a copy of another message that owns its bytes and outlives the batch. Variables are not copied, but for those that
    /// nobody has asked for yet.</summary>
    public void CopyFrom(Message other)
    {
        // What stands apart from the frame goes in front of it.
        other.DropStaleRanges();
        var raw = other.RawMsg;
        var lead = other.ApartBytes();
        if (Buffer.Length < lead + raw.Length)
        {
            Buffer = new byte[Math.Max(lead + raw.Length, 512)];
        }

        raw.CopyTo(Buffer.AsSpan(lead));
        var shift = other.Raw.Start - lead;
        Version++;
        Source = other.Source;
        Peer = other.Peer;
        ReceivedAt = other.ReceivedAt;
        Priority = other.Priority;
        Reported = other.Reported;
        _known = other._known;
        _known.HasUuid = false;
        ForgetTexts();
        Raw = new ByteRange(lead, raw.Length);
        _origin = other._origin;
        AfterPri = Shift(other.AfterPri, shift);
        CarryHeader(other, Buffer, lead);
        MsgRange = Shift(other.MsgRange, shift);
    }

    /// <summary>Gives a message that owns its bytes (see <see cref="CopyFrom"/>) another text: msg, and rawmsg with it.</summary>
    public void ReplaceMsg(ReadOnlySpan<byte> text)
    {
        var start = MsgRange.Length == 0 ? Raw.End : MsgRange.Start;
        if (Buffer.Length < start + text.Length)
        {
            var larger = new byte[start + text.Length];
            Buffer.AsSpan(0, start).CopyTo(larger);
            Buffer = larger;
        }

        Version++;
        ForgetTexts();
        text.CopyTo(Buffer.AsSpan(start));
        MsgRange = new ByteRange(start, text.Length);
        Raw = new ByteRange(Raw.Start, start + text.Length - Raw.Start);
        AfterPri = new ByteRange(AfterPri.Start, Raw.End - AfterPri.Start);
    }

    private static ByteRange Shift(ByteRange range, int by) => range.Length == 0 ? default : range with { Start = range.Start - by };
}
