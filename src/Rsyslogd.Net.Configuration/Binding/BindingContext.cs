using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What all parts of the binder share for one configuration.</summary>
internal sealed class BindingContext
{
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<(string Code, TextSpan? Span)> _reported = [];

    public BindingContext(ConfigurationEnvironment environment, DescriptorCatalog catalog, DiagnosticBag diagnostics)
    {
        Environment = environment;
        Catalog = catalog;
        _diagnostics = diagnostics;
        Rulesets = new RulesetTable();
        Templates = new TemplateTable(this);
        Modules = new ModuleTable();
        Objects = new ObjectTable(this);
        Parameters = new ParameterBinder(this);
        Expressions = new ExpressionBinder(this);
    }

    public ConfigurationEnvironment Environment { get; }

    public DescriptorCatalog Catalog { get; }

    public TemplateTable Templates { get; }

    public RulesetTable Rulesets { get; }

    public ModuleTable Modules { get; }

    public ObjectTable Objects { get; }

    public ParameterBinder Parameters { get; }

    public ExpressionBinder Expressions { get; }

    /// <summary>Whether something that delivers messages has been bound.</summary>
    public bool HasActions { get; set; }

    /// <summary>Whether an error has been reported, by any phase.</summary>
    public bool HasErrors => _diagnostics.HasErrors;

    /// <summary>Whether a mistake before a place makes it uncertain to which block that place belongs.</summary>
    public bool IsBlockUncertain(TextSpan place) => _diagnostics.Items.Any(diagnostic => SyntaxDiagnostics.BlursBlocks(diagnostic)
        && diagnostic.Span is { } span && span.Source == place.Source && span.Start < place.Start);

    /// <summary>Takes a diagnostic; the same one for the same place (a directive that several actions use) counts once.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (_reported.Add((diagnostic.Code, diagnostic.Span)))
        {
            _diagnostics.Add(diagnostic);
        }
    }
}
