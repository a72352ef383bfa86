using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>
/// Tells whether several workers may take messages through the rules of a queue at once: nothing in them remembers one message for
/// another, and all their actions take blocks of formatted messages. Then only the order of what they deliver matters, which
/// <see cref="Queues.DeliveryOrder"/> keeps. Cold.
/// </summary>
/// <param name="findAction">The running action of a bound one.</param>
/// <param name="findRuleset">The ruleset of a name that the same queue runs; null: there is none, or another queue runs it.</param>
internal sealed class ParallelRules(Func<BoundAction, ActionRunner> findAction, Func<string, BoundRuleset?> findRuleset)
{
    // Functions whose result or effect depends on the messages before.
    private static readonly HashSet<string> Remembering =
        ["dyn_inc", "percentile_observe", "http_request", "previous_action_suspended"];

    private readonly HashSet<BoundRuleset> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether several workers may run a ruleset, and those that it calls.</summary>
    public bool Allows(BoundRuleset ruleset) => !_seen.Add(ruleset) || Allows(ruleset.Statements);

    private bool Allows(ImmutableArray<BoundStatement> statements) => statements.All(Allows);

    private bool Allows(BoundStatement statement) => statement switch
    {
        BoundStop or BoundContinue => true,
        BoundAction action => findAction(action).TakesBlocks,
        BoundIf branch => Allows(branch.Condition) && Allows(branch.Then) && Allows(branch.Else),
        BoundCall call => findRuleset(call.Ruleset) is { } ruleset && Allows(ruleset),
        BoundSet set => IsOfMessage(set.Variable) && Allows(set.Value),
        BoundUnset unset => IsOfMessage(unset.Variable),
        BoundForeach loop => IsOfMessage(loop.Item) && Allows(loop.Collection) && Allows(loop.Body),
        _ => false,
    };

    private bool Allows(BoundExpression expression) => expression switch
    {
        BoundUnary unary => Allows(unary.Operand),
        BoundBinary binary => Allows(binary.Left) && Allows(binary.Right),
        BoundFunctionCall call => !Remembering.Contains(call.Function) && !StoresGlobally(call) && call.Arguments.All(Allows),
        _ => true,
    };

    private static bool IsOfMessage(VariablePath variable) => variable.Root != '/';

    /// <summary>parse_json("…", "\$/name").</summary>
    private static bool StoresGlobally(BoundFunctionCall call) =>
        call.Function == "parse_json" && call.Arguments is [_, BoundText container] && container.Value.AsSpan().Contains((byte)'/');
}
