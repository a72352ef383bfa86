using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>The time-outs of queues. Where a queue has none of its own, <c>global(default.action.queue.timeoutshutdown=…)</c>
/// and its like hold.</summary>
internal static class QueueTimeouts
{
    private static readonly TimeSpan Eternal = TimeSpan.FromDays(1);

    /// <summary>How long the end may wait for a queue (<c>queue.timeoutShutdown</c>). Never shorter than our own limit: what
    /// can still be delivered is not thrown away to save a second.</summary>
    /// <param name="queue">The parameters of the queue.</param>
    /// <param name="globals">Those of global().</param>
    /// <param name="kind">"action" or "ruleset".</param>
    /// <param name="ownLimit">The limit without it.</param>
    public static TimeSpan Shutdown(BoundParameters queue, BoundParameters globals, string kind, TimeSpan ownLimit)
    {
        var limit = queue.GetNumber("queue.timeoutShutdown") ?? globals.GetNumber($"default.{kind}.queue.timeoutShutdown");
        return limit is null ? ownLimit : limit < 0 ? Eternal : TimeSpan.FromMilliseconds(Math.Max(limit.Value, ownLimit.TotalMilliseconds));
    }

    /// <summary>How long a full action queue may hold up who fills it (<c>queue.timeoutEnqueue</c>); null: not said.</summary>
    public static TimeSpan? Enqueue(BoundParameters action, BoundParameters globals) =>
        (action.GetNumber("queue.timeoutEnqueue") ?? globals.GetNumber("default.action.queue.timeoutEnqueue")) is { } limit
            ? TimeSpan.FromMilliseconds(Math.Max(0, limit))
            : null;
}
