using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Lookups;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>A statement ready to run. Hot.</summary>
internal abstract class StatementNode
{
    /// <summary>What a message must contain for the statement to do anything, where that can be said.</summary>
    public virtual LiteralRequirement? Required => null;

    /// <summary>Runs it; false ends the processing of the message.</summary>
    public abstract bool Run(Message message, ExecutionState state);

    /// <summary>Runs several in order.</summary>
    public static bool RunAll(StatementNode[] statements, Message message, ExecutionState state)
    {
        foreach (var statement in statements)
        {
            if (!statement.Run(message, state))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An action.</summary>
internal sealed class ActionNode(ActionRunner action) : StatementNode
{
    private BlockFormatter? _formatter;

    /// <summary>The action.</summary>
    public ActionRunner Action => action;

    public override bool Run(Message message, ExecutionState state)
    {
        if (state.Prepared is null)
        {
            action.Run(message, state);
        }
        else
        {
            state.Prepared.Add(action, _formatter ??= action.CreateFormatter(state.Templates!), message);
        }

        return true;
    }
}

/// <summary>An action among others that print the same template.</summary>
internal sealed class SharingActionNode(ActionRunner action, SharedTemplate template) : StatementNode
{
    public override bool Run(Message message, ExecutionState state)
    {
        if (state.Prepared is null)
        {
            action.Run(message, state);
        }
        else
        {
            state.Prepared.Add(action, template, message);
        }

        return true;
    }
}

/// <summary>stop.</summary>
internal sealed class StopNode : StatementNode
{
    public override bool Run(Message message, ExecutionState state) => false;
}

/// <summary>call.</summary>
internal sealed class CallNode(IRulesetTarget target) : StatementNode
{
    public override bool Run(Message message, ExecutionState state) => target.Run(message, state);
}

/// <summary>call_indirect: the name is known only now; an unknown one is ignored, as rsyslog does.</summary>
internal sealed class CallIndirectNode(ExpressionNode name, Func<string, IRulesetTarget?> find) : StatementNode
{
    private readonly ByteBuffer _scratch = new(32);

    public override bool Run(Message message, ExecutionState state)
    {
        var value = default(ScriptValue);
        name.Evaluate(message, ref value);
        var target = find(System.Text.Encoding.UTF8.GetString(value.ToText(_scratch)));
        return target is null || target.Run(message, state);
    }
}

/// <summary>set and reset.</summary>
internal sealed class SetNode(VariableReference variable, ExpressionNode value, bool isReset) : StatementNode
{
    public override bool Run(Message message, ExecutionState state)
    {
        var result = default(ScriptValue);
        value.Evaluate(message, ref result);
        var json = result.ToJson().Clone();
        if (isReset)
        {
            variable.Reset(message, json);
        }
        else
        {
            variable.Set(message, json);
        }

        return true;
    }
}

/// <summary>reload_lookup_table: only asks for it; the message goes on at once.</summary>
internal sealed class ReloadLookupTableNode(LookupTable table, string? stub) : StatementNode
{
    private readonly byte[]? _stub = stub is null ? null : ByteText.GetBytes(stub);

    public override bool Run(Message message, ExecutionState state)
    {
        table.Reload(_stub);
        return true;
    }
}

/// <summary>unset.</summary>
internal sealed class UnsetNode(VariableReference variable) : StatementNode
{
    public override bool Run(Message message, ExecutionState state)
    {
        variable.Unset(message);
        return true;
    }
}
