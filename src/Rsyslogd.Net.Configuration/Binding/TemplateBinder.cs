using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary><c>$template</c> and template().</summary>
internal sealed class TemplateBinder(BindingContext context)
{
    private readonly ReplacerBinder _replacers = new(context);

    /// <summary><c>$template NAME,"…",OPTIONS</c></summary>
    public void Bind(LegacyTemplateSyntax syntax)
    {
        var name = syntax.Name.Text;
        if (syntax.Plugin is { } plugin)
        {
            context.Report(RuleDiagnostics.TemplatePluginNotYet(plugin.Span, plugin.Text));
            context.Templates.MarkFailed(name);
            return;
        }

        var (format, isCaseSensitive, isGood) = BindOptions(syntax.Options);
        var segments = BindSegments(syntax.Segments);
        Finish(name, segments, isGood, new BoundTemplate(name, segments ?? [])
        {
            Format = format,
            IsCaseSensitive = isCaseSensitive,
            Span = syntax.Span,
        });
    }

    /// <summary>template(name= type= …)</summary>
    public void Bind(ObjectSyntax syntax)
    {
        var (given, isGood) = context.Parameters.Bind(syntax, new ParameterOwner("template()", ObjectParameters.Template));
        var name = given.TryGetValue("name", out var named) ? (string)named.Value : null;
        var options = TemplateOptions.Names
            .Where(option => given.TryGetValue("option." + option, out var value) && value.Value is true)
            .Select(option => new NameSyntax(option, syntax.Find("option." + option)?.Name.Span ?? syntax.Keyword.Span))
            .OrderBy(option => option.Span.Start);
        var (format, isCaseSensitive, areOptionsGood) = BindOptions([.. options]);
        var template = new BoundTemplate(name ?? "", [])
        {
            Format = format,
            IsCaseSensitive = isCaseSensitive,
            Span = syntax.Span,
        };
        var type = given.TryGetValue("type", out var typed) ? (string)typed.Value : null;
        var body = type switch
        {
            "string" => BindString(syntax, template),
            "list" => BindList(syntax, template),
            "subtree" => BindSubtree(syntax, given, template),
            _ => null,
        };
        if (name is not null)
        {
            Finish(name, body?.Segments, isGood && areOptionsGood, body ?? template);
        }
    }

    private void Finish(string name, ImmutableArray<BoundSegment>? segments, bool isGood, BoundTemplate template)
    {
        if (segments is null || !isGood)
        {
            context.Templates.MarkFailed(name);
        }
        else
        {
            context.Templates.Add(template.IsCaseSensitive ? template : LowerVariables(template));
        }
    }

    // As rsyslog does with the names in templates, which shows where variables have case (variables.caseSensitive).
    private static BoundTemplate LowerVariables(BoundTemplate template) => template with
    {
        Segments =
        [
            .. template.Segments.Select(segment => segment is BoundReplacer { Property.Path: { } path } replacer
                ? replacer with { Property = replacer.Property with { Path = Lower(path) } }
                : segment),
        ],
        Subtree = template.Subtree is { } subtree ? Lower(subtree) : null,
    };

    private static VariablePath Lower(VariablePath path) =>
        path with { Steps = [.. path.Steps.Select(step => step.ToLowerInvariant())] };

    private BoundTemplate? BindString(ObjectSyntax syntax, BoundTemplate template)
    {
        if (syntax.Find("string") is null)
        {
            context.Report(RuleDiagnostics.TemplateNeeds(syntax.Keyword.Span, "string", "string"));
            return null;
        }

        return BindSegments(syntax.Segments) is { } segments ? template with { Segments = segments } : null;
    }

