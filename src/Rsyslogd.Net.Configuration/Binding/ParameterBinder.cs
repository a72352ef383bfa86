using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Who is given parameters.</summary>
/// <param name="Name">As messages call it: <c>action omfile</c>, <c>template()</c>.</param>
/// <param name="Rows">What it takes.</param>
internal sealed record ParameterOwner(string Name, ImmutableArray<ParameterDescriptor> Rows)
{
    /// <summary>Names that were evaluated before: type, load.</summary>
    public ImmutableArray<string> Handled { get; init; } = [];

    /// <summary>The module behind it, for parameters that stand in the wrong place.</summary>
    public ModuleDescriptor? Module { get; init; }

    public ParameterDescriptor? Find(string name) => Rows.FirstOrDefault(
        row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || row.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));
}

/// <summary>What the parameters of an object came to.</summary>
/// <param name="Given">Those that are right, by their names in the table.</param>
/// <param name="IsGood">No mistake that makes the object unusable.</param>
internal sealed record ParameterResult(Dictionary<string, BoundParameter> Given, bool IsGood);

/// <summary>Checks the parameters of objects against descriptor tables.</summary>
internal sealed class ParameterBinder(BindingContext context)
{
    public ValueReader Values { get; } = new(context.Environment);

    /// <summary>Whether <c>config.enabled</c> leaves the object in force: only "on" does. Nothing is said of an empty value, which
    /// an environment variable that isn't set gives.</summary>
    public bool IsEnabled(ObjectSyntax syntax) =>
        syntax.Find(ObjectParameters.ConfigEnabled) is not { } parameter
        || (parameter.Value.Value.Length > 0
            && ReadValue(Parameter.Switch(ObjectParameters.ConfigEnabled, ParameterPlace.Object), parameter) is BoundParameter { Value: true });

    /// <summary>Binds all parameters of an object; each mistake is reported.</summary>
    public ParameterResult Bind(ObjectSyntax syntax, ParameterOwner owner)
    {
        var given = new Dictionary<string, BoundParameter>(StringComparer.OrdinalIgnoreCase);
        var first = new Dictionary<string, ParameterSyntax>(StringComparer.OrdinalIgnoreCase);
        var (isGood, hasUnknown) = (true, false);
        foreach (var parameter in syntax.Parameters)
        {
            var row = owner.Find(parameter.Name.Text);
            if (!first.TryAdd(row?.Name ?? parameter.Name.Text, parameter))
            {
                var before = first[row?.Name ?? parameter.Name.Text];
                isGood = Refuse(BindingDiagnostics.DuplicateParameter(parameter.Name.Span, parameter.Name.Text, before.Name.Span));
            }
            else if (row is not null)
            {
                isGood &= BindOne(row, parameter, owner, given);
            }
            else if (!IsHandled(parameter, owner))
            {
                hasUnknown = true;
                isGood = Refuse(ExplainUnknown(parameter, owner));
            }
        }

        // A slip or a misspelt name explains what is missing; one mistake, one message.
        return new ParameterResult(given, isGood & !syntax.IsMended && (hasUnknown || CheckRequired(syntax, owner, first)));
    }

    /// <summary>Given values together with defaults: those of the table, unless the module was given others.</summary>
    public BoundParameters Complete(
        Dictionary<string, BoundParameter> given, ImmutableArray<ParameterDescriptor> rows, LoadedModule? module)
    {
        var defaults = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (module?.Given.TryGetValue(row.Name, out var ofModule) == true)
            {
                defaults[row.Name] = ofModule.Value;
            }
            else if (row.Default is not null)
            {
                defaults[row.Name] = Values.ReadDefault(row);
            }
        }

