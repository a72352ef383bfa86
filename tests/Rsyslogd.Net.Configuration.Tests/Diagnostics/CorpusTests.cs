using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Tests.Parsing;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>
/// Broken files with what is said about them (<c>Corpus/CASE/{input.conf,diagnostics.txt}</c>), and good ones about which
/// nothing is said (<c>Corpus/good/*.conf</c>). <c>UPDATE_BASELINES=1</c> writes the texts anew, to be reviewed as a diff.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(GetSourceFolder(), "..", "Corpus");

    public static TheoryData<string> Broken() => [.. Directory.GetDirectories(Folder)
        .Select(folder => Path.GetFileName(folder)).Where(name => name != "good").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Good() => [.. Directory.GetFiles(Path.Combine(Folder, "good"), "*.conf")
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_files_are_explained_as_reviewed(string name)
    {
        var baseline = Path.Combine(Folder, name, "diagnostics.txt");
        var actual = Explain(Path.Combine(Folder, name, "input.conf"));
        Assert.NotEmpty(actual);
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(baseline, actual);
        }

        Assert.Equal(File.ReadAllText(baseline), actual);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_files_give_no_diagnostic(string name) => Assert.Empty(Explain(Path.Combine(Folder, "good", name)));

    private static string Explain(string path)
    {
        var bag = new DiagnosticBag();
        var name = Path.GetFileName(path);
        ConfigurationLoader.Load(name, new FakeFiles { Files = { [name] = File.ReadAllBytes(path) } }, bag);
        using var output = new StringWriter { NewLine = "\n" };
        new DiagnosticPrinter(output, isColoured: false).PrintAll(bag.Items);
        return output.ToString();
    }

    private static string GetSourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? "";
}
