namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>pmnull: takes any frame and reads nothing of it; rawmsg is all there is (manual, "pmnull: Syslog Null Parser Module"). Hot.</summary>
/// <param name="tag">tag.</param>
/// <param name="priority">syslogFacility * 8 + syslogSeverity.</param>
public sealed class NullParser(byte[] tag, int priority) : FrameParser
{
    internal override bool TryParse(Message message, int start)
    {
        if (tag.Length > 0)
        {
            message.MakeRoomBefore(tag.Length);
            tag.CopyTo(message.Buffer, 0);
            message.TagRange = new ByteRange(0, tag.Length);
        }
        else
        {
            message.TagRange = message.Raw with { Length = 0 };
        }

        message.Priority = priority;
        message.HostnameRange = new ByteRange(message.Raw.End, 0);
        message.HasHostname = true;
        message.MsgRange = message.HostnameRange;
        return true;
    }
}
