using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

/// <summary>The tables of parameters against the sources that read them: a parameter that is taken and forgotten would be
/// silently without effect, which no operator can find.</summary>
public sealed class DescriptorTests
{
    private static readonly string[] TableFiles =
        ["Descriptor.cs", "Descriptors.cs", "ActionParameters.cs", "GlobalParameters.cs", "QueueParameters.cs", "ObjectParameters.cs"];

    private static readonly string Sources = ReadSources();

    public static TheoryData<string, string> Parameters()
    {
        var all = new TheoryData<string, string>();
        foreach (var (owner, name) in Tables().Select(entry => (entry.Owner, entry.Row.Name)).Distinct())
        {
            all.Add(owner, name);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_parameter_is_read_or_says_that_it_is_not(string owner, string name)
    {
        // A module may have one row for each place where the name can stand.
        var isDeclared = Tables().Where(one => one.Owner == owner && one.Row.Name == name).All(one =>
            one.Row.NotYet || one.Row.Limitation is not null || one.Row.NoEffect is not null || !one.Row.ChoicesNotYet.IsEmpty);

        Assert.True(isDeclared || IsRead(name), $"{owner}: nothing reads \"{name}\", and its row does not say so");
    }

    [Fact]
    public void No_module_has_two_rows_for_one_parameter_in_one_place()
    {
        foreach (var module in ModuleDescriptors.All)
        {
            foreach (var place in Enum.GetValues<ParameterPlace>())
            {
                var names = module.Parameters.Where(row => row.Places.HasFlag(place))
                    .SelectMany(row => row.Aliases.Append(row.Name)).ToList();
                Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase).Count(), names.Count);
            }
        }
    }

    private static IEnumerable<(string Owner, ParameterDescriptor Row)> Tables() =>
    [
        .. ModuleDescriptors.All.SelectMany(module => module.Parameters.Select(row => (module.Name, row))),
        .. ActionParameters.Table.Select(row => ("action()", row)),
        .. GlobalParameters.Table.Select(row => ("global()", row)),
        .. ObjectParameters.MainQueue.Select(row => ("main_queue()", row)),
        .. ObjectParameters.Template.Select(row => ("template()", row)),
        .. ObjectParameters.Property.Select(row => ("property()", row)),
        .. ObjectParameters.Constant.Select(row => ("constant()", row)),
        .. ObjectParameters.LookupTable.Select(row => ("lookup_table()", row)),
        .. ObjectParameters.Timezone.Select(row => ("timezone()", row)),
    ];

    // Some are read by a common prefix and the rest: "sysSock." and "annotate".
    private static bool IsRead(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal) + 1;
        return Contains($"\"{name}\"")
            || (dot > 0 && Contains($"\"{name[..dot]}\"") && (Contains($"\"{name[dot..]}\"") || Contains($"\".{name[dot..]}\"")))
            || (dot > 0 && Contains($"\"{name[..(dot - 1)]}\"") && (Contains($"\".{name[dot..]}\"") || Contains($"\"{name[dot..]}\"")))
            || (dot > 0 && Contains($"\"{name[..(dot - 1)]}\"") && Contains($"{{kind}}.{name[dot..]}\""))
            || (name.StartsWith("default.", StringComparison.Ordinal) && Contains($"default.{{kind}}.{name[(name.IndexOf('.', dot) + 1)..]}\""));
    }

    private static bool Contains(string text) => Sources.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string ReadSources([CallerFilePath] string path = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src");
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !TableFiles.Any(file.EndsWith));
        return string.Concat(files.Select(File.ReadAllText));
    }
}
