using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Topology;

/// <content>The change to another configuration. How, and why in this order: decisions/0011.</content>
public sealed partial class Engine
{
    // How long a target of an action that is gone may take to read what waits for it.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Puts another configuration in the place of the one in force. Inputs, queues, actions, lookup tables and counters that are described
    /// as before go on as they are; the rules are exchanged between two batches, so that each message meets either the old or the new ones;
    /// what is gone delivers what it has. Returns when everything that is new runs.
    /// </summary>
    /// <param name="configuration">The bound model, without errors.</param>
    /// <param name="settings">Its global settings.</param>
    public ReloadOutcome Reload(BoundConfiguration configuration, EngineSettings settings)
    {
        lock (_change)
        {
            var log = new ReloadLog(_log);
            var former = _running;
            var next = new RunningConfiguration(configuration, settings, log, Statistics, former);
            _inputs.Want(configuration, settings, next.Rulesets);
            var (keptInputs, goneInputs) = (_inputs.Kept, _inputs.Gone);
            _inputs.StopGone();
            Configure(configuration);
            Exchange(former, next);
            _inputContext = _inputContext.For(next.Services);
            _ = _inputs.Start(_inputContext);
            _ends.Close(next.Actions.Gone, configuration.Globals, EndPatience);
            former.Services.Buckets.Forget(next.Services.Buckets);
            return new ReloadOutcome(log.End())
            {
                KeptActions = next.Actions.Kept,
                NewActions = next.Actions.All.Count - next.Actions.Kept,
                GoneActions = next.Actions.Gone.Length,
                KeptInputs = keptInputs,
                NewInputs = _inputs.Count - keptInputs,
                GoneInputs = goneInputs,
            };
        }
    }

    private void Exchange(RunningConfiguration former, RunningConfiguration next)
    {
        var goneWorkers = _workers.Where(worker => !next.Rulesets.Queues.Contains(worker.Queue)).ToList();
        var kept = _workers.Except(goneWorkers).ToList();

        // What waits for a ruleset that is gone is its own still. Nothing more comes for it: its inputs have been stopped.
        if (HasGone(former.Rulesets, next.Rulesets))
        {
            kept.ForEach(static worker => worker.Drain());
        }

        var before = _workers;
        _running = next;
        _workers = [.. next.Rulesets.Queues.Select(queue => kept.Find(worker => worker.Queue == queue) ?? NewWorker(queue))];
        if (_workers.Count + goneWorkers.Count > 1)
        {
            ShareActions(before);
        }

        _workers.Except(kept).ToList().ForEach(static worker => worker.Start());
        foreach (var worker in kept)
        {
            worker.Pause();
            worker.Replace(next.Plans.For(worker.Queue));
            worker.Resume();
        }

        AttachLog();
        foreach (var worker in goneWorkers)
        {
            if (!End(worker))
            {
                _log.Report(Severity.Error, $"queue '{worker.Queue.Name}' is gone, and its rules have not come to their end");
            }

            worker.Forget();
        }
    }

    // Where there were several workers, those actions are shared that somebody calls already.
    private void ShareActions(List<QueueWorker> callers)
    {
        var isAlone = callers.Count == 1;
        if (isAlone)
        {
            callers[0].Pause();
        }

        _running.Actions.All.ForEach(static action => action.Share());
        if (isAlone)
        {
            callers[0].Resume();
        }
    }

    private static bool HasGone(RulesetTable former, RulesetTable next) =>
        Enumerable.Range(0, former.Count).Any(place =>
            former[place].Name != next[place].Name || former.QueueOf(place) != next.QueueOf(place));
}
