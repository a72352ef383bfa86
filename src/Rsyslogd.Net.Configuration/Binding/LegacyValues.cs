using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What directives have set for the action lines and inputs that follow.</summary>
internal sealed class LegacyValues
{
    private readonly Dictionary<ParameterDescriptor, BoundParameter> _values = new(ReferenceEqualityComparer.Instance);

    public void Set(ParameterDescriptor row, BoundParameter value) => _values[row] = value;

    /// <summary>Whether something has been set.</summary>
    public bool IsSet(ParameterDescriptor row) => _values.ContainsKey(row);

    /// <summary><c>$ResetConfigVariables</c>: back to the defaults.</summary>
    public void Reset() => _values.Clear();

    /// <summary>The values for a new instance; those for one instance only are used up.</summary>
    public Dictionary<string, BoundParameter> Take(IEnumerable<ParameterDescriptor> rows)
    {
        var taken = new Dictionary<string, BoundParameter>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (_values.TryGetValue(row, out var value))
            {
                taken[row.Name] = value;
                if (row.DirectiveScope == DirectiveScope.Next)
                {
                    _values.Remove(row);
                }
            }
        }

        return taken;
    }
}
