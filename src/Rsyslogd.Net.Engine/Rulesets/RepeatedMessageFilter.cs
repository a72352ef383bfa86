using System.Text;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>
/// $RepeatedMsgReduction: messages of the same text, host, program and process are held back, and told in one line
/// <c>message repeated N times: [text]</c> when another one comes. A single repeat is told as it is. Times and priorities
/// are not compared.
/// </summary>
internal sealed class RepeatedMessageFilter
{
    private readonly Message _last = new();
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _otherScratch = new();
    private bool _hasLast;
    private int _repeats;

    /// <summary>Whether the message repeats the last one; it is then held back.</summary>
    public bool Absorb(Message message)
    {
        if (!_hasLast || !IsSame(message))
        {
            return false;
        }

        // The summary carries the time of the last repeat.
        _last.CopyFrom(message);
        _repeats++;
        return true;
    }

    /// <summary>The line for what has been held back; null when nothing was. To be asked before the next message goes out,
    /// and at the end.</summary>
    public Message? TakeSummary()
    {
        if (_repeats == 0)
        {
            return null;
        }

        if (_repeats > 1)
        {
            var text = Encoding.UTF8.GetBytes($" message repeated {_repeats} times: [");
            _last.ReplaceMsg([.. text, .. _last.Msg, (byte)']']);
        }

        _repeats = 0;
        _hasLast = false;
        return _last;
    }

    /// <summary>Remembers a message that went out.</summary>
    public void Remember(Message message)
    {
        _last.CopyFrom(message);
        _hasLast = true;
    }

    private bool IsSame(Message message) =>
        message.Msg.SequenceEqual(_last.Msg)
        && IsSame(message, PropertyId.Hostname)
        && IsSame(message, PropertyId.ProcId)
        && IsSame(message, PropertyId.AppName);

    private bool IsSame(Message message, PropertyId property)
    {
        _scratch.Clear();
        _otherScratch.Clear();
        return PropertyReader.Get(message, property, _scratch)
            .SequenceEqual(PropertyReader.Get(_last, property, _otherScratch));
    }
}
