using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>A module that has been loaded, with what is set for all of its instances.</summary>
/// <param name="Descriptor">Its table.</param>
/// <param name="Span">Where it was loaded; null for a built-in one that wasn't.</param>
internal sealed record LoadedModule(ModuleDescriptor Descriptor, TextSpan? Span)
{
    /// <summary>Values of module(), and of directives with module-wide effect.</summary>
    public Dictionary<string, BoundParameter> Given { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>It isn't there, which has been said: what uses it is checked, so that all mistakes are found, and left out.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Where module() set parameters: directives of the module are refused from then on, as rsyslog does.</summary>
    public TextSpan? ConfiguredAt { get; set; }
}

/// <summary>The modules of a configuration, in the order of loading.</summary>
internal sealed class ModuleTable
{
    private readonly Dictionary<string, LoadedModule> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<LoadedModule> _order = [];
    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<LoadedModule> All => _order;

    public LoadedModule? Find(string name) => _loaded.GetValueOrDefault(name);

    /// <summary>Takes a module; one that was only implied by a use of its gives way.</summary>
    public void Add(LoadedModule module)
    {
        if (_loaded.Remove(module.Descriptor.Name, out var implied))
        {
            _order.Remove(implied);
        }

        _loaded[module.Descriptor.Name] = module;
        _order.Add(module);
    }

    /// <summary>A module whose loading has been complained about: what uses it is left out without another word.</summary>
    public void MarkFailed(string name) => _failed.Add(name);

    /// <summary>A loaded module that must not be used: it was to do something vital that can't be had.</summary>
    public void Fail(string name)
    {
        if (_loaded.Remove(name, out var module))
        {
            _order.Remove(module);
        }

        MarkFailed(name);
    }

    public bool HasFailed(string name) => _failed.Contains(name);
}
