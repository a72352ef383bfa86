using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The first pass: names that may be used before they are defined (rulesets), and those whose too early use deserves
/// a better message than "unknown" (templates).</summary>
internal static class Declarations
{
    private static readonly string[] NamedObjects = ["lookup_table", "dyn_stats", "percentile_stats", "ratelimit"];

    private static readonly (string Before, bool IsModule)[] Definitions =
        [("name", false), ("$template ", false), ("load", true), ("$ModLoad ", true)];

    private static readonly System.Buffers.SearchValues<char> NameEnds =
        System.Buffers.SearchValues.Create(" \t\r\n,;)=\"'\u201C\u201D");

    /// <summary>Gathers the names.</summary>
    /// <returns>The last <c>$RepeatedMsgReduction</c>: rsyslog applies it to all actions, the earlier ones too.</returns>
    public static BoundParameter? Gather(ConfigurationSyntax syntax, BindingContext context)
    {
        BoundParameter? reduction = null;
        Walk(syntax.Statements, context, ref reduction);
        return reduction;
    }

    /// <summary>What a statement that can't be read would have defined: nothing more is said about where it is used.</summary>
    private static void MarkUnreadable(ErrorSyntax error, BindingContext context)
    {
        var text = error.Span.Source.Content.AsSpan(error.Span.Start, error.Span.Length);
        foreach (var (before, isModule) in Definitions)
        {
            for (var rest = text; rest.IndexOf(before, StringComparison.OrdinalIgnoreCase) is >= 0 and var found;)
            {
                rest = rest[(found + before.Length)..];
                if (before[0] == '$' || rest.TrimStart().StartsWith("="))
                {
                    var value = rest.TrimStart(" \t=\"'\u201C\u201D\u201E");
                    var end = value.IndexOfAny(NameEnds);
                    MarkFailed((end < 0 ? value : value[..end]).ToString(), isModule, context);
                }
            }
        }
    }

    // Without "name", that word is misspelt, and one of the values is the name.
    private static void MarkAll(ObjectSyntax made, BindingContext context)
    {
        foreach (var parameter in made.Parameters)
        {
            MarkFailed(parameter.Value.Value, isModule: false, context);
        }
    }

    private static void MarkFailed(string name, bool isModule, BindingContext context)
    {
        if (isModule)
        {
            context.Modules.MarkFailed(name);
        }
        else
        {
            context.Templates.MarkFailed(name);
            context.Rulesets.MarkFailed(name);
            foreach (var keyword in NamedObjects)
            {
                context.Objects.MarkFailed(keyword, name);
            }
        }
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
                case ErrorSyntax error:
                    MarkUnreadable(error, context);
                    Walk(error.Statements, context, ref reduction);
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
                case ObjectSyntax { } made when made.Keyword.Is("template") || NamedObjects.Any(made.Keyword.Is):
                    MarkAll(made, context);
                    break;
                case ObjectSyntax { } made when made.Keyword.Is("ruleset"):
                    if (made.Find("name") is { } named)
                    {
                        context.Rulesets.Declare(named.Value.Value, named.Value.Span);
                    }
                    else
                    {
                        MarkAll(made, context);
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
