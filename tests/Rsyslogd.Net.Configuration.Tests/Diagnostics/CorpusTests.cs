using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Tests.Parsing;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>
/// Broken configurations with all that <c>netsyslogd check</c> says about them
/// (<c>Corpus/CASE/{input.conf,diagnostics.txt}</c>; further files of a folder can be included), and good ones about which
/// nothing is said (<c>Corpus/good/*.conf</c>). <c>UPDATE_BASELINES=1</c> writes the texts anew, to be reviewed as a diff.
/// </summary>
public sealed class CorpusTests
{
    private const string Input = "input.conf";
    private const string Baseline = "diagnostics.txt";

    /// <summary>Diagnostics that say that something good is not available yet.</summary>
    private static readonly string[] NotYet =
        ["NS2002", "NS2008", "NS2015", "NS2029", "NS2034", "NS2042", "NS2111", "NS2304", "NS2307"];

    private static readonly string Folder = Path.Combine(GetSourceFolder(), "..", "Corpus");

    public static TheoryData<string> Broken() => [.. Directory.GetDirectories(Folder)
        .Select(folder => Path.GetFileName(folder)).Where(name => name != "good").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Good() => [.. Directory.GetFiles(Path.Combine(Folder, "good"), "*.conf")
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The diagnostics of all broken configurations.</summary>
    internal static IEnumerable<Diagnostic> All() =>
        Directory.GetDirectories(Folder).Where(folder => Path.GetFileName(folder) != "good").SelectMany(folder => Compile(folder));

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_files_are_explained_as_reviewed(string name)
    {
        var baseline = Path.Combine(Folder, name, Baseline);
        var actual = Print(Compile(Path.Combine(Folder, name)));
        Assert.NotEmpty(actual);
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(baseline, actual);
        }

        Assert.Equal(File.ReadAllText(baseline), actual);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_files_give_no_diagnostic(string name)
    {
        var files = new FakeFiles { Files = { [name] = File.ReadAllBytes(Path.Combine(Folder, "good", name)) } };
        foreach (var table in Directory.GetFiles(Path.Combine(Folder, "good"), "*.json"))
        {
            files.Files["/var/log/" + Path.GetFileName(table)] = File.ReadAllBytes(table);
        }

        Assert.Empty(Print(Compile(name, files).Where(diagnostic => !NotYet.Contains(diagnostic.Code))));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void One_mistake_is_told_once(string name)
    {
        var places = Compile(Path.Combine(Folder, name)).Select(diagnostic => diagnostic.Span).ToList();
        Assert.Equal(places.Distinct(), places);
    }

    private static ImmutableArray<Diagnostic> Compile(string folder)
    {
        var files = new FakeFiles();
        foreach (var path in Directory.GetFiles(folder).Where(path => Path.GetFileName(path) != Baseline))
        {
            files.Files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        }

        return Compile(Input, files);
    }

    /// <summary>All that is said of a file, on a machine with few users.</summary>
    internal static ImmutableArray<Diagnostic> Compile(string path, FakeFiles files) =>
        ConfigurationCompiler.Compile(path, new SmallMachine(files), ModuleDescriptors.All).Diagnostics;

    /// <summary>As <c>netsyslogd check</c> shows them.</summary>
    internal static string Print(IEnumerable<Diagnostic> diagnostics)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new DiagnosticPrinter(output, isColoured: false).PrintAll(diagnostics);
        return output.ToString();
    }

    private static string GetSourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? "";

    private sealed class SmallMachine(FakeFiles files) : ConfigurationEnvironment
    {
        public override IConfigurationFiles Files => files;

        public override long? FindUser(string name) => name switch { "root" => 0, "syslog" => 101, _ => null };

        public override long? FindGroup(string name) => name switch { "root" => 0, "adm" => 4, "syslog" => 101, _ => null };

        public override bool IsService(string name) => name == "syslog";

        public override string? CheckRegex(string expression, bool isExtended)
        {
            if (!PosixRegex.TryCompile(ByteText.GetBytes(expression), isExtended, ignoreCase: false, out var regex, out var error))
            {
                return error;
            }

            regex.Dispose();
            return null;
        }
    }
}
