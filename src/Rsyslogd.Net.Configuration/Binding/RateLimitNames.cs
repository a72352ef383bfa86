using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>ratelimit(): limits that inputs refer to by <c>rateLimit.name</c>. The binder puts them in place of the name, so that
/// inputs only know limits.</summary>
internal static class RateLimitNames
{
    private const string Name = "rateLimit.name";
    private const string Prefix = "rateLimit.";

    /// <summary>The rows of an input that can limit its rate, with the name of a ratelimit() among them.</summary>
    public static ImmutableArray<ParameterDescriptor> AddTo(ImmutableArray<ParameterDescriptor> rows) =>
        rows.Any(row => row.Name == "rateLimit.interval") && !rows.Any(row => row.Name == Name)
            ? rows.Add(Parameter.Text(Name, ParameterPlace.Input))
            : rows;

    /// <summary>Takes the limits of the ratelimit() that is named. An unknown name has been reported then, and limits nothing.</summary>
    public static void Resolve(Dictionary<string, BoundParameter> given, BindingContext context)
    {
        if (!given.Remove(Name, out var name)
            || context.Objects.Require("ratelimit", (string)name.Value, name.Span) is not { } limit)
        {
            return;
        }

        foreach (var what in (string[])["interval", "burst"])
        {
            given[Prefix + what] = new BoundParameter(limit.Parameters.GetNumber(what)!, name.Span);
        }
    }
}
