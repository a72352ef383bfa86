using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmRuleset;

/// <summary>What omruleset can be told (manual: "omruleset: ruleset output/including module").</summary>
public static class RulesetActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omruleset", ModuleKind.Output)
    {
        ActionLines = [new(ActionLineForm.Named, "")],
        Parameters =
        [
            Parameter.Ruleset("rulesetName", Place.Action, "ActionOmrulesetRulesetName") with
            {
                Required = true, DirectiveScope = DirectiveScope.Next,
            },
        ],
    };
}
