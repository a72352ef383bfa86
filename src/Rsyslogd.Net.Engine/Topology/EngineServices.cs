using System.Collections.Concurrent;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.MmSequence;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Lookups;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>What the factories of inputs and actions are given.</summary>
/// <param name="Settings">Global settings.</param>
/// <param name="Configuration">The whole bound model, for module() parameters and templates.</param>
/// <param name="Log">For events.</param>
/// <param name="Statistics">For counters.</param>
/// <param name="CompileTemplate">Compiles a template for the thread that will use it.</param>
public sealed record EngineServices(
    EngineSettings Settings,
    BoundConfiguration Configuration,
    IInternalLog Log,
    StatisticsRegistry Statistics,
    Func<BoundTemplate, TemplateProgram> CompileTemplate)
{
    /// <summary>The tree <c>$/</c>.</summary>
    internal GlobalVariables Globals { get; init; } = new();

    /// <summary>The lookup tables.</summary>
    internal LookupTables Lookups { get; init; } = new(Configuration, Log);

    /// <summary>The queue of a ruleset, and the ruleset's place in the topology; null: there is no such ruleset.</summary>
    public Func<string, (MessageQueue Queue, int RulesetIndex)?>? FindRuleset { get; init; }

    /// <summary>The buckets of dyn_stats().</summary>
    internal DynamicStatistics Buckets { get; init; } = new(Configuration, Statistics);

    /// <summary>The counters of mmsequence that several actions share, by key.</summary>
    internal ConcurrentDictionary<string, SequenceCounter> Sequences { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The parameters of module(load="NAME"), or none.</summary>
    public BoundParameters ModuleParameters(string module) =>
        Configuration.Modules.LastOrDefault(m => m.Name == module)?.Parameters ?? BoundParameters.Empty;
}
