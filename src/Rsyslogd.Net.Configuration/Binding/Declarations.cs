using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The first pass: names that may be used before they are defined (rulesets), and those whose too early use deserves
/// a better message than "unknown" (templates).</summary>
internal static class Declarations
{
    private static readonly string[] NamedObjects = ["lookup_table", "dyn_stats"];

    /// <summary>Gathers the names.</summary>
    /// <returns>The last <c>$RepeatedMsgReduction</c>: rsyslog applies it to all actions, the earlier ones too.</returns>
    public static BoundParameter? Gather(ConfigurationSyntax syntax, BindingContext context)
    {
        BoundParameter? reduction = null;
        Walk(syntax.Statements, context, ref reduction);
        return reduction;
    }

    private static void Walk(ImmutableArray<StatementSyntax> statements, BindingContext context, ref BoundParameter? reduction)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case IncludeSyntax include:
                    foreach (var file in include.Files)
                    {
                        Walk(file.Statements, context, ref reduction);
                    }

                    break;
                case LegacyTemplateSyntax template:
                    context.Templates.Declare(template.Name.Text, template.Span);
                    break;
                case ObjectSyntax { } made when made.Keyword.Is("template") && made.Find("name") is { } name:
                    context.Templates.Declare(name.Value.Value, name.Value.Span);
                    break;
                case ObjectSyntax { } made when NamedObjects.Any(made.Keyword.Is) && made.Find("name") is { } name:
                    context.Objects.Declare(made.Keyword.Text.ToLowerInvariant(), name.Value.Value, name.Value.Span);
                    break;
                case ObjectSyntax { } made when made.Keyword.Is("ruleset"):
                    if (made.Find("name") is { } named)
                    {
                        context.Rulesets.Declare(named.Value.Value, named.Value.Span);
                    }

                    Walk(made.Body ?? [], context, ref reduction);
                    break;
                case DirectiveSyntax { } directive when directive.Name.Is("RuleSet"):
                    context.Rulesets.Declare(directive.Value.Value.Split(' ', '\t')[0], directive.Value.Span);
                    break;
                case DirectiveSyntax { } directive when directive.Name.Is("RepeatedMsgReduction"):
                    reduction = new BoundParameter(
                        directive.Value.Value.StartsWith("on", StringComparison.OrdinalIgnoreCase), directive.Value.Span);
                    break;
            }
        }
    }
}
