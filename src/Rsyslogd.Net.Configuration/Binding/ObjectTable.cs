using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The named objects of a configuration that others refer to: lookup_table(), dyn_stats(), ratelimit(), parser(), timezone(). As in
/// rsyslog they exist from their definition on, and names are compared with case.</summary>
internal sealed class ObjectTable(BindingContext context)
{
    private readonly ImmutableArray<BoundObject>.Builder _all = ImmutableArray.CreateBuilder<BoundObject>();
    private readonly Dictionary<(string Keyword, string Name), TextSpan> _declared = [];
    private readonly HashSet<(string Keyword, string Name)> _failed = [];

    /// <summary>All of them, in order.</summary>
    public ImmutableArray<BoundObject> All => _all.ToImmutable();

    /// <summary>First pass: it is defined somewhere.</summary>
    public void Declare(string keyword, string name, TextSpan span) => _declared.TryAdd((keyword, name), span);

    /// <summary>Its definition could not be bound, which has been said: what uses it is left out without another word.</summary>
    public void MarkFailed(string keyword, string name) => _failed.Add((keyword, name));

    /// <summary>Takes a definition. The first of two wins.</summary>
    public void Add(BoundObject made)
    {
        if (Find(made.Keyword, made.Name) is { } first)
        {
            context.Report(BindingDiagnostics.ObjectDefinedTwice(made.Span, made.Keyword, made.Name, first.Span));
            return;
        }

        _all.Add(made);
    }

    /// <summary>The object of that name; null: there is none (yet), which has been said.</summary>
    public BoundObject? Require(string keyword, string name, TextSpan span)
    {
        if (Find(keyword, name) is { } found)
        {
            return found;
        }

        if (!_failed.Contains((keyword, name)))
        {
            context.Report(_declared.TryGetValue((keyword, name), out var later)
                ? BindingDiagnostics.ObjectDefinedLater(span, keyword, name, later)
                : BindingDiagnostics.UnknownNamedObject(span, keyword, name, Suggestions.Nearest(name, Names(keyword))));
        }

        return null;
    }

    private BoundObject? Find(string keyword, string name) =>
        _all.FirstOrDefault(made => made.Keyword == keyword && made.Name == name);

    private IEnumerable<string> Names(string keyword) =>
        _declared.Keys.Where(key => key.Keyword == keyword).Select(key => key.Name);
}
