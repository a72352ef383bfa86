using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

/// <summary>A configuration compiled with all real modules on a machine with few users.</summary>
internal static class Compiled
{
    /// <summary>Compiles a text.</summary>
    public static CompilationResult Text(params string[] lines) => ConfigurationCompiler.Compile(
        new SourceText("test.conf", string.Join('\n', lines) + "\n"), new SmallMachine(), ModuleDescriptors.All);

    /// <summary>Compiles a text that must have no mistakes.</summary>
    public static BoundConfiguration Good(params string[] lines)
    {
        var result = Text(lines);
        Assert.Empty(result.Diagnostics.Select(Show));
        return result.Configuration;
    }

    /// <summary>Compiles a text that may be warned of.</summary>
    public static BoundConfiguration Usable(params string[] lines)
    {
        var result = Text(lines);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Show));
        return result.Configuration;
    }

    /// <summary>The codes with line and column.</summary>
    public static IEnumerable<string> Mistakes(params string[] lines) => Text(lines).Diagnostics.Select(Show);

    /// <summary>All actions of the default ruleset, those inside of rules too.</summary>
    public static List<BoundAction> Actions(this BoundConfiguration configuration) =>
        [.. configuration.Rulesets[0].Statements.SelectMany(Walk)];

    /// <summary>The condition of the n-th rule.</summary>
    public static BoundExpression Condition(this BoundConfiguration configuration, int index = 0) =>
        configuration.Rulesets[0].Statements.OfType<BoundIf>().ElementAt(index).Condition;

    private static IEnumerable<BoundAction> Walk(BoundStatement statement) => statement switch
    {
        BoundAction action => [action],
        BoundIf rule => rule.Then.Concat(rule.Else).SelectMany(Walk),
        BoundForeach loop => loop.Body.SelectMany(Walk),
        _ => [],
    };

    private static string Show(Diagnostic diagnostic)
    {
        if (diagnostic.Span is not { } span)
        {
            return diagnostic.Code;
        }

        var (line, column) = span.Source.GetPosition(span.Start);
        return $"{diagnostic.Code}@{line}:{column}";
    }

    private sealed class SmallMachine : ConfigurationEnvironment
    {
        public override long? FindUser(string name) => name switch { "root" => 0, "syslog" => 101, _ => null };

        public override long? FindGroup(string name) => name switch { "root" => 0, "adm" => 4, _ => null };

        public override string? CheckRegex(string expression, bool isExtended) =>
            expression.Contains('(') && !expression.Contains(')') ? "Unmatched ( or \\(" : null;

        public override bool IsService(string name) => name == "syslog";
    }
}
