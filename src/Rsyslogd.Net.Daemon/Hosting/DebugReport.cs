using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>-d: what the daemon has made of its configuration.</summary>
internal static class DebugReport
{
    /// <summary>Writes modules, inputs and rulesets, each with the place that it comes from.</summary>
    public static void Write(TextWriter output, string path, BoundConfiguration rules)
    {
        output.WriteLine($"debug: configuration {path}");
        foreach (var module in rules.Modules)
        {
            output.WriteLine($"debug: {module.Span}: module {module.Name}{Describe(module.Parameters)}");
        }

        foreach (var input in rules.Inputs)
        {
            output.WriteLine($"debug: {input.Span}: input {input.Module}{Describe(input.Parameters)}");
        }

        foreach (var ruleset in rules.Rulesets)
        {
            output.WriteLine($"debug: {ruleset.Span}: ruleset {ruleset.Name}, {ruleset.Statements.Length} statements");
        }
    }

    private static string Describe(BoundParameters parameters) =>
        string.Concat(parameters.Given.Select(given => $" {given.Key}={given.Value.Value}"));
}
