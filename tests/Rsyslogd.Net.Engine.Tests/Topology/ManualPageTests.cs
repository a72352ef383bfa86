using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rsyslogd.Net.Engine.Rulesets.Functions;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>netsyslog.conf(5) tells which modules and functions there are, and no others.</summary>
public sealed class ManualPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(GetFolder(), "..", "..", "..", "packaging", "man", "netsyslog.conf.5"));

    [Fact]
    public void All_modules_are_in_the_manual_and_no_others() => Assert.Equal(
        ModuleDescriptors.All.Where(module => !module.NotYet).Select(module => module.Name).Order(StringComparer.Ordinal),
        Names("MODULES", ".SS mmexternal").Where(name => Regex.IsMatch(name, "^(im|om|mm|pm|fm)[a-z0-9]+$")).Order(StringComparer.Ordinal));

    [Fact]
    public void All_functions_are_in_the_manual_and_no_others() => Assert.Equal(
        FunctionTable.Names.Append("prifilt").Order(StringComparer.Ordinal),
        Names("FUNCTIONS", ".SH ").Order(StringComparer.Ordinal));

    // The words of the lines of .BR behind a heading.
    private static IEnumerable<string> Names(string heading, string end)
    {
        var start = Page.IndexOf($".SH {heading}\n", StringComparison.Ordinal) + heading.Length + 5;
        var section = Page[start..Page.IndexOf(end, start, StringComparison.Ordinal)];
        return Regex.Matches(section, @"(?m)^\.BR? .*$").SelectMany(line => Regex.Matches(line.Value[3..], @"[a-z0-9_]+"))
            .Select(word => word.Value).Distinct();
    }

    private static string GetFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
