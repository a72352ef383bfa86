using System.Text;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

/// <summary>Shorthand of the grammar tests.</summary>
internal static class Reading
{
    public static ConfigurationSyntax Read(string text, out IReadOnlyList<Diagnostic> diagnostics, FakeFiles? files = null)
    {
        var bag = new DiagnosticBag();
        var syntax = ConfigurationLoader.Parse(new SourceText("test.conf", text), files ?? new FakeFiles(), bag);
        diagnostics = bag.Items;
        return syntax;
    }

    public static IReadOnlyList<StatementSyntax> ReadAll(string text, FakeFiles? files = null)
    {
        var syntax = Read(text, out var diagnostics, files);
        Assert.Empty(diagnostics.Select(diagnostic => $"{diagnostic.Span} {diagnostic.Message}"));
        return syntax.Statements;
    }

    public static T ReadOne<T>(string text)
        where T : StatementSyntax => Assert.IsType<T>(Assert.Single(ReadAll(text)));

    public static ExpressionSyntax ReadCondition(string condition) => ReadOne<IfSyntax>($"if {condition} then stop\n").Condition;

    /// <summary>The only diagnostic, as <c>line:column code</c>.</summary>
    public static string ReadMistake(string text)
    {
        Read(text, out var diagnostics);
        var diagnostic = Assert.Single(diagnostics);
        return Place(diagnostic);
    }

    public static string Place(Diagnostic diagnostic)
    {
        Assert.NotNull(diagnostic.Span);
        var (line, column) = diagnostic.Span.Value.Source.GetPosition(diagnostic.Span.Value.Start);
        return $"{line}:{column} {diagnostic.Code}";
    }
}

/// <summary>Files in memory.</summary>
internal sealed class FakeFiles : IConfigurationFiles
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public Dictionary<string, string> Environment { get; } = [];

    public string this[string path]
    {
        set => Files[path] = Encoding.UTF8.GetBytes(value);
    }

    public byte[] ReadBytes(string path) => Files.TryGetValue(path, out var bytes) ? bytes : throw new FileNotFoundException(path);

    public bool FileExists(string path) => Files.ContainsKey(path);

    public bool DirectoryExists(string path) =>
        Files.Keys.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    public IReadOnlyList<string> ListDirectory(string path)
    {
        var prefix = path.TrimEnd('/') + "/";
        return [.. Files.Keys.Where(file => file.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file[prefix.Length..].Split('/')[0]).Distinct()];
    }

    public string? GetEnvironmentVariable(string name) => Environment.GetValueOrDefault(name);
}
