using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Parsers;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>
/// A running configuration: builds inputs, queues, rulesets and actions from the bound model, starts them, and takes them down
/// again. The only place that sees all of them. One owner: the daemon's main thread.
/// </summary>
public sealed class Engine
{
    // What is between inputs and rules at most: enough to ride out a slow write, and small beside the daemon itself.
    private const int MainQueueBatches = 16;
    private const int SlabBytes = 128 * 1024;

    // More than this, and the one that delivers is what all others wait for.
    private const int MostThreads = 4;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly InternalLog _log;
    private readonly EngineServices _services;
    private readonly ActionSet _actions;
    private readonly List<(MessageQueue Queue, QueueWorker Worker)> _workers = [];
    private readonly Dictionary<string, int> _rulesetIndexes = [];
    private readonly MessageQueue[] _queueOfRuleset;
    private readonly Reactor _reactor;
    private readonly EngineProbe _probe;
    private readonly List<InputListener> _inputs = [];

    /// <summary>Builds everything; nothing is bound or opened yet.</summary>
    /// <param name="configuration">The bound model.</param>
    /// <param name="settings">Global settings.</param>
    /// <param name="log">The daemon's own messages.</param>
    public Engine(BoundConfiguration configuration, EngineSettings settings, InternalLog log)
    {
        _log = log;
        log.Configure(InternalLogSettings.Read(configuration.Globals));
        JsonValue.NamesAreCaseSensitive = configuration.Globals.GetSwitch("variables.caseSensitive");
        var globals = new GlobalVariables();
        var variables = new MessageVariableReader(globals);
        _services = new EngineServices(
            settings, configuration, log, Statistics, template => TemplateCompiler.Compile(template, settings, variables))
        {
            Globals = globals,
            FindRuleset = name => _rulesetIndexes.TryGetValue(name, out var index) ? (_queueOfRuleset![index], index) : null,
        };

        var rulesets = configuration.Rulesets;
        var queues = new List<MessageQueue> { NewQueue("main Q", configuration.MainQueue) };
        _queueOfRuleset = new MessageQueue[rulesets.Length];
        for (var i = 0; i < rulesets.Length; i++)
        {
            _rulesetIndexes[rulesets[i].Name] = i;
            _queueOfRuleset[i] = queues[0];
            if (HasQueue(rulesets[i]))
            {
                _queueOfRuleset[i] = NewQueue(rulesets[i].Name, rulesets[i].Queue!);
                queues.Add(_queueOfRuleset[i]);
            }
        }

        var parsers = new ParserChains(configuration, settings.Parser).Build();
        _actions = new ActionSet(_services, areShared: queues.Count > 1);
        foreach (var queue in queues)
        {
            _workers.Add((queue, NewWorker(queue, parsers)));
        }

        _probe = new EngineProbe(queues)
        {
            AreOutputsBusy = () => _actions.All.Exists(action => action.IsBusy),
            CountReloads = () => _services.Lookups.PendingReloads,
        };
        _reactor = new Reactor(log);
    }

    /// <summary>All counters.</summary>
    public StatisticsRegistry Statistics { get; } = new();

    /// <summary>Opens and binds all inputs. What arrives waits in the kernel until <see cref="Run"/>.</summary>
    /// <returns>False when none of the configured inputs could be opened.</returns>
    public bool Listen()
    {
        var context = new InputContext(_services, _reactor, ResolveQueue, ResolveIndex) { Probe = _probe };
        foreach (var module in _services.Configuration.Modules)
        {
            AddInput(InputFactory.CreateForModule(module, context));
        }

        foreach (var input in _services.Configuration.Inputs)
        {
            AddInput(InputFactory.Create(input, context));
        }

        var opened = _inputs.Count(input => input.Start());
        return opened > 0 || _inputs.Count == 0;
    }

    /// <summary>Starts all threads. To be called after privileges have been dropped, since files are opened from now on.</summary>
    public void Run()
    {
        for (var i = 0; i < _workers.Count; i++)
        {
            // One of them is enough for the time-outs of all actions.
            _workers[i].Worker.Start(i == 0 ? _actions.All : []);
        }

        _log.Attach(
            _services.Settings.ProcessInternalMessages ? _workers[0].Queue : null,
            _services.Settings.Parser.LocalHostname);
        _log.ReportStatus("start");
        _reactor.Start();
    }

    /// <summary>SIGHUP: all files are closed and opened again by their next message.</summary>
    public void Reopen()
    {
        _probe.BeginHangUp();
        _workers[0].Worker.Post(() =>
        {
            foreach (var action in _actions.All)
            {
                action.Reopen();
            }

            _probe.EndHangUp();
        });
        foreach (var input in _inputs)
        {
            _reactor.Post(input.Reopen);
        }

        _services.Lookups.ReloadOnHup();

        _log.ReportStatus("rsyslogd was HUPed");
    }

