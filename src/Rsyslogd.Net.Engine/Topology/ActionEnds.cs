using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Rulesets;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>Closes actions: those that may have to wait for a peer, a pipe or a program all at once, each on a thread of its own, so that
/// several hung targets take no longer than one. Cold; one thread at a time.</summary>
internal sealed class ActionEnds
{
    private readonly List<Thread> _threads = [];
    private long _end;

    /// <summary>Begins to close actions that nobody calls any more.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="globals">global(), for how long they may take.</param>
    /// <param name="patience">How long a target that doesn't read may delay the end where nothing else is configured.</param>
    public void Close(IReadOnlyCollection<ActionRunner> actions, BoundParameters globals, TimeSpan patience)
    {
        _threads.RemoveAll(static thread => !thread.IsAlive);
        foreach (var action in actions.Where(static action => action.MayWait))
        {
            var own = QueueTimeouts.Shutdown(action.Bound.Parameters, globals, "action", patience);
            var thread = new Thread(() => Close(action, own)) { IsBackground = true };
            _threads.Add(thread);
            thread.Start();
            Extend(own);
        }

        foreach (var action in actions.Where(static action => !action.MayWait))
        {
            Close(action, patience);
        }

        Extend(patience);
    }

    /// <summary>Waits until all are closed, or have had the time that they may take.</summary>
    public void Await()
    {
        _threads.ForEach(thread => thread.Join((int)Math.Clamp(_end - Environment.TickCount64, 1, int.MaxValue)));
        _threads.Clear();
    }

    private static void Close(ActionRunner action, TimeSpan patience)
    {
        action.Close(patience);
        action.Statistics?.Clear();
    }

    private void Extend(TimeSpan patience) =>
        _end = Math.Max(_end, Environment.TickCount64 + (long)patience.TotalMilliseconds + 500);
}
