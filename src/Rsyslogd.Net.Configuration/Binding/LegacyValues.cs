using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What directives have set for the action lines and inputs that follow, and which of them never met one.</summary>
internal sealed class LegacyValues
{
    private readonly Dictionary<ParameterDescriptor, BoundParameter> _values = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ParameterDescriptor> _refused = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterDescriptor, UnusedDirective> _unused = new(ReferenceEqualityComparer.Instance);
    private readonly List<UnusedDirective> _lost = [];

    /// <summary>Those that nothing has used.</summary>
    public IEnumerable<UnusedDirective> Unused => _lost.Concat(_unused.Values);

    /// <param name="row">What.</param>
    /// <param name="value">To which value.</param>
    /// <param name="directive">By which directive; null: it says nothing wrong when nothing uses it.</param>
    public void Set(ParameterDescriptor row, BoundParameter value, UnusedDirective? directive)
    {
        _values[row] = value;
        _refused.Remove(row);
        _unused.Remove(row);
        if (directive is not null)
        {
            _unused[row] = directive;
        }
    }

    /// <summary>Whether something has been set.</summary>
    public bool IsSet(ParameterDescriptor row) => _values.ContainsKey(row);

    /// <summary>Something vital was asked for that can't be had: what follows must not run without it.</summary>
    public void Refuse(ParameterDescriptor row) => _refused.Add(row);

    /// <summary>Whether one of these was refused.</summary>
    public bool IsRefused(IEnumerable<ParameterDescriptor> rows) => _refused.Count > 0 && rows.Any(_refused.Contains);

    /// <summary><c>$ResetConfigVariables</c>: back to the defaults.</summary>
    public void Reset()
    {
        _values.Clear();
        _refused.Clear();
        _lost.AddRange(_unused.Values);
        _unused.Clear();
    }

    /// <summary>The values for a new instance; those for one instance only are used up.</summary>
    public Dictionary<string, BoundParameter> Take(IEnumerable<ParameterDescriptor> rows)
    {
        var taken = new Dictionary<string, BoundParameter>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (_values.TryGetValue(row, out var value))
            {
                taken[row.Name] = value;
                _unused.Remove(row);
                if (row.DirectiveScope == DirectiveScope.Next)
                {
                    _values.Remove(row);
                }
            }
        }

        return taken;
    }

    /// <summary>What follows the directives could not be read, or stands in other files: it may well use them.</summary>
    public void Forgive() => _unused.Clear();

    /// <summary>The directives for the next action line only, when action() comes instead; each is given once.</summary>
    public List<(ParameterDescriptor Row, UnusedDirective Directive)> TakeMisplaced(IEnumerable<ParameterDescriptor> rows)
    {
        var found = new List<(ParameterDescriptor, UnusedDirective)>();
        foreach (var row in rows)
        {
            if (row.DirectiveScope == DirectiveScope.Next && _unused.Remove(row, out var directive))
            {
                found.Add((row, directive));
            }
        }

        return found;
    }
}

/// <summary>A directive that sets something for what follows.</summary>
/// <param name="Name">Without <c>$</c>.</param>
/// <param name="Value">As written.</param>
/// <param name="Span">Its name with the <c>$</c>.</param>
/// <param name="IsInput">Whether it is for inputs; else for actions.</param>
internal sealed record UnusedDirective(string Name, string Value, TextSpan Span, bool IsInput);
