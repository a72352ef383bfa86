using System.Collections.Frozen;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What an argument of a function must be, beyond being an expression.</summary>
internal enum ArgumentRule
{
    /// <summary>Nothing special.</summary>
    Any,

    /// <summary>A regular expression (POSIX ERE), written out as a string: compiled at load.</summary>
    Regex,

    /// <summary>The name of a template, written out as a string.</summary>
    Template,

    /// <summary>Written out as a string: the name of a lookup table.</summary>
    LookupTable,

    /// <summary>Written out as a string: the name of a bucket of dynamic statistics.</summary>
    Bucket,

    /// <summary>Written out as a string: the name of a bucket of percentile statistics.</summary>
    PercentileBucket,

    /// <summary>If it is written out as a string, "date-rfc3164" or "date-rfc3339".</summary>
    TimeForm,

    /// <summary>The same, or "date-unix".</summary>
    TimeFormOrUnix,

    /// <summary>A variable.</summary>
    Variable,
}

/// <summary>A function of RainerScript.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Minimum">Fewest arguments.</param>
/// <param name="Maximum">Most arguments.</param>
/// <param name="Rules">For the arguments from the first; missing: any.</param>
internal sealed record FunctionDescriptor(string Name, int Minimum, int Maximum, params ArgumentRule[] Rules)
{
    /// <summary>The module that has to be loaded for it; null: none.</summary>
    public string? Module { get; init; }

    /// <summary>The manual documents it, and we don't have it yet.</summary>
    public bool NotYet { get; init; }

    /// <summary>"2 arguments", "1 or 2 arguments", …</summary>
    public string ShowCount() => Minimum == Maximum
        ? Maximum == 1 ? "1 argument" : $"{Maximum} arguments"
        : $"{Minimum} {(Maximum == Minimum + 1 ? "or" : "to")} {Maximum} arguments";
}

/// <summary>All functions that rsyslog's manual documents ("RainerScript", "Functions"), and their numbers of arguments.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, FunctionDescriptor> ByName = Rows()
        .ToFrozenDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    // The functions of fmffaup.
    private static string[] Faup =>
    [
        "faup", "faup_scheme", "faup_credential", "faup_subdomain", "faup_domain", "faup_domain_without_tld", "faup_host", "faup_tld",
        "faup_port", "faup_resource_path", "faup_query_string", "faup_fragment",
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Null: there is none of that name.</summary>
    public static FunctionDescriptor? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<FunctionDescriptor> Rows() =>
    [
        .. Faup.Select(field => NotYet(field, 1, 1)),
        new("append_json", 2, 3),
        new("b64_decode", 1, 1),
        new("cbool", 1, 1),
        new("cef_ext_escape", 1, 1),
        new("cnum", 1, 1),
        new("cstr", 1, 1),
        new("dyn_inc", 2, 2, ArgumentRule.Bucket),
        new("exec_template", 1, 1, ArgumentRule.Template),
        new("exists", 1, 1, ArgumentRule.Variable),
        new("field", 3, 3),
        new("format_time", 2, 2, ArgumentRule.Any, ArgumentRule.TimeForm),
        new("get_property", 2, 2),
        new("getenv", 1, 1),
        new("hash32", 1, 2) { Module = "fmhash" },
        new("hash32mod", 2, 3) { Module = "fmhash" },
        new("hash64", 1, 2) { Module = "fmhash" },
        new("hash64mod", 2, 3) { Module = "fmhash" },
        new("http_request", 1, 1) { Module = "fmhttp" },
        new("int2hex", 1, 1),
        new("ip42num", 1, 1),
        new("ipv42num", 1, 1),
        new("is_in_subnet", 2, 2),
        new("is_time", 1, 2, ArgumentRule.Any, ArgumentRule.TimeFormOrUnix),
        new("lookup", 2, 2, ArgumentRule.LookupTable),
        new("ltrim", 1, 1),
        new("num2ipv4", 1, 1),
        new("parse_json", 2, 2),
        new("parse_time", 1, 1),
        new("parse_time_localtz", 1, 1),
        new("percentile_observe", 3, 3, ArgumentRule.PercentileBucket),
        new("previous_action_suspended", 0, 0),
        new("random", 1, 1),
        new("re_extract", 5, 5, ArgumentRule.Any, ArgumentRule.Regex),
        new("re_extract_i", 5, 5, ArgumentRule.Any, ArgumentRule.Regex),
        new("re_match", 2, 2, ArgumentRule.Any, ArgumentRule.Regex),
        new("re_match_i", 2, 2, ArgumentRule.Any, ArgumentRule.Regex),
        new("replace", 3, 3),
        new("rtrim", 1, 1),
        new("script_error", 0, 0),
        new("split", 2, 2),
        new("strlen", 1, 1),
        new("substring", 3, 3),
        new("tocef", 8, 8),
        new("tolower", 1, 1),
        new("toupper", 1, 1),
        new("unflatten", 2, 2) { Module = "fmunflatten" },
        new("wrap", 2, 3),
    ];

    private static FunctionDescriptor NotYet(string name, int minimum, int maximum) => new(name, minimum, maximum) { NotYet = true };
}
