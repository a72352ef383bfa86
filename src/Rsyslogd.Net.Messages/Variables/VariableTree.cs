namespace Rsyslogd.Net.Messages.Variables;

/// <summary>
/// One of the trees that variables live in: <c>$!</c> and <c>$.</c> of a message, <c>$/</c> of the daemon. Setting and merging follow
/// rsyslog: a plain value or an array does not replace an object, an object replaces nothing, and what is below a plain value
/// can't be set. <c>a[1]</c> is an item of an array where it is read or on the way to something below; as the last step of what
/// is set it is a member of that very name.
/// </summary>
public sealed class VariableTree
{
    /// <summary>The whole tree; null while nothing has been set.</summary>
    public JsonValue? Root { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Root = null;

    /// <summary>Becomes a copy of another tree.</summary>
    public void CopyFrom(VariableTree other) => Root = other.Root?.Clone();

    /// <summary>The value at a path, or null.</summary>
    public JsonValue? Find(ReadOnlySpan<string> steps)
    {
        var at = Root;
        foreach (var step in steps)
        {
            if (at is null)
            {
                return null;
            }

            at = Step(at, step);
        }

        return at;
    }

    /// <summary>Sets the value at a path (set). Trees merge into a tree that is there; in rsyslog, into the root.</summary>
    public void Set(ReadOnlySpan<string> steps, JsonValue value)
    {
        if (steps.IsEmpty)
        {
            Merge(value);
            return;
        }

        var parent = Parent(steps);
        if (parent is null)
        {
            return;
        }

        var old = parent.Find(steps[^1]);
        if (old is not null && value.Kind == JsonKind.Object)
        {
            // rsyslog merges into the root of the tree, not at the path that was named.
            Merge(value);
        }
        else if (old is null || old.Kind != JsonKind.Object)
        {
            parent.Set(steps[^1], value);
        }
    }

    /// <summary>Replaces whatever is at a path (reset).</summary>
    public void Reset(ReadOnlySpan<string> steps, JsonValue value)
    {
        if (steps.IsEmpty)
        {
            Root = value;
        }
        else if (Parent(steps) is { } parent)
        {
            parent.Set(steps[^1], value);
        }
    }

    /// <summary>Removes what is at a path (unset).</summary>
    public void Unset(ReadOnlySpan<string> steps)
    {
        if (steps.IsEmpty)
        {
            Root = null;
        }
        else
        {
            Find(steps[..^1])?.Remove(steps[^1]);
        }
    }

    private static JsonValue? Step(JsonValue from, string step)
    {
        var bracket = step.EndsWith(']') ? step.LastIndexOf('[') : -1;
        if (bracket < 0 || !int.TryParse(step.AsSpan(bracket + 1, step.Length - bracket - 2), out var index))
        {
            return from.Find(step);
        }

        var array = bracket == 0 ? from : from.Find(step[..bracket]);
        return array is { Kind: JsonKind.Array } && (uint)index < (uint)array.Items.Count ? array.Items[index] : null;
    }

    private JsonValue? Parent(ReadOnlySpan<string> steps)
    {
        var at = Root ??= JsonValue.NewObject();
        foreach (var step in steps[..^1])
        {
            var next = Step(at, step) ?? at.Find(step);
            if (next is null)
            {
                next = JsonValue.NewObject();
                at.Set(step, next);
            }
            else if (!next.IsTree)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    private void Merge(JsonValue value)
    {
        if (value.Kind != JsonKind.Object)
        {
            return;
        }

        Root ??= JsonValue.NewObject();
        foreach (var (name, member) in value.Members)
        {
            Root.Set(name, member);
        }
    }
}
