using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What came of a configuration.</summary>
/// <param name="Configuration">Usable in any case: wrong statements are left out.</param>
/// <param name="Diagnostics">Every mistake of all files, file by file from top to bottom.</param>
/// <param name="HasErrors">Whether a check or a reload refuses it.</param>
public sealed record CompilationResult(
    BoundConfiguration Configuration, ImmutableArray<Diagnostic> Diagnostics, bool HasErrors)
{
    /// <summary>Whether there is anything to run. Without, the daemon ends with status 1.</summary>
    public bool HasActions { get; init; }
}

/// <summary>From files to the bound model. Never throws for what an operator wrote.</summary>
public static class ConfigurationCompiler
{
    /// <summary>Compiles a file and all that it includes.</summary>
    /// <param name="path">The main file.</param>
    /// <param name="environment">Answers what only the machine knows.</param>
    /// <param name="modules">All modules that exist.</param>
    public static CompilationResult Compile(
        string path, ConfigurationEnvironment environment, IEnumerable<ModuleDescriptor> modules)
    {
        var diagnostics = new DiagnosticBag();
        return ConfigurationLoader.Load(path, environment.Files, diagnostics) is { } syntax
            ? Bind(syntax, environment, modules, diagnostics)
            : Bind(new ConfigurationSyntax(new SourceText(path, ""), []), environment, modules, new DiagnosticBag()) with
            {
                Diagnostics = [.. diagnostics.Items],
            };
    }

    /// <summary>Compiles a text that is no file, and all that it includes.</summary>
    /// <param name="main">The text.</param>
    /// <param name="environment">Answers what only the machine knows.</param>
    /// <param name="modules">All modules that exist.</param>
    public static CompilationResult Compile(
        SourceText main, ConfigurationEnvironment environment, IEnumerable<ModuleDescriptor> modules)
    {
        var diagnostics = new DiagnosticBag();
        return Bind(ConfigurationLoader.Parse(main, environment.Files, diagnostics), environment, modules, diagnostics);
    }

    private static CompilationResult Bind(
        ConfigurationSyntax syntax, ConfigurationEnvironment environment, IEnumerable<ModuleDescriptor> modules,
        DiagnosticBag diagnostics)
    {
        var configuration = Binder.Bind(syntax, environment, modules, diagnostics, out var hasActions);
        var sources = new List<SourceText>();
        GatherSources(syntax, sources);
        var sorted = diagnostics.Items
            .OrderBy(diagnostic => diagnostic.Span is { } span ? (uint)sources.IndexOf(span.Source) : uint.MaxValue)
            .ThenBy(diagnostic => diagnostic.Span?.Start ?? 0);
        return new CompilationResult(configuration, [.. sorted], diagnostics.HasErrors) { HasActions = hasActions };
    }

    private static void GatherSources(ConfigurationSyntax syntax, List<SourceText> sources)
    {
        sources.Add(syntax.Source);
        foreach (var file in syntax.Statements.OfType<IncludeSyntax>().SelectMany(include => include.Files))
        {
            GatherSources(file, sources);
        }
    }
}
