using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>module(load=…) and <c>$ModLoad</c>.</summary>
internal sealed class ModuleBinder(BindingContext context)
{
    /// <summary>module(load="…" parameters)</summary>
    public void Bind(ObjectSyntax syntax)
    {
        if (syntax.Find("load") is not { } load)
        {
            context.Parameters.ReportMissing(syntax, "load");
            foreach (var parameter in syntax.Parameters)
            {
                // One of the values is the module's name; what uses it is no second mistake.
                context.Modules.MarkFailed(parameter.Value.Value);
            }

            return;
        }

        var name = GetBaseName(load.Value.Value);
        if (Find(name, load.Value.Span) is not { } descriptor)
        {
            return;
        }

        var before = context.Modules.Find(name);
        if (before?.Span is { } first)
        {
            context.Report(BindingDiagnostics.ModuleLoadedTwice(load.Value.Span, name, first));
            return;
        }

        var module = Add(descriptor, syntax.Span, before);
        module.ConfiguredAt = descriptor.IsBuiltIn || descriptor.TakesDirectivesAfterLoad ? null : syntax.Span;
        var rows = DescriptorCatalog.Rows(descriptor, ParameterPlace.Module);
        var owner = new ParameterOwner($"module {name}", rows) { Handled = ["load", "path"], Module = descriptor };

        // A wrong parameter is left out alone: without the module, all of its inputs and actions would be gone.
        foreach (var (parameter, value) in context.Parameters.Bind(syntax, owner).Given)
        {
            module.Given[parameter] = value;
        }

        if (rows.Any(row => row.IsVital && syntax.Find(row.Name) is { } asked && !module.Given.ContainsKey(row.Name)
            && (row.NotYet || row.IsChoiceNotYet(asked.Value.Value))))
        {
            context.Modules.Fail(name);
        }
    }

    /// <summary><c>$ModLoad name</c></summary>
    public void Load(TextSyntax text)
    {
        var name = GetBaseName(text.Value);
        if (Find(name, text.Span) is not { } descriptor)
        {
            return;
        }

        var before = context.Modules.Find(name);
        if (before?.Span is { } first)
        {
            context.Report(BindingDiagnostics.ModuleLoadedTwice(text.Span, name, first));
        }
        else
        {
            var module = Add(descriptor, text.Span, before);
            context.Parameters.AddLegacyDefaults(
                DescriptorCatalog.Rows(descriptor, ParameterPlace.Module), module.Given, text.Span);
        }
    }

    /// <summary>A module that an action, an input or a directive uses; one that is missing is complained about once.</summary>
    /// <returns>Null: we don't have it, which has been said.</returns>
    public LoadedModule? Require(ModuleDescriptor descriptor, TextSpan span)
    {
        var name = descriptor.Name;
        if (context.Modules.Find(name) is { } loaded)
        {
            return loaded;
        }

        if (descriptor.IsBuiltIn)
        {
            return Add(descriptor, null, null);
        }

        if (!context.Modules.HasFailed(name))
        {
            context.Report(descriptor.NotYet
                ? BindingDiagnostics.ModuleNotYet(span, name)
                : BindingDiagnostics.ModuleNotLoaded(span, name));
            context.Modules.MarkFailed(name);
        }

        return descriptor.NotYet ? null : new LoadedModule(descriptor, null) { IsMissing = true };
    }

    /// <summary>The module that a type="…" names.</summary>
    /// <param name="type">Its name.</param>
    /// <param name="wanted">"input" or "action", for messages.</param>
    /// <param name="isWanted">Whether it is of the right kind.</param>
    /// <returns>Null: there is none, which has been said.</returns>
    public LoadedModule? Require(TextSyntax type, string wanted, Func<ModuleKind, bool> isWanted)
    {
        var descriptor = context.Catalog.FindModule(type.Value);
        if (descriptor is not null && isWanted(descriptor.Kind))
        {
            return Require(descriptor, type.Span);
        }

        if (descriptor is not null)
        {
            context.Report(BindingDiagnostics.ModuleOfOtherKind(type.Span, descriptor.Name, wanted));
        }
        else if (!context.Modules.HasFailed(type.Value))
        {
            var names = context.Catalog.ModuleNames.Where(name => isWanted(context.Catalog.FindModule(name)!.Kind));
            var nearest = Suggestions.Nearest(type.Value, names);
            context.Report(BindingDiagnostics.UnknownModule(type.Span, type.Value, nearest));
            if (nearest is not null && context.Catalog.FindModule(nearest) is { NotYet: false } meant)
            {
                return new LoadedModule(meant, null) { IsMissing = true };
            }
        }

        return null;
    }

    private LoadedModule Add(ModuleDescriptor descriptor, TextSpan? span, LoadedModule? before)
    {
        var module = new LoadedModule(descriptor, span);
        foreach (var (name, value) in before?.Given ?? [])
        {
            module.Given[name] = value;
        }

        context.Modules.Add(module);
        return module;
    }

    private ModuleDescriptor? Find(string name, TextSpan span)
    {
        var descriptor = context.Catalog.FindModule(name);
        if (descriptor is { NotYet: false })
        {
            return descriptor;
        }

        context.Modules.MarkFailed(name);
        if (descriptor is not null)
        {
            context.Report(BindingDiagnostics.ModuleNotYet(span, descriptor.Name));
            return null;
        }

        // What uses the module that was meant is no second mistake.
        var nearest = Suggestions.Nearest(name, context.Catalog.ModuleNames);
        context.Modules.MarkFailed(nearest ?? name);
        context.Report(BindingDiagnostics.UnknownModule(span, name, nearest));
        return null;
    }

    // builtin:omfile, imudp.so, /usr/lib/rsyslog/imudp.so
    private static string GetBaseName(string written)
    {
        const string BuiltIn = "builtin:";
        var name = written.StartsWith(BuiltIn, StringComparison.OrdinalIgnoreCase) ? written[BuiltIn.Length..] : written;
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.EndsWith(".so", StringComparison.Ordinal) ? name[..^3] : name;
    }
}
