using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmExternal;

/// <summary>What the members of a filter's reply do to a message (rsyslog's plugins/external/INTERFACE.md). Names that are not
/// known are no mistake, as in rsyslog; they are compared with case. null changes nothing.</summary>
internal sealed class ReplyMerge
{
    private const int Facilities = 24;
    private const int Severities = 8;

    private readonly ByteBuffer _text = new();

    /// <summary>Applies the members in their order.</summary>
    public void Apply(JsonValue reply, Message message)
    {
        foreach (var (name, value) in reply.Members)
        {
            if (value.Kind != JsonKind.Null)
            {
                Apply(name, value, message);
            }
        }
    }

    private void Apply(string name, JsonValue value, Message message)
    {
        _text.Clear();
        JsonText.AppendPlain(value, _text);
        var text = _text.Written;
        var peer = message.Peer;
        switch (name)
        {
            case "msg":
                message.RewriteMsg(text);
                break;
            case "rawmsg":
                message.RewriteRaw(text);
                break;
            case "syslogtag":
                message.RewriteHeader(HeaderParts.Tag, text);
                break;
            case "hostname" or "source":
                message.RewriteHeader(HeaderParts.Hostname, text);
                break;
            case "procid":
                message.RewriteHeader(HeaderParts.ProcId, text);
                break;
            case "msgid":
                message.RewriteHeader(HeaderParts.MsgId, text);
                break;
            case "structured-data":
                message.RewriteHeader(HeaderParts.StructuredData, text);
                break;
            case "fromhost":
                message.Peer = new Peer(text.ToArray(), peer.Address, peer.Port) { HostName = peer.HostName ?? peer.Name };
                break;
            case "fromhost-ip":
                message.Peer = new Peer(peer.Name, text.ToArray(), peer.Port) { HostName = peer.HostName };
                break;
            case "pri" or "syslogfacility" or "syslogseverity":
                message.Priority = Priority(name, Number(value), message.Priority);
                break;
            case "$!":
                (message.Variables ??= new MessageVariables()).Json.Set([], value);
                break;
            default:
                break;
        }
    }

    // A facility beyond the last one makes the priority invalid, a severity beyond the last one nothing.
    private static int Priority(string name, long number, int old) => name switch
    {
        "pri" => number is >= 0 and < Message.InvalidPriority ? (int)number : Message.InvalidPriority,
        "syslogfacility" when number == Facilities => Message.InvalidPriority,
        "syslogfacility" when number is >= 0 and < Facilities => (int)(number * Severities) + (old % Severities),
        "syslogseverity" when number is >= 0 and < Severities && old != Message.InvalidPriority =>
            old - (old % Severities) + (int)number,
        _ => old,
    };

    private static long Number(JsonValue value) =>
        value.Kind == JsonKind.Text ? NumberText.Read(value.Text, out _) : value.ToNumber();
}
