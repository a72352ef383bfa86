using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>input() and the directives that make inputs.</summary>
internal sealed class InputBinder(BindingContext context, ModuleBinder modules)
{
    private const string RulesetParameter = "ruleset";

    private readonly List<(LoadedModule Module, Dictionary<string, BoundParameter> Given, TextSpan Span)> _inputs = [];
    private readonly List<Dictionary<string, BoundParameter>> _leftOut = [];

    /// <summary>input(type="…" …)</summary>
    public void Bind(ObjectSyntax syntax)
    {
        if (syntax.Find("type") is not { } type)
        {
            context.Parameters.ReportMissing(syntax, "type");
            return;
        }

        if (modules.Require(type.Value, "input module", kind => kind == ModuleKind.Input) is not { } module)
        {
            return;
        }

        var rows = RateLimitNames.AddTo(DescriptorCatalog.Rows(module.Descriptor, ParameterPlace.Input));
        if (rows.IsEmpty)
        {
            context.Report(BindingDiagnostics.ModuleHasNoInput(type.Value.Span, module.Descriptor.Name));
            return;
        }

        var owner = new ParameterOwner($"input {module.Descriptor.Name}", rows)
        {
            Handled = ["type"],
            Module = module.Descriptor,
        };
        var (given, isGood) = context.Parameters.Bind(syntax, owner);
        RateLimitNames.Resolve(given, context);
        if (!isGood || module.IsMissing)
        {
            _leftOut.Add(given);
            return;
        }

        _inputs.Add((module, given, syntax.Span));
        AddFurther(syntax, rows, module, given);
    }

    /// <summary><c>$UDPServerRun 514</c>, with the values that other directives have set.</summary>
    public void Make(LoadedModule module, ParameterDescriptor? row, BoundParameter? value, LegacyValues legacy, TextSpan span)
    {
        var rows = DescriptorCatalog.Rows(module.Descriptor, ParameterPlace.Input);
        if (rows.FirstOrDefault(one => one.Required && one != row && !legacy.IsSet(one)) is { } missing)
        {
            context.Report(missing.Directive is { } directive
                ? BindingDiagnostics.MissingDirective(span, directive, module.Descriptor.Name)
                : BindingDiagnostics.MissingParameter(span, missing.Name, $"input {module.Descriptor.Name}"));
            return;
        }

        var given = legacy.Take(rows);
        if (row is not null && value is not null)
        {
            given[row.Name] = value;
        }

        context.Parameters.AddLegacyDefaults(rows, given, span);

        _inputs.Add((module, given, span));
    }

    /// <summary>All inputs. What the module was given, before or after them, is the default of their own parameters.</summary>
    /// <param name="defaultRuleset">$DefaultRuleset; null: none.</param>
    public ImmutableArray<BoundInput> Finish(string? defaultRuleset)
    {
        _leftOut.ForEach(CheckRuleset);
        return [.. _inputs.Select(input => Finish(input.Module, input.Given, input.Span, defaultRuleset))];
    }

    private BoundInput Finish(
        LoadedModule module, Dictionary<string, BoundParameter> given, TextSpan span, string? defaultRuleset)
    {
        CheckRuleset(given);
        var rows = DescriptorCatalog.Rows(module.Descriptor, ParameterPlace.Input);
        var parameters = context.Parameters.Complete(given, rows, module);
        return new BoundInput(
            module.Descriptor.Name, parameters, parameters.GetText(RulesetParameter) ?? defaultRuleset, span);
    }

    private void CheckRuleset(Dictionary<string, BoundParameter> given)
    {
        if (given.TryGetValue(RulesetParameter, out var wanted) && !context.Rulesets.IsDeclared((string)wanted.Value))
        {
            context.Parameters.ReportUnknownRuleset((string)wanted.Value, wanted.Span);
            given.Remove(RulesetParameter);
        }
    }

    // port=["514","1514"]: the first value made the input, each further one makes another that is like it.
    private void AddFurther(
        ObjectSyntax syntax, ImmutableArray<ParameterDescriptor> rows, LoadedModule module,
        Dictionary<string, BoundParameter> given)
    {
        foreach (var row in rows.Where(row => row.OneInstanceEach))
        {
            foreach (var text in syntax.Find(row.Name)?.Values.Skip(1) ?? [])
            {
                if (context.Parameters.ReadText(row, text, row.Name) is { } value)
                {
                    _inputs.Add((module, new(given, StringComparer.OrdinalIgnoreCase) { [row.Name] = value }, syntax.Span));
                }
            }
        }
    }
}
