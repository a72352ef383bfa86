using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary><c>$Directive value</c> lines, other than those that concern rulesets.</summary>
internal sealed class DirectiveBinder(
    BindingContext context, ModuleBinder modules, InputBinder inputs, LegacyValues legacy, SettingsBuilder settings)
{
    private static readonly string[] Own = ["ModLoad", "ResetConfigVariables", "AllowedSender", "template", "outchannel", "IncludeConfig", .. RuleDirectives.Names];

    /// <summary>Binds one line.</summary>
    public void Bind(DirectiveSyntax syntax)
    {
        if (syntax.Name.Is("ModLoad"))
        {
            if (GetWord(syntax) is { } name)
            {
                modules.Load(name);
            }
        }
        else if (syntax.Name.Is("ResetConfigVariables"))
        {
            legacy.Reset();
        }
        else if (syntax.Name.Is("AllowedSender"))
        {
            BindAllowedSender(syntax);
        }
        else if (context.Catalog.FindDirective(syntax.Name.Text) is { } directive)
        {
            Bind(syntax, directive);
        }
        else
        {
            var nearest = Suggestions.Nearest(syntax.Name.Text, context.Catalog.DirectiveNames.Concat(Own));
            context.Report(BindingDiagnostics.UnknownDirective(GetNameSpan(syntax), syntax.Name.Text, nearest));
            if (nearest == "template")
            {
                context.Templates.MarkFailed(syntax.Value.Value.Split(',', ' ')[0]);
            }
        }
    }

    /// <summary>The name with its <c>$</c>.</summary>
    private static TextSpan GetNameSpan(DirectiveSyntax syntax) =>
        syntax.Name.Span with { Start = syntax.Name.Span.Start - 1, Length = syntax.Name.Span.Length + 1 };

    /// <summary>The value: one word; text behind it is reported, unless it is a comment. Null: there is none.</summary>
    public TextSyntax? GetWord(DirectiveSyntax syntax)
    {
        var text = syntax.Value;
        var end = text.Value.AsSpan().IndexOfAny(' ', '\t');
        var word = end < 0 ? text : text.Slice(0, end);
        if (word.Value.Length == 0)
        {
            context.Report(BindingDiagnostics.DirectiveWithoutValue(GetNameSpan(syntax), syntax.Name.Text));
            return null;
        }

        var rest = end < 0 ? "" : text.Value[end..].Trim();
        if (rest.Length > 0 && rest[0] != '#')
        {
            var start = text.Value.IndexOf(rest, end, StringComparison.Ordinal);
            context.Report(BindingDiagnostics.ExtraText(text.GetSpan(start, rest.Length), syntax.Name.Text));
        }

        return word;
    }

    private void Bind(DirectiveSyntax syntax, DirectiveDescriptor directive)
    {
        var module = directive.Module is null ? null : FindModule(syntax, directive);
        if (directive.Module is not null && module is null)
        {
            return;
        }

        if (directive.Parameter is not { } row)
        {
            // $InputRunFileMonitor: what its inputs are like has been said by other directives.
            inputs.Make(module!, null, null, legacy, syntax.Span);
            return;
        }

        if (row.NotYet && row.Default is null)
        {
            context.Report(BindingDiagnostics.DirectiveNotYet(GetNameSpan(syntax), directive.Name, row));
        }
        else if (GetWord(syntax) is { } word)
        {
            if (ReadValue(row, word, directive) is not { } value)
            {
                if (row.IsVital && row.IsChoiceNotYet(word.Value))
                {
                    Refuse(directive, row);
                }
                else if (directive.Target == DirectiveTarget.Instance)
                {
                    legacy.Forgive();
                }
            }
            else if (row.NotYet && !context.Parameters.IsDefault(row, value))
            {
                context.Report(BindingDiagnostics.DirectiveNotYet(GetNameSpan(syntax), directive.Name, row));
            }
            else
            {
                context.Parameters.ReportLimitation(row, value, word.Span, "$" + directive.Name);
                Store(directive, module, row, value, syntax);
            }
        }
    }

    // Without the encryption that it asks for, an action or an input must not run.
    private void Refuse(DirectiveDescriptor directive, ParameterDescriptor row)
    {
        if (directive.Target == DirectiveTarget.Action)
        {
            legacy.Refuse(row);
        }
        else if (directive.Module is { } module)
        {
            context.Modules.Fail(module.Name);
        }
    }

    private LoadedModule? FindModule(DirectiveSyntax syntax, DirectiveDescriptor directive)
    {
        var descriptor = directive.Module!;
        var module = descriptor.IsBuiltIn ? modules.Require(descriptor, syntax.Span) : context.Modules.Find(descriptor.Name);
        if (module is null && !context.Modules.HasFailed(descriptor.Name))
        {
            context.Report(descriptor.NotYet
                ? BindingDiagnostics.DirectiveNotYet(GetNameSpan(syntax), directive.Name, directive.Parameter!)
                : BindingDiagnostics.DirectiveNeedsModule(GetNameSpan(syntax), directive.Name, descriptor.Name));
        }

        if (module?.ConfiguredAt is { } load && directive.Target == DirectiveTarget.Module)
        {
            context.Report(BindingDiagnostics.DirectiveAfterModule(
                GetNameSpan(syntax), directive.Name, directive.Parameter!.Name, load));
            return null;
        }

        return module;
    }

    private BoundParameter? ReadValue(ParameterDescriptor row, TextSyntax word, DirectiveDescriptor directive)
    {
        if (row.Kind == ParameterKind.TextList)
        {
            return new BoundParameter(ImmutableArray.Create(word.Value), word.Span);
        }

        // "Numbers may include '.' and ',' for readability" (manual, "Configuration Parameter Types").
        var isNumber = row.Kind is ParameterKind.Number or ParameterKind.PositiveNumber or ParameterKind.Size;
        var text = isNumber && word.Value.AsSpan().IndexOfAny(',', '.') > 0
            ? word with { Value = word.Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal) }
            : word;
        var value = context.Parameters.ReadText(row, text, "$" + directive.Name);
        return value is { Value: bool isOn } && row.IsDirectiveInverted ? value with { Value = !isOn } : value;
    }

    private void Store(
        DirectiveDescriptor directive, LoadedModule? module, ParameterDescriptor row, BoundParameter value, DirectiveSyntax syntax)
    {
        switch (directive.Target)
        {
            case DirectiveTarget.Global when row.Kind == ParameterKind.Ruleset
                && !context.Rulesets.IsDeclared((string)value.Value):
                context.Parameters.ReportUnknownRuleset((string)value.Value, value.Span);
                break;
            case DirectiveTarget.Global:
                settings.Globals[row.Name] = value;
                break;
            case DirectiveTarget.MainQueue:
                settings.MainQueue[row.Name] = value;
                break;
            case DirectiveTarget.Module:
                module!.Given[row.Name] = value;
                break;
            case DirectiveTarget.Action:
            case DirectiveTarget.Input:
                // Back to the default at the end of a block of lines is a good habit.
                var isDefault = context.Parameters.IsDefault(row, value);
                legacy.Set(row, value, isDefault ? null : new UnusedDirective(
                    directive.Name, syntax.Value.Value, GetNameSpan(syntax), directive.Target == DirectiveTarget.Input));
                break;
            case DirectiveTarget.Instance:
                inputs.Make(module!, row, value, legacy, syntax.Span);
                break;
        }
    }

    // $AllowedSender UDP, 127.0.0.1, 192.0.2.0/24, *.example.net
    private void BindAllowedSender(DirectiveSyntax syntax)
    {
        var parts = syntax.Value.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0].ToUpperInvariant() is not ("UDP" or "TCP" or "GSS"))
        {
            context.Report(BindingDiagnostics.BadAllowedSender(syntax.Value.Span));
            return;
        }

        var entries = parts.Skip(1).Select(address => $"{parts[0].ToUpperInvariant()},{address}");
        ImmutableArray<string> before = settings.Globals.TryGetValue(GlobalParameters.AllowedSender, out var given)
            ? (ImmutableArray<string>)given.Value
            : [];
        settings.Globals[GlobalParameters.AllowedSender] = new BoundParameter(before.AddRange(entries), syntax.Value.Span);
    }
}
