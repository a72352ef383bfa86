using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Lookups;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>What one configuration has made: its rulesets, queues, actions, and what the workers do. Built beside the one that is in force,
/// from which it takes whatever is described as before. Nothing is opened or started by it. Cold.</summary>
internal sealed class RunningConfiguration
{
    /// <param name="configuration">The bound model.</param>
    /// <param name="settings">Global settings.</param>
    /// <param name="log">The daemon's own messages.</param>
    /// <param name="statistics">All counters.</param>
    /// <param name="former">What is in force; null: nothing.</param>
    public RunningConfiguration(
        BoundConfiguration configuration, EngineSettings settings, IInternalLog log, StatisticsRegistry statistics,
        RunningConfiguration? former)
    {
        var globals = former?.Services.Globals ?? new GlobalVariables();
        var variables = new MessageVariableReader(globals);
        Rulesets = new RulesetTable(configuration, former?.Rulesets);
        Services = new EngineServices(
            settings, configuration, log, statistics, template => TemplateCompiler.Compile(template, settings, variables))
        {
            Globals = globals,
            FindRuleset = name => Rulesets.TryFind(name, out var place) ? (Rulesets.QueueOf(place), place) : null,
            Lookups = new LookupTables(configuration, log, former?.Services.Lookups),
            Buckets = new DynamicStatistics(configuration, statistics, former?.Services.Buckets),
            Sequences = former?.Services.Sequences ?? new(StringComparer.Ordinal),
        };
        Actions = new ActionSet(Services, former?.Actions);
        Plans = new WorkerPlans(Services, Rulesets, Actions, former?.Plans);
    }

    /// <summary>What inputs and actions are given.</summary>
    public EngineServices Services { get; }

    /// <summary>The rulesets and their queues.</summary>
    public RulesetTable Rulesets { get; }

    /// <summary>The actions.</summary>
    public ActionSet Actions { get; }

    /// <summary>What the workers do.</summary>
    public WorkerPlans Plans { get; }
}
