using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary><c>queue.discardMark</c> and <c>queue.discardSeverity</c>: when so many messages wait, those that matter least are
/// not kept (manual: "General Queue Parameters").</summary>
/// <param name="Waiting">The mark, in messages.</param>
/// <param name="Severity">The most severe one that may go: 6 means informational and debug.</param>
internal sealed record DiscardMark(long Waiting, int Severity)
{
    /// <summary>Reads the parameters of a queue; null: nothing is ever discarded, as by default.</summary>
    /// <param name="queue">They may be missing altogether.</param>
    /// <param name="defaultSize">queue.size where it isn't given; the mark is 98 % of the size then, as in rsyslog.</param>
    public static DiscardMark? Read(BoundParameters? queue, long defaultSize)
    {
        if (queue?.GetNumber("queue.discardSeverity") is not { } severity || severity > 7)
        {
            return null;
        }

        var size = queue.GetNumber("queue.size", defaultSize);
        return new DiscardMark(queue.GetNumber("queue.discardMark", size * 98 / 100), (int)severity);
    }

    /// <summary>Whether a message is not to be kept. Hot.</summary>
    /// <param name="message">The message.</param>
    /// <param name="waiting">How many wait.</param>
    public bool Discards(Message message, long waiting) => waiting >= Waiting && (message.Priority & 7) >= Severity;
}
