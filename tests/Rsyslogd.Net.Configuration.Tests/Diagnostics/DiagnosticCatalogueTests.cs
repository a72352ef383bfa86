using System.Reflection;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Diagnostics.Catalogue;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Tests.Parsing;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>Each code is unique, documented and reachable; the examples of the manual do what it says.</summary>
public sealed class DiagnosticCatalogueTests
{
    private const string NoActions = "NS2099";
    private const string OfSettings = "NS9";

    /// <summary>What can't be had yet has no example that gives nothing at all.</summary>
    private const string SomeAction = "kern.* /var/log/kern.log\n";

    private static readonly Type[] Sources =
    [
        typeof(SyntaxDiagnostics), typeof(BindingDiagnostics), typeof(RuleDiagnostics), typeof(RuleWarnings),
        typeof(LookupDiagnostics), typeof(SettingsDiagnostics),
    ];

    public static TheoryData<string> Codes() => [.. DiagnosticCatalogue.All.Select(row => row.Code)];

    [Fact]
    public void Every_code_is_unique()
    {
        var codes = CreateAll().Select(diagnostic => diagnostic.Code).ToList();
        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(), codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_is_documented_once_and_in_order() => Assert.Equal(
        CreateAll().Select(diagnostic => diagnostic.Code).Order(StringComparer.Ordinal),
        DiagnosticCatalogue.All.Select(row => row.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_example_gives_its_code_and_no_other(string code) =>
        Assert.Equal([code], Check(code, DiagnosticCatalogue.Find(code)!.Wrong).Select(diagnostic => diagnostic.Code).Distinct());

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_right_example_gives_none(string code) =>
        Assert.Empty(Check(code, DiagnosticCatalogue.Find(code)!.Right).Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}"));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_meaning_is_told_in_sentences(string code)
    {
        var meaning = DiagnosticCatalogue.Find(code)!.Meaning;
        Assert.EndsWith(".", meaning, StringComparison.Ordinal);
        Assert.True(meaning.Length < 130, meaning);
    }

    private static IEnumerable<Diagnostic> CreateAll() => Sources
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.ReturnType == typeof(Diagnostic))
        .Select(method => (Diagnostic)method.Invoke(null, [.. method.GetParameters().Select(MakeArgument)])!);

    private static object? MakeArgument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "x"
        : parameter.ParameterType == typeof(char) ? '"'
        : parameter.ParameterType == typeof(IEnumerable<string>) ? Array.Empty<string>()
        : parameter.ParameterType == typeof(Modules.ParameterDescriptor) ? Modules.Parameter.NotYet("x", Modules.ParameterPlace.Action)
        : parameter.ParameterType == typeof(TextSpan) ? new TextSpan(new SourceText("x", "text"), 0, 1)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    private static IEnumerable<Diagnostic> Check(string code, string example)
    {
        if (code.StartsWith(OfSettings, StringComparison.Ordinal))
        {
            var diagnostics = new DiagnosticBag();
            DaemonSettingsReader.Read(new SourceText("netsyslogd.toml", example + "\n"), diagnostics);
            return diagnostics.Items;
        }

        var text = (code == NoActions ? "" : SomeAction) + example + "\n";
        return ConfigurationCompiler.Compile(new SourceText("example.conf", text), new ExampleMachine(), ModuleDescriptors.All).Diagnostics;
    }

    /// <summary>The files and users that the examples speak of.</summary>
    private sealed class ExampleMachine : ConfigurationEnvironment
    {
        private readonly ExampleFiles _files = new();

        public override IConfigurationFiles Files => _files;

        public override long? FindUser(string name) => name is "root" or "syslog" ? 0 : null;

        public override long? FindGroup(string name) => name is "root" or "adm" ? 0 : null;

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

    private sealed class ExampleFiles : IConfigurationFiles
    {
        private readonly FakeFiles _files = new()
        {
            ["/etc/rsyslog.d/mail.conf"] = "mail.* /var/log/mail.log\n",
            ["/etc/rsyslog.d/itself.conf"] = "$IncludeConfig /etc/rsyslog.d/itself.conf\n",
            ["/etc/rsyslog.d/unreadable.conf"] = "",
            ["/etc/rsyslog.d/teams.json"] = """{"version": 1, "type": "string", "table": [{"index": "web1", "value": "shop"}]}""",
            ["/etc/rsyslog.d/broken.json"] = """{"version": 1, "table": [""",
            ["/etc/rsyslog.d/broken-regex.json"] =
                """{"version": 1, "type": "regex", "table": [{"regex": "(web", "tag": "shop"}]}""",
        };

        public byte[] ReadBytes(string path) => path.EndsWith("unreadable.conf", StringComparison.Ordinal)
            ? throw new UnauthorizedAccessException("Permission denied") : _files.ReadBytes(path);

        public bool FileExists(string path) => _files.FileExists(path);

        public bool DirectoryExists(string path) => _files.DirectoryExists(path);

        public IReadOnlyList<string> ListDirectory(string path) => _files.ListDirectory(path);

        public string? GetEnvironmentVariable(string name) => name == "HOSTNAME" ? "web1" : null;
    }
}
