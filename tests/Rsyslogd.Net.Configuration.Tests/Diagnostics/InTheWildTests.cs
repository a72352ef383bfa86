using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Tests.Parsing;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>
/// What distributions install and what log services tell their customers to write (<c>InTheWild/NAME.conf</c>), with all that
/// is said of it (<c>NAME.diagnostics.txt</c>, missing where nothing is). <c>UPDATE_BASELINES=1</c> writes the texts anew.
/// </summary>
public sealed class InTheWildTests
{
    /// <summary>A module that is not there yet, and encryption: errors that hold until they are.</summary>
    private static readonly string[] NotYet = ["NS2002", "NS2029"];

    private static readonly string Folder = Path.Combine(GetSourceFolder(), "..", "InTheWild");

    public static TheoryData<string> Configurations() => [.. Directory.GetFiles(Folder, "*.conf")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void What_people_have_is_accepted_as_reviewed(string name)
    {
        var file = name + ".conf";
        var files = new FakeFiles { Files = { [file] = File.ReadAllBytes(Path.Combine(Folder, file)) } };

        var said = CorpusTests.Compile(file, files);

        Assert.DoesNotContain(
            said, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !NotYet.Contains(diagnostic.Code));
        var actual = CorpusTests.Print(said);
        var baseline = Path.Combine(Folder, name + ".diagnostics.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.Delete(baseline);
            if (actual.Length > 0)
            {
                File.WriteAllText(baseline, actual);
            }
        }

        Assert.Equal(File.Exists(baseline) ? File.ReadAllText(baseline) : "", actual);
    }

    private static string GetSourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? "";
}
