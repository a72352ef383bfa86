using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The parameters of objects that are no modules (manual: "Templates", "RainerScript", "timezone").</summary>
internal static class ObjectParameters
{
    /// <summary>Taken by every object: <c>config.enabled="off"</c> leaves it out.</summary>
    public const string ConfigEnabled = "config.enabled";

    /// <summary>Names that date.format takes in property(), and with <c>date-</c> before it in template strings.</summary>
    public static ImmutableArray<string> Keywords { get; } =
    [
        "module", "input", "action", "template", "ruleset", "global", "main_queue", "include", "parser", "lookup_table",
        "timezone", "dyn_stats", "percentile_stats", "ratelimit",
    ];

    /// <summary>template()</summary>
    public static ImmutableArray<ParameterDescriptor> Template { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.Choice("type", Place.Object, ["string", "list", "subtree"]) with { Required = true, ChoicesNotYet = ["plugin"], IsVital = true },
        Parameter.Text("string", Place.Object),
        Parameter.Text("subtree", Place.Object),
        Parameter.NotYet("plugin", Place.Object),
        .. TemplateOptions.Names.Select(name => Parameter.Switch("option." + name, Place.Object)),
    ];

    /// <summary>property() in a list template</summary>
    public static ImmutableArray<ParameterDescriptor> Property { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.Text("outname", Place.Object),
        Parameter.Choice("dateFormat", Place.Object, [.. ReplacerNames.Dates.Keys]),
        Parameter.Switch("date.inUTC", Place.Object),
        Parameter.Choice("caseConversion", Place.Object, ["lower", "upper"]),
        Parameter.Choice("controlCharacters", Place.Object, ["escape", "space", "drop"]),
        Parameter.Choice("securePath", Place.Object, ["drop", "replace"]),
        Parameter.Choice("format", Place.Object, [.. ReplacerNames.Encodings.Keys]),
        Parameter.Number("position.from", Place.Object),
        Parameter.Number("position.to", Place.Object),
        Parameter.Switch("position.relativeToEnd", Place.Object),
        Parameter.Switch("fixedWidth", Place.Object),
        Parameter.Switch("compressSpace", Place.Object),
        Parameter.Positive("field.number", Place.Object),
        Parameter.Positive("field.delimiter", Place.Object),
        Parameter.Text("regex.expression", Place.Object),
        Parameter.Choice("regex.type", Place.Object, ["BRE", "ERE"], otherwise: "BRE"),
        Parameter.Choice("regex.noMatchMode", Place.Object, [.. ReplacerNames.NoMatchModes.Keys]),
        Parameter.Positive("regex.match", Place.Object),
        Parameter.Positive("regex.subMatch", Place.Object),
        Parameter.Switch("dropLastLf", Place.Object),
        Parameter.Switch("mandatory", Place.Object),
        Parameter.Switch("spIfNo1stSp", Place.Object),
        Parameter.Choice("dataType", Place.Object, [.. ReplacerNames.DataTypes.Keys]),
        Parameter.Choice("onEmpty", Place.Object, [.. ReplacerNames.OnEmptyModes.Keys]),
        Parameter.Switch("omitIfZero", Place.Object),
    ];

    /// <summary>constant() in a list template</summary>
    public static ImmutableArray<ParameterDescriptor> Constant { get; } =
    [
        Parameter.Text("value", Place.Object) with { Required = true },
        Parameter.Text("outname", Place.Object),
        Parameter.Choice("format", Place.Object, ["jsonf"]),
    ];

    /// <summary>ruleset()</summary>
    public static ImmutableArray<ParameterDescriptor> Ruleset { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.TextList("parser", Place.Object),
        .. QueueParameters.Table(Place.Object, null, null, DirectiveScope.Following),
    ];

    /// <summary>main_queue(), and the <c>$MainMsgQueue…</c> directives</summary>
    public static ImmutableArray<ParameterDescriptor> MainQueue { get; } =
        QueueParameters.Table(Place.Object, "MainMsgQueue", null, DirectiveScope.Following);

    /// <summary>lookup_table()</summary>
    public static ImmutableArray<ParameterDescriptor> LookupTable { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.Text("file", Place.Object) with { Required = true },
        Parameter.Switch("reloadOnHUP", Place.Object, otherwise: "on"),
    ];

    /// <summary>ratelimit()</summary>
    public static ImmutableArray<ParameterDescriptor> RateLimit { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.Positive("interval", Place.Object, otherwise: "0"),
        Parameter.Positive("burst", Place.Object, otherwise: "10000"),
        .. ((string[])
        [
            "severity", "policy", "policyWatch", "policyWatchDebounce", "perSource", "perSourcePolicy", "perSourceKeyTpl",
            "perSourceMaxStates", "perSourceTopN",
        ]).Select(name => Parameter.NotYet(name, Place.Object)),
    ];

    /// <summary>dyn_stats()</summary>
    public static ImmutableArray<ParameterDescriptor> DynamicStatistics { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.Switch("resettable", Place.Object, otherwise: "on"),
        Parameter.Positive("maxCardinality", Place.Object, otherwise: "2000"),
        Parameter.Positive("unusedMetricLife", Place.Object, otherwise: "3600"),
    ];

    /// <summary>percentile_stats()</summary>
    public static ImmutableArray<ParameterDescriptor> PercentileStatistics { get; } =
    [
        Parameter.Text("name", Place.Object) with { Required = true },
        Parameter.TextList("percentiles", Place.Object) with { Required = true },
        Parameter.Positive("windowSize", Place.Object) with { Required = true },
        Parameter.Character("delimiter", Place.Object, otherwise: "."),
    ];

    /// <summary>timezone()</summary>
    public static ImmutableArray<ParameterDescriptor> Timezone { get; } =
    [
        Parameter.Text("id", Place.Object) with { Required = true },
        Parameter.ZoneOffset("offset", Place.Object) with { Required = true },
    ];
}
