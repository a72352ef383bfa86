using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Statements;

/// <summary>foreach over the items of an array, or the members of an object as <c>!key</c> and <c>!value</c>.</summary>
internal sealed class ForeachNode(VariableReference item, ExpressionNode collection, StatementNode[] body) : StatementNode
{
    public override bool Run(Message message, ExecutionState state)
    {
        var value = default(ScriptValue);
        collection.Evaluate(message, ref value);
        if (value.Json is not { IsTree: true })
        {
            return true;
        }

        // A copy: the body may change the tree it runs over.
        var tree = value.Json.Clone();
        foreach (var element in tree.Kind == JsonKind.Array ? tree.Items : tree.Members.Select(ToPair))
        {
            item.Reset(message, element);
            if (!RunAll(body, message, state))
            {
                return false;
            }
        }

        item.Unset(message);
        return true;
    }

    private static JsonValue ToPair(KeyValuePair<string, JsonValue> member)
    {
        var pair = JsonValue.NewObject();
        pair.Set("key", JsonValue.From(System.Text.Encoding.UTF8.GetBytes(member.Key)));
        pair.Set("value", member.Value);
        return pair;
    }
}
