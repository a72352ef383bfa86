using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What a legacy directive sets.</summary>
internal enum DirectiveTarget
{
    /// <summary>A parameter of global().</summary>
    Global,

    /// <summary>A parameter of main_queue().</summary>
    MainQueue,

    /// <summary>A parameter of a module, for all of its instances.</summary>
    Module,

    /// <summary>A parameter of action lines, of one module or of all.</summary>
    Action,

    /// <summary>A parameter of inputs that directives make.</summary>
    Input,

    /// <summary>Makes an input.</summary>
    Instance,
}

/// <summary>A directive and where its value goes.</summary>
/// <param name="Name">Without <c>$</c>.</param>
/// <param name="Target">What it sets.</param>
/// <param name="Module">Whose it is; null: of all.</param>
/// <param name="Parameter">The parameter; null for an instance directive whose value is ignored.</param>
internal sealed record DirectiveDescriptor(
    string Name, DirectiveTarget Target, ModuleDescriptor? Module, ParameterDescriptor? Parameter);

/// <summary>The descriptor tables of modules and objects, indexed by the names that configurations use.</summary>
internal sealed class DescriptorCatalog
{
    private readonly Dictionary<string, ModuleDescriptor> _modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectiveDescriptor> _directives = new(StringComparer.OrdinalIgnoreCase);

    public DescriptorCatalog(IEnumerable<ModuleDescriptor> modules)
    {
        AddDirectives(GlobalParameters.Table, DirectiveTarget.Global, null);
        AddDirectives(ObjectParameters.MainQueue, DirectiveTarget.MainQueue, null);
        AddDirectives(ActionParameters.Table, DirectiveTarget.Action, null);
        foreach (var module in modules)
        {
            _modules.Add(module.Name, module);
            AddModule(module);
        }
    }

    public IEnumerable<string> ModuleNames => _modules.Keys;

    public IEnumerable<string> DirectiveNames => _directives.Keys;

    public ModuleDescriptor? FindModule(string name) => _modules.GetValueOrDefault(name);

    public DirectiveDescriptor? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The module that serves a form of action line.</summary>
    public (ModuleDescriptor Module, ActionLine Line) FindActionLine(ActionLineForm form)
    {
        foreach (var module in _modules.Values)
        {
            if (module.ActionLines.FirstOrDefault(line => line.Form == form) is { } line)
            {
                return (module, line);
            }
        }

        throw new InvalidOperationException($"no module serves action lines of the form {form}");
    }

    /// <summary>The rows of a module that may stand in a place.</summary>
    public static ImmutableArray<ParameterDescriptor> Rows(ModuleDescriptor module, ParameterPlace place) =>
        [.. module.Parameters.Where(row => row.Places.HasFlag(place))];

    /// <summary>The object that a parameter belongs to, as it is written; null: there is none of that name anywhere.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="kind">Of the module that was given it: another one of that kind is meant most likely.</param>
    public string? FindOwner(string parameter, ModuleKind? kind)
    {
        bool Has(ImmutableArray<ParameterDescriptor> rows) => rows.Any(Is);
        bool Is(ParameterDescriptor row) => row.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase);

        if (parameter.StartsWith(QueueParameters.Prefix, StringComparison.OrdinalIgnoreCase) && Has(ObjectParameters.MainQueue))
        {
            return "action(), ruleset() or main_queue()";
        }

        var owner = _modules.Values.Where(module => Has(module.Parameters))
            .MaxBy(module => (module.Kind == kind ? 2 : 0) + (module.IsBuiltIn ? 1 : 0));
        var places = owner?.Parameters.Where(Is).Aggregate(default(ParameterPlace), (all, row) => all | row.Places) ?? default;
        return Has(GlobalParameters.Table) ? "global()"
            : Has(ActionParameters.Table) ? "action()"
            : Has(ObjectParameters.Template) ? "template()"
            : Has(ObjectParameters.Property) ? "property() in a list template"
            : owner is null ? null
            : places.HasFlag(ParameterPlace.Action) ? $"action(type=\"{owner.Name}\" …)"
            : places.HasFlag(ParameterPlace.Input) ? $"input(type=\"{owner.Name}\" …)"
            : $"module(load=\"{owner.Name}\" …)";
    }

    private void AddModule(ModuleDescriptor module)
    {
        AddDirectives(Rows(module, ParameterPlace.Module), DirectiveTarget.Module, module);
        AddDirectives(Rows(module, ParameterPlace.Input), DirectiveTarget.Input, module);
        AddDirectives(Rows(module, ParameterPlace.Action), DirectiveTarget.Action, module);
        foreach (var instance in module.InstanceDirectives)
        {
            var row = module.Parameters.FirstOrDefault(row => row.Name == instance.Parameter);
            _directives.Add(instance.Directive, new(instance.Directive, DirectiveTarget.Instance, module, row));
        }
    }

    // A row for several places names its directive once: the widest place, which comes first, has it.
    private void AddDirectives(IEnumerable<ParameterDescriptor> rows, DirectiveTarget target, ModuleDescriptor? module)
    {
        foreach (var row in rows)
        {
            if (row.Directive is { } name)
            {
                _directives.TryAdd(name, new(name, target, module, row));
            }
        }
    }
}
