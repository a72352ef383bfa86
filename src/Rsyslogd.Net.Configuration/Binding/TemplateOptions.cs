using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Options of whole templates: <c>option.sql="on"</c>, or <c>,SQL</c> behind the text of <c>$template</c>.</summary>
internal static class TemplateOptions
{
    /// <summary>Does not decide the format: it may stand beside each of them.</summary>
    public const string CaseSensitive = "caseSensitive";

    /// <summary>All of them, without <c>option.</c>.</summary>
    public static ImmutableArray<string> Names { get; } = ["sql", "stdsql", "json", "jsonf", "jsonftree", CaseSensitive];

    /// <summary>The format that an option means; null for an unknown one.</summary>
    public static TemplateFormat? GetFormat(string name) => name.ToUpperInvariant() switch
    {
        "SQL" => TemplateFormat.Sql,
        "STDSQL" => TemplateFormat.StdSql,
        "JSON" => TemplateFormat.Json,
        "JSONF" => TemplateFormat.JsonF,
        "JSONFTREE" => TemplateFormat.JsonFTree,
        _ => null,
    };
}
