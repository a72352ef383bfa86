using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>RainerScript's functions on trees.</summary>
internal static class JsonFunctions
{
    /// <summary>exists($!path): 1 when the variable has a value.</summary>
    public static FunctionBody? Exists(BoundFunctionCall call, RulesetContext context)
    {
        if (call.Arguments[0] is not BoundProperty { Property.Path: { } path })
        {
            return null;
        }

        var variable = new VariableReference(path, context.Globals);
        return (FunctionFrame _, Message message, ref ScriptValue result) => result.Set(variable.Find(message) is null or { Kind: JsonKind.Null } ? 0 : 1);
    }

    /// <summary>get_property(variable, key): a member by name or an item by index; empty when there is none. The empty name is the
    /// object itself. What is no tree gives itself, numbers without a fraction.</summary>
    public static void GetProperty(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        frame.Value(0, message, ref result);
        if (result.Kind != ScriptKind.Json)
        {
            return;
        }

        var json = result.Json!;
        var key = default(ScriptValue);
        frame.Value(1, message, ref key);
        if (!json.IsTree)
        {
            result.Set(json.ToNumber());
        }
        else if (json.Kind == JsonKind.Array)
        {
            var isIndex = key.TryGetNumber(out var index) && index >= 0 && index < json.Items.Count;
            result.Set(isIndex ? json.Items[(int)index] : null);
        }
        else if (key.ToText(frame.Output) is { IsEmpty: false } name)
        {
            result.Set(json.Find(Encoding.UTF8.GetString(name)));
        }
    }

    /// <summary>The same for constants, which are no variables: nothing.</summary>
    public static void GetNothing(FunctionFrame frame, Message message, ref ScriptValue result) => result.Set([]);

    /// <summary>split(text, separator): the parts as an array.</summary>
    public static void Split(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var separator = frame.Text(1, message);
        var parts = JsonValue.NewArray();
        for (var at = separator.IsEmpty ? -1 : text.IndexOf(separator); at >= 0; at = text.IndexOf(separator))
        {
            parts.Add(JsonValue.From(text[..at]));
            text = text[(at + separator.Length)..];
        }

        parts.Add(JsonValue.From(text));
        result.Set(parts);
    }

    /// <summary>append_json(array, value) and append_json(object, key, value): a copy with the value added; what is no tree starts
    /// as an empty one.</summary>
    public static void Append(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var tree = default(ScriptValue);
        frame.Value(0, message, ref tree);
        var kind = frame.Count > 2 ? JsonKind.Object : JsonKind.Array;
        var copy = tree.Json?.Kind == kind ? tree.Json.Clone()
            : kind == JsonKind.Object ? JsonValue.NewObject() : JsonValue.NewArray();
        var value = default(ScriptValue);
        frame.Value(frame.Count - 1, message, ref value);
        if (kind == JsonKind.Object)
        {
            copy.Set(Encoding.UTF8.GetString(frame.Text(1, message)), value.ToJson().Clone());
        }
        else
        {
            copy.Add(value.ToJson().Clone());
        }

        result.Set(copy);
    }
}

/// <summary>parse_json(text, container): 0 when the text was JSON and is now in the container, 1 otherwise. What follows the
/// JSON does not matter; a number, true, false or null has to be followed by something, as in rsyslog.</summary>
internal sealed class ParseJsonFunction(BoundFunctionCall call, RulesetContext context)
{
    private readonly VariableReference? _constant =
        call.Arguments[1] is BoundText text ? Refer(text.Value, context.Globals) : null;

    public void Parse(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var value = JsonText.TryRead(text, out var consumed);
        if (value is null || (consumed == text.Length && !value.IsTree && value.Kind != JsonKind.Text))
        {
            result.Set(1);
            return;
        }

        var container = _constant ?? Refer(frame.Text(1, message), context.Globals);
        container?.Set(message, value);
        result.Set(0);
    }

    private static VariableReference? Refer(ReadOnlySpan<byte> name, GlobalVariables globals) =>
        VariableName.TryParse(Encoding.UTF8.GetString(name), out var path) ? new VariableReference(path, globals) : null;
}
