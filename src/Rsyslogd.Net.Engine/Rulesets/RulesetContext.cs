using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>What the compilers of rules need to know of their surroundings; one for each worker.</summary>
/// <param name="Services">Global services.</param>
/// <param name="Globals">The tree <c>$/</c>.</param>
/// <param name="FindAction">The running action of a bound one.</param>
/// <param name="FindRuleset">The program of a ruleset for the same worker, or a way to hand over to another worker's.</param>
internal sealed record RulesetContext(
    EngineServices Services,
    GlobalVariables Globals,
    Func<BoundAction, ActionRunner> FindAction,
    Func<string, IRulesetTarget?> FindRuleset)
{
    /// <summary>The state of the worker that runs what is compiled here.</summary>
    public ExecutionState State { get; init; } = new();
}
