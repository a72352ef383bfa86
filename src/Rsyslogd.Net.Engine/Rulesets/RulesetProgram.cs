using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets.Statements;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>
/// A ruleset as one worker runs it: for each of the 193 priorities the statements that can match at all, made when the
/// first message of that priority comes. Hot.
/// </summary>
internal sealed class RulesetProgram : IRulesetTarget
{
    private readonly BoundRuleset _ruleset;
    private readonly StatementCompiler _compiler;
    private readonly StatementNode[]?[] _byPriority = new StatementNode[Message.InvalidPriority + 1][];

    public RulesetProgram(BoundRuleset ruleset, RulesetContext context)
    {
        _ruleset = ruleset;
        _compiler = new StatementCompiler(context);
    }

    /// <summary>Takes a message through the rules.</summary>
    public void Start(Message message, ExecutionState state)
    {
        foreach (var statement in StatementsFor(message))
        {
            if (!statement.Run(message, state))
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public bool Run(Message message, ExecutionState state)
    {
        if (state.CallDepth >= ExecutionState.MaxCallDepth)
        {
            return true;
        }

        state.CallDepth++;
        var goesOn = StatementNode.RunAll(StatementsFor(message), message, state);
        state.CallDepth--;
        return goesOn;
    }

    private StatementNode[] StatementsFor(Message message) => _byPriority[message.Priority] ?? Specialise(message.Priority);

    private StatementNode[] Specialise(int priority) =>
        _byPriority[priority] = _compiler.Compile(_ruleset.Statements, priority);
}
