using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>All running actions of a configuration, one for each bound one. Those that are described as in the configuration before go on
/// as they are, with their open files, connections and what waits in them. Cold.</summary>
internal sealed class ActionSet
{
    private readonly Dictionary<BoundAction, ActionRunner> _runners = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Queue<ActionRunner>> _former = [];
    private readonly SortedSet<int> _indexes = [];
    private readonly EngineServices _services;

    /// <param name="services">Global services.</param>
    /// <param name="former">The actions that have run until now; null: none.</param>
    public ActionSet(EngineServices services, ActionSet? former)
    {
        _services = services;
        foreach (var runner in former?.All ?? [])
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_former, runner.Description, out _) ??= []).Enqueue(runner);
            _indexes.Add(runner.Index);
        }

        foreach (var ruleset in services.Configuration.Rulesets)
        {
            Add(ruleset.Statements, ruleset.Name == BoundConfiguration.DefaultRulesetName);
        }

        Gone = [.. _former.Values.SelectMany(static runners => runners)];
    }

    /// <summary>All of them, in the order of the configuration.</summary>
    public List<ActionRunner> All { get; } = [];

    /// <summary>How many of them have been kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Those of the former configuration that are in this one no more.</summary>
    public ImmutableArray<ActionRunner> Gone { get; }

    /// <summary>The running action of a bound one.</summary>
    public ActionRunner Find(BoundAction action) => _runners[action];

    private static bool DependsOnPrevious(BoundStatement? statement) =>
        statement is BoundAction action && action.Parameters.GetSwitch("action.execOnlyWhenPreviousIsSuspended");

    private void Add(ImmutableArray<BoundStatement> statements, bool isDefaultRuleset)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            switch (statements[i])
            {
                case BoundAction action:
                    Add(action, DependsOnPrevious(i + 1 < statements.Length ? statements[i + 1] : null), isDefaultRuleset);
                    break;
                case BoundIf branch:
                    Add(branch.Then, isDefaultRuleset);
                    Add(branch.Else, isDefaultRuleset);
                    break;
                case BoundForeach loop:
                    Add(loop.Body, isDefaultRuleset);
                    break;
            }
        }
    }

    // As rsyslog calls them: action-0-builtin:omfile.
    private static string ShownModule(string module) =>
        ModuleDescriptors.All.Any(one => one.IsBuiltIn && one.Name == module) ? $"builtin:{module}" : module;

    private void Add(BoundAction bound, bool isWatched, bool isDefaultRuleset)
    {
        var description = Describe(bound, isWatched, isDefaultRuleset);
        if (_former.TryGetValue(description, out var same) && same.TryDequeue(out var runner))
        {
            Kept++;
        }
        else
        {
            runner = Make(bound, isWatched, isDefaultRuleset, description);
        }

        _runners[bound] = runner;
        All.Add(runner);
    }

    // Everything that an action ever asks the configuration for.
    private string Describe(BoundAction bound, bool isWatched, bool isDefaultRuleset)
    {
        var description = new Description()
            .Add("action", bound.Module.ToLowerInvariant()).Add("name", bound.Name)
            .Add("isWatched", isWatched).Add("isDefaultRuleset", isDefaultRuleset)
            .Add(bound.Parameters)
            .Add("template", bound.Template).Add("nameTemplate", bound.NameTemplate)
            .Add(
                _services.Configuration.Globals,
                "action.reportSuspension", "action.reportSuspensionContinuation", "reportChildProcessExits",
                "default.action.queue.timeoutEnqueue", "default.action.queue.timeoutShutdown", "variables.caseSensitive");

        // omruleset, whose target may have got another queue.
        if (bound.Parameters.GetText("rulesetName") is { } name && _services.FindRuleset?.Invoke(name) is { } place)
        {
            description.Add("queue", place.Queue.Id).Add("ruleset", place.RulesetIndex);
        }

        return description.ToString();
    }

    private ActionRunner Make(BoundAction bound, bool isWatched, bool isDefaultRuleset, string description)
    {
        var index = TakeIndex();
        var statistics = _services.Statistics.OpenPart();
        var services = _services with { Statistics = statistics };
        var name = bound.Name ?? $"action-{index}-{ShownModule(bound.Module)}";
        var action = ActionFactory.Create(bound, services);
        var errors = ErrorFile.Of(bound, name, services);
        action.ErrorFile = errors;

        // Who wants to see each message that failed, and no retry, must be told of it at once.
        action.NeedsOutcome = isWatched || (errors is not null && bound.Parameters.GetNumber("action.resumeRetryCount", 0) == 0);
        var report = new SuspensionReport(
            name, ShownModule(bound.Module), bound.Parameters, services.Configuration.Globals, services.Log);
        var counters = statistics.Register(name, "core.action");
        return new ActionRunner(bound, name, action, errors, report, counters, index, isDefaultRuleset)
        {
            Description = description,
            Statistics = statistics,
        };
    }

    // Where nothing was before, that is the place in the configuration, as in rsyslog's names.
    private int TakeIndex()
    {
        var index = 0;
        foreach (var used in _indexes)
        {
            if (used != index)
            {
                break;
            }

            index++;
        }

        _indexes.Add(index);
        return index;
    }
}
