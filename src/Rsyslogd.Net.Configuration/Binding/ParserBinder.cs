using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>parser(), and the names of parsers that rulesets may list.</summary>
internal sealed class ParserBinder(BindingContext context, ModuleBinder modules)
{
    private static readonly string[] NotYet = ["rsyslog.cisconames", "rsyslog.snare", "rsyslog.pmnormalize"];

    private readonly Dictionary<string, BoundObject> _made = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>parser(name="…" type="…" …)</summary>
    /// <returns>Null: it can't be used, which has been said.</returns>
    public BoundObject? Bind(ObjectSyntax syntax)
    {
        var name = syntax.Find("name")?.Value;
        var made = Make(syntax, name);
        if (made is not null)
        {
            _made.Add(made.Name, made);
        }
        else if (name is not null)
        {
            _failed.Add(name.Value);
        }

        return made;
    }

    /// <summary>The usable ones of some names; the others are reported.</summary>
    public List<string> Check(IEnumerable<NameSyntax> names)
    {
        var good = new List<string>();
        foreach (var name in names)
        {
            if (_made.ContainsKey(name.Text) || IsOfModule(name))
            {
                good.Add(name.Text);
            }
        }

        return good;
    }

    private BoundObject? Make(ObjectSyntax syntax, TextSyntax? name)
    {
        if (syntax.Find("type") is not { } type)
        {
            context.Parameters.ReportMissing(syntax, "type");
            return null;
        }

        if (name is null)
        {
            context.Report(BindingDiagnostics.MissingParameter(syntax.Keyword.Span, "name", "parser()"));
            return null;
        }

        if (modules.Require(type.Value, "parser", kind => kind == ModuleKind.Parser) is not { } module)
        {
            return null;
        }

        if (_made.TryGetValue(name.Value, out var before))
        {
            context.Report(RuleDiagnostics.ParserDefinedTwice(name.Span, name.Value, before.Span));
            return null;
        }

        ImmutableArray<ParameterDescriptor> rows =
        [
            Parameter.Text("type", ParameterPlace.Parser), .. DescriptorCatalog.Rows(module.Descriptor, ParameterPlace.Parser),
        ];
        var owner = new ParameterOwner($"parser {module.Descriptor.Name}", rows)
        {
            Handled = ["name"],
            Module = module.Descriptor,
        };
        var (given, isGood) = context.Parameters.Bind(syntax, owner);
        return isGood && !module.IsMissing
            ? new BoundObject("parser", name.Value, context.Parameters.Complete(given, rows, null), syntax.Span)
            : null;
    }

    /// <summary>Whether it is the parser that a module brings, or else what is wrong.</summary>
    private bool IsOfModule(NameSyntax name)
    {
        var descriptor = context.Catalog.ModuleNames.Select(module => context.Catalog.FindModule(module)!)
            .FirstOrDefault(module => module.ParserName is { } parser && name.Is(parser));
        if (descriptor is not null)
        {
            return modules.Require(descriptor, name.Span) is { IsMissing: false };
        }

        if (!_failed.Contains(name.Text))
        {
            context.Report(NotYet.Any(name.Is)
                ? RuleDiagnostics.ParserNotYet(name.Span, name.Text)
                : RuleDiagnostics.UnknownParser(name.Span, name.Text, Suggestions.Nearest(name.Text, Names())));
        }

        return false;
    }

    private IEnumerable<string> Names() => context.Catalog.ModuleNames
        .Select(module => context.Catalog.FindModule(module)!.ParserName).OfType<string>().Concat(_made.Keys).Concat(NotYet);
}
