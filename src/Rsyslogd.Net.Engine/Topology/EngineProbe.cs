using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>What somebody who tests the daemon may ask of a running engine (imdiag). Callable from every thread.</summary>
/// <param name="getQueues">All queues at this moment, the main one first.</param>
public sealed class EngineProbe(Func<IReadOnlyList<MessageQueue>> getQueues)
{
    private long _hangUpsBegun;
    private long _hangUpsDone;

    /// <summary>Whether outputs still have something to send to a target that is not known to be down.</summary>
    public Func<bool> AreOutputsBusy { get; init; } = static () => false;

    /// <summary>How many lookup tables are being read again, or about to be.</summary>
    public Func<int> CountReloads { get; init; } = static () => 0;

    /// <summary>How many messages wait in the main queue.</summary>
    public long MainQueueSize => getQueues()[0].Messages;

    /// <summary>How many SIGHUPs have come.</summary>
    public long HangUpsBegun => Interlocked.Read(ref _hangUpsBegun);

    /// <summary>How many of them have had their effect.</summary>
    public long HangUpsDone => Interlocked.Read(ref _hangUpsDone);

    /// <summary>Whether everything that was received has been taken through the rules, and written or sent. What waits for a
    /// target that is down is no matter: it may wait for ever.</summary>
    public bool AreQueuesEmpty()
    {
        foreach (var queue in getQueues())
        {
            if (queue.Settled < queue.Enqueued)
            {
                return false;
            }
        }

        return !AreOutputsBusy();
    }

    /// <summary>A SIGHUP has come.</summary>
    public void BeginHangUp() => Interlocked.Increment(ref _hangUpsBegun);

    /// <summary>It has had its effect.</summary>
    public void EndHangUp() => Interlocked.Increment(ref _hangUpsDone);
}
