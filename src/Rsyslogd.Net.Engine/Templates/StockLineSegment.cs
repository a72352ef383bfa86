using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>
/// The line that the stock file formats print, <c>time hostname tag[ ]msg</c> and LF, in one piece: what nearly every daemon does with
/// nearly every message. Hot.
/// </summary>
internal sealed class StockLineSegment(PropertyId timeProperty, TimestampFormat format) : TemplateSegment
{
    private static readonly ReplacerOptions SpaceIfNone = new() { SpaceIfNoFirstSpace = true };
    private static readonly ReplacerOptions DropLineFeed = new() { DropLastLineFeed = true };

    private readonly TimestampText _time = new(format, isUtc: false);
    private readonly ByteBuffer _scratch = new();

    /// <summary>Recognises the parts of such a line; null: it is another template.</summary>
    public static StockLineSegment? TryCreate(ReadOnlySpan<BoundSegment> segments)
    {
        if (segments is
            [
                BoundReplacer { Property.Path: null } time,
                BoundConstant { OutName: null, Value: [(byte)' '] },
                BoundReplacer { Property.Id: PropertyId.Hostname } hostname,
                BoundConstant { OutName: null, Value: [(byte)' '] },
                BoundReplacer { Property.Id: PropertyId.SyslogTag } tag,
                BoundReplacer { Property.Id: PropertyId.Msg } space,
                BoundReplacer { Property.Id: PropertyId.Msg } msg,
                BoundConstant { OutName: null, Value: [(byte)'\n'] },
            ]
            && ReplacerSource.IsTime(time.Property.Id)
            && time.Options == (ReplacerOptions.None with { Date = time.Options.Date })
            && hostname.Options == ReplacerOptions.None
            && tag.Options == ReplacerOptions.None
            && space.Options == SpaceIfNone
            && msg.Options == DropLineFeed)
        {
            return new StockLineSegment(time.Property.Id, time.Options.Date);
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var time = timeProperty == PropertyId.TimeReported
            ? _time.Of(in message.EffectiveReported)
            : _time.Of(in message.Generated);
        var hostname = message.HasHostname ? message.Slice(message.HostnameRange) : message.Peer.HostName ?? message.Peer.Name;
        var tag = PropertyReader.Get(message, PropertyId.SyslogTag, _scratch);
        var msg = message.Msg;
        var needsSpace = msg.Length > 0 && msg[0] != ' ';
        if (msg.Length > 0 && msg[^1] == '\n')
        {
            msg = msg[..^1];
        }

        var target = output.GetSpan(time.Length + hostname.Length + tag.Length + msg.Length + 4);
        time.CopyTo(target);
        var at = time.Length;
        target[at++] = (byte)' ';
        hostname.CopyTo(target[at..]);
        at += hostname.Length;
        target[at++] = (byte)' ';
        tag.CopyTo(target[at..]);
        at += tag.Length;
        if (needsSpace)
        {
            target[at++] = (byte)' ';
        }

        msg.CopyTo(target[at..]);
        at += msg.Length;
        target[at++] = (byte)'\n';
        output.Advance(at);
    }
}
