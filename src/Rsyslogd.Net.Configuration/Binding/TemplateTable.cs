using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The templates of a configuration. A template exists from its definition on.</summary>
internal sealed class TemplateTable(BindingContext context)
{
    private readonly Dictionary<string, BoundTemplate> _defined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextSpan> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundTemplate> _used = new(StringComparer.Ordinal);

    /// <summary>The templates that were defined, and the built-in ones that are used.</summary>
    public ImmutableDictionary<string, BoundTemplate> All =>
        _defined.Concat(_used.Where(used => !_defined.ContainsKey(used.Key))).ToImmutableDictionary();

    /// <summary>First pass: it is defined somewhere.</summary>
    public void Declare(string name, TextSpan span) => _declared.TryAdd(name, span);

    /// <summary>Its definition could not be bound, which has been said: what uses it is left out without another word.</summary>
    public void MarkFailed(string name) => _failed.Add(name);

    /// <summary>Takes a definition. As in rsyslog the first of two wins.</summary>
    public void Add(BoundTemplate template)
    {
        if (!_defined.TryAdd(template.Name, template))
        {
            context.Report(RuleDiagnostics.TemplateDefinedTwice(
                template.Span!.Value, template.Name, _defined[template.Name].Span!.Value));
        }
    }

    /// <summary>The template of that name; null: there is none (yet), which has been said.</summary>
    public BoundTemplate? Resolve(string name, TextSpan span)
    {
        if (_defined.TryGetValue(name, out var defined))
        {
            return defined;
        }

        if (FindBuiltIn(name) is { } builtIn)
        {
            return builtIn;
        }

        if (_failed.Contains(name))
        {
            return null;
        }

        context.Report(_declared.TryGetValue(name, out var later)
            ? RuleDiagnostics.TemplateDefinedLater(span, name, later)
            : RuleDiagnostics.UnknownTemplate(span, name, Suggestions.Nearest(name, Names.Concat(_failed))));
        return null;
    }

    /// <summary>A built-in template that a descriptor table names.</summary>
    public BoundTemplate RequireBuiltIn(string name) =>
        _defined.GetValueOrDefault(name) ?? FindBuiltIn(name) ?? throw new InvalidOperationException($"no template {name}");

    private IEnumerable<string> Names => _declared.Keys.Concat(BuiltInTemplates.Names);

    private BoundTemplate? FindBuiltIn(string name)
    {
        if (BuiltInTemplates.Find(name) is not { } template)
        {
            return null;
        }

        _used[name] = template;
        return template;
    }
}