        return new BoundParameters(given, defaults);
    }

    /// <summary>Adds what $ModLoad, and directives that make inputs, mean where nothing is said.</summary>
    public void AddLegacyDefaults(
        ImmutableArray<ParameterDescriptor> rows, Dictionary<string, BoundParameter> given, Text.TextSpan span)
    {
        foreach (var row in rows)
        {
            if (row.LegacyDefault is { } value && !given.ContainsKey(row.Name))
            {
                given[row.Name] = new BoundParameter(Values.ReadDefault(row with { Default = value }), span);
            }
        }
    }

    /// <summary>Reads the value of a parameter; null: it has been complained about.</summary>
    public BoundParameter? ReadValue(ParameterDescriptor row, ParameterSyntax parameter)
    {
        if (row.Kind == ParameterKind.TextList)
        {
            return new BoundParameter(ReadList(row, parameter.Values), parameter.ValueSpan);
        }

        if (parameter.IsArray && parameter.Values.Length != 1 && !row.OneInstanceEach)
        {
            context.Report(BindingDiagnostics.ListNotAllowed(parameter.ValueSpan, row.Name));
            return null;
        }

        return ReadText(row, parameter.Value, row.Name);
    }

    private static ImmutableArray<string> ReadList(ParameterDescriptor row, ImmutableArray<TextSyntax> values) =>
    [
        .. row.IsCommaSeparated
            ? values.SelectMany(value => value.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : values.Select(value => value.Value),
    ];

    /// <summary>Reads one value; null: it has been complained about.</summary>
    public BoundParameter? ReadText(ParameterDescriptor row, TextSyntax text, string shownName)
    {
        var (value, mistake) = Values.Read(row, text, shownName);
        if (mistake is not null)
        {
            context.Report(mistake);
        }

        return value is null ? null : new BoundParameter(value, text.Span);
    }

    private static bool IsNeeded(ParameterDescriptor row, ParameterOwner owner) =>
        row.Required || (owner.Module?.RequiredOneOf ?? []).Any(names => names.Contains(row.Name));

    private bool BindOne(
        ParameterDescriptor row, ParameterSyntax parameter, ParameterOwner owner, Dictionary<string, BoundParameter> given)
    {
        if (ReadValue(row, parameter) is not { } value)
        {
            return row.FallsBack || (!row.IsVital && row.IsChoiceNotYet(parameter.Value.Value));
        }

        if (row.NotYet && !IsDefault(row, value))
        {
            context.Report(BindingDiagnostics.ParameterNotYet(parameter.Name.Span, row.Name, row));
            return !row.IsVital;
        }

        ReportLimitation(row, value, parameter.Name.Span, row.Name);

        if (value.Value is "" && IsNeeded(row, owner))
        {
            return Refuse(BindingDiagnostics.EmptyValue(parameter.ValueSpan, row.Name));
        }

        // rsyslog takes the default ruleset instead of an unknown one; better than no input at all.
        if (row.Kind == ParameterKind.Ruleset && !context.Rulesets.IsDeclared((string)value.Value))
        {
            ReportUnknownRuleset((string)value.Value, value.Span);
            return true;
        }

        given[row.Name] = value;
        return true;
    }

    /// <summary>Whether a value only says what holds without it: nothing to warn of.</summary>
    public bool IsDefault(ParameterDescriptor row, BoundParameter value) =>
        row.Default is not null && Values.ReadDefault(row).Equals(value.Value);

    /// <summary>Says that a parameter does less than the manual says.</summary>
    public void ReportLimitation(ParameterDescriptor row, BoundParameter value, Text.TextSpan span, string shownName)
    {
        if (row.Limitation is { } limitation && !IsDefault(row, value))
        {
            context.Report(BindingDiagnostics.LimitedParameter(span, shownName, limitation));
        }
    }

    /// <summary>Says that there is no such ruleset.</summary>
    public void ReportUnknownRuleset(string name, Text.TextSpan span)
    {
        if (!context.Rulesets.HasFailed(name))
        {
            context.Report(RuleDiagnostics.UnknownRuleset(span, name, Suggestions.Nearest(name, context.Rulesets.Names)));
        }
    }

    private bool CheckRequired(ObjectSyntax syntax, ParameterOwner owner, Dictionary<string, ParameterSyntax> written)
    {
        var isGood = true;
        foreach (var row in owner.Rows)
        {
            if (row.Required && !written.ContainsKey(row.Name))
            {
                isGood = Refuse(BindingDiagnostics.MissingParameter(syntax.Keyword.Span, row.Name, owner.Name));
            }
        }

        foreach (var names in owner.Module?.AtMostOneOf ?? [])
        {
            var both = names.Where(written.ContainsKey).OrderBy(name => written[name].Name.Span.Start).ToList();
            if (both.Count > 1)
            {
                isGood = Refuse(BindingDiagnostics.AtMostOneOf(written[both[1]].Name.Span, both[1], both[0]));
            }
        }

        foreach (var names in owner.Module?.RequiredOneOf ?? [])
        {
            if (owner.Rows.Any(row => row.Name == names[0]) && !names.Any(written.ContainsKey))
            {
                isGood = Refuse(BindingDiagnostics.MissingOneOf(syntax.Keyword.Span, names, owner.Name));
            }
        }

        return isGood;
    }

    /// <summary>Says that the parameter is missing that tells what an object is, or that it is misspelt.</summary>
    public void ReportMissing(ObjectSyntax syntax, string name)
    {
        var owner = $"{syntax.Keyword.Text.ToLowerInvariant()}()";
        var misspelt = syntax.Parameters.FirstOrDefault(parameter => Suggestions.Nearest(parameter.Name.Text, [name]) is not null);
        context.Report(misspelt is null
            ? BindingDiagnostics.MissingParameter(syntax.Keyword.Span, name, owner)
            : BindingDiagnostics.UnknownParameter(misspelt.Name.Span, misspelt.Name.Text, owner, name));
    }

    private Diagnostic ExplainUnknown(ParameterSyntax parameter, ParameterOwner owner)
    {
        var (name, span) = (parameter.Name.Text, parameter.Name.Span);
        var elsewhere = owner.Module?.Parameters.FirstOrDefault(
            row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (elsewhere is not null)
        {
            return BindingDiagnostics.ParameterElsewhere(span, name, owner.Name, ShowPlace(elsewhere.Places));
        }

        // What sig.* and cry.* there are depends on the provider.
        if (name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && owner.Find(name[..dot] + ".provider") is { NotYet: true } provider)
        {
            return BindingDiagnostics.ParameterNotYet(span, name, provider);
        }

        var nearest = Suggestions.Nearest(name, owner.Rows.Select(row => row.Name).Concat(owner.Handled));
        return nearest is null && context.Catalog.FindOwner(name, owner.Module?.Kind) is { } other
            ? BindingDiagnostics.ParameterElsewhere(span, name, owner.Name, other)
            : BindingDiagnostics.UnknownParameter(span, name, owner.Name, nearest);
    }

    private static string ShowPlace(ParameterPlace places) => places.HasFlag(ParameterPlace.Module) ? "module()"
        : places.HasFlag(ParameterPlace.Input) ? "input()"
        : places.HasFlag(ParameterPlace.Parser) ? "parser()" : "action()";

    private static bool IsHandled(ParameterSyntax parameter, ParameterOwner owner) =>
        parameter.Name.Is(ObjectParameters.ConfigEnabled) || owner.Handled.Any(parameter.Name.Is);

    private bool Refuse(Diagnostic diagnostic)
    {
        context.Report(diagnostic);
        return false;
    }
}
