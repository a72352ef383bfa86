using System.Collections.Immutable;
using System.Diagnostics;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>
/// Syntax to bound model, in two passes: the first one gathers the names of rulesets and templates, the second goes through
/// the statements in the order in which they were written, for a directive rules what follows it. Every mistake is reported,
/// and what is left is a configuration that can run.
/// </summary>
internal sealed class Binder
{
    private const long DefaultQueueSize = 50_000;

    private readonly BindingContext _context;
    private readonly SettingsBuilder _settings = new();
    private readonly LegacyValues _legacy = new();
    private readonly ModuleBinder _modules;
    private readonly InputBinder _inputs;
    private readonly ActionBinder _actions;
    private readonly TemplateBinder _templates;
    private readonly DirectiveBinder _directives;
    private readonly StatementBinder _statements;
    private readonly RuleDirectives _ruleDirectives;
    private readonly ParserBinder _parsers;
    private readonly ObjectBinder _objects;
    private RulesetBuilder _current;

    private Binder(BindingContext context, SourceText main)
    {
        var legacy = _legacy;
        _context = context;
        _modules = new ModuleBinder(context);
        _inputs = new InputBinder(context, _modules);
        _actions = new ActionBinder(context, _modules, legacy);
        _templates = new TemplateBinder(context);
        _directives = new DirectiveBinder(context, _modules, _inputs, legacy, _settings);
        _statements = new StatementBinder(context, _actions) { BindDeclaration = BindInBlock };
        _objects = new ObjectBinder(context);
        _parsers = new ParserBinder(context, _modules);
        _ruleDirectives = new RuleDirectives(context, _directives, _settings, _parsers);
        _current = context.Rulesets.GetOrAdd(BoundConfiguration.DefaultRulesetName, new TextSpan(main, 0, 0));
    }

    /// <summary>Binds a configuration.</summary>
    /// <param name="syntax">The main file.</param>
    /// <param name="environment">Answers what only the machine knows.</param>
    /// <param name="modules">All modules that exist.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    /// <param name="hasActions">Whether there is anything to run.</param>
    public static BoundConfiguration Bind(
        ConfigurationSyntax syntax, ConfigurationEnvironment environment, IEnumerable<ModuleDescriptor> modules,
        DiagnosticBag diagnostics, out bool hasActions)
    {
        var context = new BindingContext(environment, new DescriptorCatalog(modules), diagnostics);
        var binder = new Binder(context, syntax.Source);
        binder._actions.RepeatedMessageReduction = Declarations.Gather(syntax, context);
        binder.BindTop(syntax.Statements);
        hasActions = context.HasActions;
        return binder.Finish();
    }

