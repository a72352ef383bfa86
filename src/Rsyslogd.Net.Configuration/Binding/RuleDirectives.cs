using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The directives that concern rulesets: <c>$RuleSet</c> says where the following rules go.</summary>
internal sealed class RuleDirectives(BindingContext context, DirectiveBinder directives, SettingsBuilder settings, ParserNames parsers)
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

/// <summary>The names of parsers that rulesets may list.</summary>
internal sealed class ParserNames(BindingContext context)
{
    private static readonly string[] Known = ["rsyslog.rfc5424", "rsyslog.rfc3164"];

    private static readonly string[] NotYet =
    [
        "rsyslog.lastline", "rsyslog.ciscoios", "rsyslog.cisconames", "rsyslog.aixforwardedfrom", "rsyslog.snare",
        "rsyslog.null", "rsyslog.pmnormalize",
    ];

    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A parser() object that can't be used, which has been said.</summary>
    public void MarkFailed(string name) => _failed.Add(name);

    /// <summary>The usable ones of some names; the others are reported.</summary>
    public List<string> Check(IEnumerable<NameSyntax> names)
    {
        var good = new List<string>();
        foreach (var name in names)
        {
            if (Known.Any(name.Is))
            {
                good.Add(name.Text);
            }
            else if (!_failed.Contains(name.Text))
            {
                context.Report(NotYet.Any(name.Is)
                    ? RuleDiagnostics.ParserNotYet(name.Span, name.Text)
                    : RuleDiagnostics.UnknownParser(name.Span, name.Text, Suggestions.Nearest(name.Text, Known.Concat(NotYet))));
            }
        }

        return good;
    }
}