    /// <summary>Stops receiving, takes what has been received through the rules, writes everything and closes.</summary>
    /// <param name="reason">For the last message, for example <c>exiting on signal 15.</c></param>
    /// <param name="patience">How long peers that don't read may delay the end.</param>
    public void Stop(string reason, TimeSpan patience)
    {
        foreach (var input in _inputs)
        {
            input.Stop();
        }

        _reactor.Stop();
        _log.ReportStatus(reason);
        _log.Attach(null, _services.Settings.Parser.LocalHostname);

        // The main worker first: it may still hand over to the others.
        foreach (var (queue, worker) in _workers)
        {
            queue.Complete();
            worker.Join(QueueTimeouts.Shutdown(queue.Parameters, _services.Configuration.Globals, "ruleset", DrainLimit));
        }

        Close(patience);
    }

    private static bool HasQueue(BoundRuleset ruleset) =>
        ruleset.Queue?.GetText("queue.type") is { } type && !type.Equals("Direct", StringComparison.OrdinalIgnoreCase);

    private static MessageQueue NewQueue(string name, BoundParameters parameters) =>
        new(name, new BatchPool(MainQueueBatches, SlabBytes)) { Parameters = parameters };

    private QueueWorker NewWorker(MessageQueue queue, ParserSettings[] parsers)
    {
        var dirty = new List<ActionRunner>();
        return new QueueWorker(queue, () => NewProcessor(queue, dirty, parsers), CountThreads(queue), Statistics);
    }

    /// <summary>How many threads may take a queue's messages through the rules.</summary>
    private int CountThreads(MessageQueue queue)
    {
        var rulesets = _services.Configuration.Rulesets;
        var own = rulesets.Where((_, index) => _queueOfRuleset[index] == queue);
        var parallel = new ParallelRules(_actions.Find, name => own.FirstOrDefault(ruleset => ruleset.Name == name));
        var most = (int)Math.Min(queue.Parameters.GetNumber("queue.workerThreads", MostThreads), Environment.ProcessorCount);
        return own.All(parallel.Allows) ? Math.Max(1, most) : 1;
    }

    private BatchProcessor NewProcessor(MessageQueue queue, List<ActionRunner> dirty, ParserSettings[] parsers)
    {
        var rulesets = _services.Configuration.Rulesets;
        var programs = new RulesetProgram[rulesets.Length];
        var handOvers = new Dictionary<int, QueuedRuleset>();
        var context = new RulesetContext(_services, _services.Globals, _actions.Find, Find) { State = new ExecutionState(dirty) };
        for (var i = 0; i < programs.Length; i++)
        {
            programs[i] = new RulesetProgram(rulesets[i], context);
        }

        return new BatchProcessor(programs, context.State, parsers, _log)
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
            if (!_rulesetIndexes.TryGetValue(name, out var index))
            {
                return null;
            }

            var target = _queueOfRuleset[index];
            if (target == queue || !HasQueue(rulesets[index]))
            {
                return programs[index];
            }

            if (!handOvers.TryGetValue(index, out var handOver))
            {
                var dropped = Statistics.Register($"{name} hand-over from {queue.Name}", "core.queue").Add("discarded.full");
                handOvers[index] = handOver = new QueuedRuleset(target, index, dropped);
            }

            return handOver;
        }
    }

    private MessageQueue ResolveQueue(string? ruleset) => _queueOfRuleset[ResolveIndex(ruleset)];

    // An input that names an unknown ruleset has been reported; it uses the default one, as in rsyslog.
    private int ResolveIndex(string? ruleset) =>
        ruleset is not null && _rulesetIndexes.TryGetValue(ruleset, out var index) ? index : 0;

    private void AddInput(InputListener? input)
    {
        if (input is not null)
        {
            _inputs.Add(input);
        }
    }

    // Those that may wait for a peer all at once, so that several hung targets delay the end no longer than one.
    private void Close(TimeSpan patience)
    {
        var threads = new List<Thread>();
        var longest = patience;
        foreach (var action in _actions.All)
        {
            var own = QueueTimeouts.Shutdown(action.Bound.Parameters, _services.Configuration.Globals, "action", patience);
            if (action.MayWait)
            {
                longest = own > longest ? own : longest;
                var thread = new Thread(() => action.Close(own)) { IsBackground = true };
                threads.Add(thread);
                thread.Start();
            }
            else
            {
                action.Close(patience);
            }
        }

        var end = Environment.TickCount64 + (long)longest.TotalMilliseconds + 500;
        threads.ForEach(thread => thread.Join((int)Math.Clamp(end - Environment.TickCount64, 1, int.MaxValue)));
    }
}