    private void BindTop(ImmutableArray<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is IncludeSyntax include)
            {
                foreach (var file in include.Files)
                {
                    BindTop(file.Statements);
                }

                // Other files may be there tomorrow.
                _legacy.Forgive();
            }
            else if (statement is ObjectSyntax made && !made.Keyword.Is("action"))
            {
                BindObject(made);
            }
            else if (_statements.Bind(statement) is { } bound)
            {
                _current.Statements.Add(bound);
            }
        }
    }

    // Templates and directives count wherever they stand; other objects don't belong into a block.
    private void BindInBlock(StatementSyntax statement)
    {
        switch (statement)
        {
            case DirectiveSyntax directive:
                if (!_ruleDirectives.TryBind(directive, ref _current))
                {
                    _directives.Bind(directive);
                }

                break;
            case LegacyTemplateSyntax template:
                _templates.Bind(template);
                break;
            case OutchannelSyntax outchannel:
                _actions.Define(outchannel);
                break;
            case ObjectSyntax template when template.Keyword.Is("template"):
                // Defined all the same, so that whoever uses it isn't told of it, too.
                _context.Report(BindingDiagnostics.ObjectInsideBlock(template.Keyword.Span, template.Keyword.Text));
                BindObject(template);
                break;
            case ObjectSyntax misplaced when ObjectParameters.Keywords.Any(misplaced.Keyword.Is):
                _context.Report(BindingDiagnostics.ObjectInsideBlock(misplaced.Keyword.Span, misplaced.Keyword.Text));
                break;
        }
    }

    private void BindObject(ObjectSyntax syntax)
    {
        if (!_context.Parameters.IsEnabled(syntax))
        {
            return;
        }

        switch (syntax.Keyword.Text.ToLowerInvariant())
        {
            case "module":
                _modules.Bind(syntax);
                break;
            case "input":
                _inputs.Bind(syntax);
                break;
            case "template":
                _templates.Bind(syntax);
                break;
            case "ruleset":
                BindRuleset(syntax);
                break;
            case "global":
                BindSettings(syntax, new ParameterOwner("global()", GlobalParameters.Table), _settings.Globals);
                break;
            case "main_queue":
                BindSettings(syntax, new ParameterOwner("main_queue()", ObjectParameters.MainQueue), _settings.MainQueue);
                break;
            case "timezone":
                _objects.BindTimezone(syntax);
                break;
            case "lookup_table":
                _objects.BindLookupTable(syntax);
                break;
            case "ratelimit":
                _objects.BindRateLimit(syntax);
                break;
            case "percentile_stats":
                _objects.BindPercentileStatistics(syntax);
                break;
            case "dyn_stats":
                _objects.BindDynamicStatistics(syntax);
                break;
            case "parser":
                if (_parsers.Bind(syntax) is { } parser)
                {
                    _context.Objects.Add(parser);
                }

                break;
            default:
                throw new UnreachableException($"the parser knows no object {syntax.Keyword.Text}");
        }
    }

    // A wrong parameter of global() or main_queue() is left out alone.
    private void BindSettings(ObjectSyntax syntax, ParameterOwner owner, Dictionary<string, BoundParameter> settings)
    {
        var given = _context.Parameters.Bind(syntax, owner).Given;
        QueueWarnings.Check(given, syntax, DefaultQueueSize, isDirect: false, _context);
        foreach (var (name, value) in given)
        {
            settings[name] = value;
        }
    }

    private void BindRuleset(ObjectSyntax syntax)
    {
        var (given, _) = _context.Parameters.Bind(syntax, new ParameterOwner("ruleset()", ObjectParameters.Ruleset));
        var hadActions = _context.HasActions;
        var name = given.TryGetValue("name", out var named) ? (string)named.Value : null;
        var before = name is null ? null : _context.Rulesets.Find(name);
        var ruleset = name is null || before is not null
            ? new RulesetBuilder("", syntax.Span)
            : _context.Rulesets.GetOrAdd(name, syntax.Span);
        ruleset.Statements.AddRange(_statements.Bind(syntax.Body ?? []));
        if (syntax.Find("parser") is { } parsers)
        {
            ruleset.Parsers.AddRange(_parsers.Check(parsers.Values.Select(value => value.ToName())));
        }

        var queue = given.Where(parameter => parameter.Key.StartsWith(QueueParameters.Prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (queue.Count > 0)
        {
            QueueWarnings.Check(queue, syntax, DefaultQueueSize, isDirect: false, _context);
            ruleset.Queue = _context.Parameters.Complete(queue, ObjectParameters.MainQueue, null);
        }

        if (before is not null)
        {
            _context.Report(RuleDiagnostics.RulesetDefinedTwice(named!.Span, name!, before.Span));
        }

        if (ruleset.Name.Length == 0)
        {
            _context.HasActions = hadActions;
        }
    }

    private BoundConfiguration Finish()
    {
        // Where something else is wrong, that is why nothing is left.
        if (!_context.HasActions && !_context.HasErrors)
        {
            _context.Report(BindingDiagnostics.NoActions());
        }

        foreach (var directive in _legacy.Unused)
        {
            _context.Report(RuleWarnings.DirectiveWithoutEffect(directive.Span, directive.Name, directive.IsInput));
        }

        foreach (var ruleset in _context.Rulesets.All)
        {
            ReachWarnings.Check(ruleset.Statements, _context);
        }

        var globals = _context.Parameters.Complete(_settings.Globals, GlobalParameters.Table, null);
        return new BoundConfiguration
        {
            Globals = globals,
            MainQueue = _context.Parameters.Complete(_settings.MainQueue, ObjectParameters.MainQueue, null),
            Inputs = _inputs.Finish(globals.GetText("defaultRuleset")),
            Modules = [.. _context.Modules.All.Select(Finish)],
            Templates = _context.Templates.All,
            Rulesets = [.. _context.Rulesets.All.Select(Finish)],
            Objects = _context.Objects.All,
        };
    }

    private BoundModule Finish(LoadedModule module) => new(
        module.Descriptor.Name,
        _context.Parameters.Complete(module.Given, DescriptorCatalog.Rows(module.Descriptor, ParameterPlace.Module), null),
        module.Span ?? _context.Rulesets.All[0].Span);

    private static BoundRuleset Finish(RulesetBuilder ruleset) => new(ruleset.Name, [.. ruleset.Statements], ruleset.Span)
    {
        Parsers = [.. ruleset.Parsers],
        Queue = ruleset.Queue,
    };
}
