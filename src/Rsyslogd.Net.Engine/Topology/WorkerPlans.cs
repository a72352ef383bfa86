using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Parsers;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>What the workers of all queues do with the messages, as one configuration wants it. Cold.</summary>
internal sealed class WorkerPlans
{
    private readonly EngineServices _services;
    private readonly RulesetTable _rulesets;
    private readonly ActionSet _actions;
    private readonly ParserSettings[] _parsers;
    private readonly Dictionary<string, Counter> _dropped;

    /// <param name="services">Global services.</param>
    /// <param name="rulesets">The rulesets and their queues.</param>
    /// <param name="actions">The running actions.</param>
    /// <param name="former">What the workers have done until now; null: nothing.</param>
    public WorkerPlans(EngineServices services, RulesetTable rulesets, ActionSet actions, WorkerPlans? former)
    {
        _services = services;
        _rulesets = rulesets;
        _actions = actions;
        _dropped = former?._dropped ?? [];
        var chains = new ParserChains(services.Configuration, services.Settings.Parser);
        _parsers = [.. Enumerable.Range(0, rulesets.Count).Select(place => chains.Build(rulesets[place]))];
    }

    /// <summary>What the worker of a queue does.</summary>
    public WorkerPlan For(MessageQueue queue) => new(
        dirty => MakeProcessor(queue, dirty),
        _rulesets.ParametersOf(queue),
        CountThreads(queue),
        // One of them is enough for the time-outs of all actions.
        queue == _rulesets.Main ? _actions.All : [],
        new FaultReport(_services.Log));

    /// <summary>How many threads may take a queue's messages through the rules.</summary>
    private int CountThreads(MessageQueue queue)
    {
        ImmutableArray<BoundRuleset> own =
        [
            .. Enumerable.Range(0, _rulesets.Count).Where(place => _rulesets.QueueOf(place) == queue).Select(place => _rulesets[place]),
        ];
        var parallel = new ParallelRules(_actions.Find, name => own.FirstOrDefault(ruleset => ruleset.Name == name));
        return own.All(parallel.Allows) ? QueueWorker.MaxThreads(_rulesets.ParametersOf(queue)) : 1;
    }

    private BatchProcessor MakeProcessor(MessageQueue queue, List<ActionRunner> dirty)
    {
        var programs = new RulesetProgram[_rulesets.Count];
        var handOvers = new Dictionary<int, QueuedRuleset>();
        var state = new ExecutionState(dirty) { Templates = new TemplateCache(_services.CompileTemplate) };
        var context = new RulesetContext(_services, _services.Globals, _actions.Find, Find) { State = state };
        for (var i = 0; i < programs.Length; i++)
        {
            programs[i] = new RulesetProgram(_rulesets[i], context);
        }

        return new BatchProcessor(programs, context.State, _parsers, _services.Log)
        {
            AfterBatch = () =>
            {
                foreach (var handOver in handOvers.Values)
                {
                    handOver.Flush();
                }
            },
        };

        IRulesetTarget? Find(string name)
        {
            if (!_rulesets.TryFind(name, out var place))
            {
                return null;
            }

            var target = _rulesets.QueueOf(place);
            if (target == queue || !_rulesets.HasOwnQueue(place))
            {
                return programs[place];
            }

            if (!handOvers.TryGetValue(place, out var handOver))
            {
                handOvers[place] = handOver = new QueuedRuleset(target, place, CountDropped(name, queue));
            }

            return handOver;
        }
    }

    // Rules that hand over have one worker, and so has the counter, whichever configuration they are of.
    private Counter CountDropped(string ruleset, MessageQueue from)
    {
        var name = $"{ruleset} hand-over from {from.Name}";
        lock (_dropped)
        {
            if (!_dropped.TryGetValue(name, out var counter))
            {
                _dropped[name] = counter = _services.Statistics.Register(name, "core.queue").Add("discarded.full");
            }

            return counter;
        }
    }
}
