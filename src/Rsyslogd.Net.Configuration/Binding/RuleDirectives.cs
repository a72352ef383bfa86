using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The directives that concern rulesets: <c>$RuleSet</c> says where the following rules go.</summary>
internal sealed class RuleDirectives(BindingContext context, DirectiveBinder directives, SettingsBuilder settings, ParserBinder parsers)
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names = ["RuleSet", "RulesetParser", "RulesetCreateMainQueue"];

    private static readonly ParameterDescriptor CreateMainQueue = Parameter.Switch("RulesetCreateMainQueue", ParameterPlace.Object);

    /// <summary>Binds a line; false: it is none of them.</summary>
    /// <param name="syntax">The line.</param>
    /// <param name="current">The ruleset that rules are added to.</param>
    public bool TryBind(DirectiveSyntax syntax, ref RulesetBuilder current)
    {
        if (!Names.Any(syntax.Name.Is))
        {
            return false;
        }

        if (directives.GetWord(syntax) is not { } word)
        {
            return true;
        }

        if (syntax.Name.Is("RuleSet"))
        {
            current = context.Rulesets.GetOrAdd(word.Value, syntax.Span);
        }
        else if (syntax.Name.Is("RulesetParser"))
        {
            current.Parsers.AddRange(parsers.Check([word.ToName()]));
        }
        else if (context.Parameters.ReadText(CreateMainQueue, word, "$RulesetCreateMainQueue") is { Value: true })
        {
            current.Queue = context.Parameters.Complete(
                new(settings.MainQueue, StringComparer.OrdinalIgnoreCase), ObjectParameters.MainQueue, null);
        }

        return true;
    }
}
