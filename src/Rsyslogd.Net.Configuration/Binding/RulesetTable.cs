using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>A ruleset while it grows: legacy rules are added one by one.</summary>
/// <param name="name">Its name.</param>
/// <param name="span">Where it begins.</param>
internal sealed class RulesetBuilder(string name, TextSpan span)
{
    public string Name { get; } = name;

    public TextSpan Span { get; } = span;

    public List<BoundStatement> Statements { get; } = [];

    public List<string> Parsers { get; } = [];

    public BoundParameters? Queue { get; set; }
}

/// <summary>The rulesets of a configuration. Names are known from the first pass on, so that rulesets may be called before
/// they are defined.</summary>
internal sealed class RulesetTable
{
    private readonly Dictionary<string, TextSpan> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RulesetBuilder> _order = [];
    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _declared.Keys.Append(BoundConfiguration.DefaultRulesetName);

    public IReadOnlyList<RulesetBuilder> All => _order;

    public void Declare(string name, TextSpan span) => _declared.TryAdd(name, span);

    public bool IsDeclared(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Its definition can't be read, which has been said: what uses it is left out without another word.</summary>
    public void MarkFailed(string name) => _failed.Add(name);

    public bool HasFailed(string name) => _failed.Contains(name);

    public RulesetBuilder? Find(string name) =>
        _order.Find(ruleset => string.Equals(ruleset.Name, name, StringComparison.OrdinalIgnoreCase));

    public RulesetBuilder GetOrAdd(string name, TextSpan span)
    {
        var found = Find(name);
        if (found is null)
        {
            found = new RulesetBuilder(name, span);
            _order.Add(found);
        }

        return found;
    }
}
