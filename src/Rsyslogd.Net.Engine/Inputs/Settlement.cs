using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>
/// Waits until everything that has been queued so far has come out at the other end: the rules have taken and written it. A place
/// that is saved only then is never ahead; after a crash messages may come twice, but none is missing. Reactor's thread only.
/// </summary>
/// <param name="reactor">Its thread looks from time to time.</param>
/// <param name="queue">Where the messages go.</param>
internal sealed class Settlement(Reactor reactor, MessageQueue queue)
{
    /// <summary>How often it is looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Calls back, at once if nothing is under way.</summary>
    public void Await(Action settled) => Check(queue.Enqueued, settled);

    private void Check(long ticket, Action settled)
    {
        if (queue.Settled >= ticket)
        {
            settled();
        }
        else
        {
            reactor.After(Interval, () => Check(ticket, settled));
        }
    }
}
