using System.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>unflatten(tree, separator) of fmunflatten (manual, "Unflatten"): a copy in which <c>"a.b": 1</c> is
/// <c>"a": { "b": 1 }</c>. What is no object gives 0, and script_error() then says so.</summary>
internal sealed class UnflattenFunction(ExecutionState state)
{
    /// <summary>The function.</summary>
    public void Expand(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var tree = default(ScriptValue);
        frame.Value(0, message, ref tree);
        var separator = Encoding.UTF8.GetString(frame.Text(1, message));
        state.IsScriptError = tree.Json?.Kind != JsonKind.Object || separator.Length != 1;
        if (state.IsScriptError)
        {
            result.Set(0);
        }
        else
        {
            result.Set(Expand(tree.Json!, separator[0]));
        }
    }

    private static JsonValue Expand(JsonValue flat, char separator)
    {
        var expanded = JsonValue.NewObject();
        foreach (var (name, value) in flat.Members)
        {
            var steps = name.Split(separator);
            var place = expanded;
            foreach (var step in steps.AsSpan(0, steps.Length - 1))
            {
                if (place.Find(step) is not { Kind: JsonKind.Object } child)
                {
                    place.Set(step, child = JsonValue.NewObject());
                }

                place = child;
            }

            place.Set(steps[^1], value.Kind == JsonKind.Object ? Expand(value, separator) : value.Clone());
        }

        return expanded;
    }
}