    private BoundTemplate? BindSubtree(
        ObjectSyntax syntax, Dictionary<string, BoundParameter> given, BoundTemplate template)
    {
        if (!given.TryGetValue("subtree", out var subtree))
        {
            context.Report(RuleDiagnostics.TemplateNeeds(syntax.Keyword.Span, "subtree", "subtree"));
            return null;
        }

        if ((string)subtree.Value is not ['$', '!' or '.' or '/', ..] path)
        {
            context.Report(RuleDiagnostics.SubtreeIsNoVariable(subtree.Span));
            return null;
        }

        return template with { Subtree = PropertyBinder.BindPath(path[1..]) };
    }

    private BoundTemplate? BindList(ObjectSyntax syntax, BoundTemplate template)
    {
        // Without its parts a list isn't even read.
        var parts = syntax.Parts ?? [];
        var segments = parts.Select(BindPart).ToList();
        return segments.Contains(null) ? null : template with { Segments = [.. segments.Select(segment => segment!)] };
    }

    private BoundSegment? BindPart(ObjectSyntax part) => part.Keyword.Is("property") ? _replacers.Bind(part) : BindConstant(part);

    private BoundConstant? BindConstant(ObjectSyntax part)
    {
        var (given, isGood) = context.Parameters.Bind(part, new ParameterOwner("constant()", ObjectParameters.Constant));
        return isGood
            ? new BoundConstant(ByteText.GetBytes((string)given["value"].Value))
            {
                OutName = given.TryGetValue("outname", out var name) ? (string)name.Value : null,
                IsJsonField = given.ContainsKey("format"),
            }
            : null;
    }

    private ImmutableArray<BoundSegment>? BindSegments(ImmutableArray<TemplateSegmentSyntax> segments)
    {
        var bound = ImmutableArray.CreateBuilder<BoundSegment>(segments.Length);
        var isGood = true;
        foreach (var constant in segments.OfType<ConstantSegmentSyntax>())
        {
            CheckConstant(constant);
        }

        foreach (var segment in segments)
        {
            BoundSegment? made = segment switch
            {
                ConstantSegmentSyntax constant => new BoundConstant(ByteText.GetBytes(constant.Value)),
                ReplacerSegmentSyntax replacer => _replacers.Bind(replacer),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            isGood &= made is not null;
            if (made is not null)
            {
                bound.Add(made);
            }
        }

        return isGood ? bound.ToImmutable() : null;
    }

    private (TemplateFormat Format, bool IsCaseSensitive, bool IsGood) BindOptions(ImmutableArray<NameSyntax> names)
    {
        var format = TemplateFormat.Plain;
        var (isCaseSensitive, isGood) = (false, true);
        foreach (var name in names)
        {
            if (name.Is(TemplateOptions.CaseSensitive))
            {
                isCaseSensitive = true;
            }
            else if (TemplateOptions.GetFormat(name.Text) is not { } wanted)
            {
                isGood = name.Is("nosql") || Refuse(RuleDiagnostics.UnknownTemplateOption(
                    name.Span, name.Text, Suggestions.Nearest(name.Text, TemplateOptions.Names)));
            }
            else if (format != TemplateFormat.Plain && format != wanted)
            {
                isGood = Refuse(RuleDiagnostics.ConflictingTemplateOptions(name.Span));
            }
            else
            {
                format = wanted;
            }
        }

        return (format, isCaseSensitive, isGood);
    }

    // "$msg" in a template is these four characters.
    private void CheckConstant(ConstantSegmentSyntax constant)
    {
        var text = constant.Span.Source.Content.AsSpan(constant.Span.Start, constant.Span.Length);
        for (var i = text.IndexOf('$'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] != '$')
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            {
                end++;
            }

            var name = text[(i + 1)..end].ToString();
            if (PropertyNames.TryGet(name, out _))
            {
                var span = constant.Span with { Start = constant.Span.Start + i, Length = end - i };
                context.Report(RuleWarnings.PropertyWithoutPercent(span, name));
            }
        }
    }

    private bool Refuse(Diagnostic diagnostic)
    {
        context.Report(diagnostic);
        return false;
    }
}
