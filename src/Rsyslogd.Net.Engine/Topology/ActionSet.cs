using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>All running actions of a configuration, one for each bound one. Cold.</summary>
internal sealed class ActionSet
{
    private readonly Dictionary<BoundAction, ActionRunner> _runners = new(ReferenceEqualityComparer.Instance);
    private readonly EngineServices _services;
    private readonly bool _areShared;

    /// <param name="services">Global services.</param>
    /// <param name="areShared">Whether several workers may call an action.</param>
    public ActionSet(EngineServices services, bool areShared)
    {
        _services = services;
        _areShared = areShared;
        foreach (var ruleset in services.Configuration.Rulesets)
        {
            Add(ruleset.Statements, ruleset.Name == BoundConfiguration.DefaultRulesetName);
        }
    }

    /// <summary>All of them, in the order of the configuration.</summary>
    public List<ActionRunner> All { get; } = [];

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
        var name = bound.Name ?? $"action-{All.Count}-{ShownModule(bound.Module)}";
        var action = ActionFactory.Create(bound, _services);
        var errors = ErrorFile.Of(bound, name, _services);
        action.ErrorFile = errors;

        // Who wants to see each message that failed, and no retry, must be told of it at once.
        action.NeedsOutcome = isWatched || (errors is not null && bound.Parameters.GetNumber("action.resumeRetryCount", 0) == 0);
        var report = new SuspensionReport(
            name, ShownModule(bound.Module), bound.Parameters, _services.Configuration.Globals, _services.Log);
        var counters = _services.Statistics.Register(name, "core.action");
        var runner = new ActionRunner(bound, name, action, errors, report, counters, All.Count, _areShared, isDefaultRuleset);
        _runners[bound] = runner;
        All.Add(runner);
    }
}
