using System.Text;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Tests.Topology;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

/// <summary>Expressions as a configuration has them, evaluated for one message.</summary>
internal sealed class Script
{
    private readonly RulesetContext _context;
    private readonly BoundConfiguration _configuration;
    private readonly Message _message = Rules.Message("hello world");

    /// <param name="objects">What comes before the expressions: modules, buckets, tables.</param>
    /// <param name="expressions">The expressions.</param>
    public Script(string objects, params string[] expressions)
    {
        var text = objects + "\n" + string.Concat(expressions.Select(expression => $"set $.r = {expression};\n")) + "*.* /dev/null\n";
        var compiled = ConfigurationCompiler.Compile(new SourceText("test.conf", text), new TestMachine(), ModuleDescriptors.All);
        Assert.Empty(compiled.Diagnostics.Where(said => said.Severity == DiagnosticSeverity.Error).Select(said => said.Message));
        _configuration = compiled.Configuration;
        _context = new RulesetContext(
            new EngineServices(
                new EngineSettings(), _configuration, new RecordingLog(), Statistics,
                template => TemplateCompiler.Compile(template, new EngineSettings())),
            new GlobalVariables(), static _ => throw new NotSupportedException(), static _ => null);
    }

    public StatisticsRegistry Statistics { get; } = new();

    /// <summary>The value of the only expression, with <paramref name="json"/> in <c>$!</c>.</summary>
    public static string Evaluate(string expression, string json = "", string objects = "")
    {
        var script = new Script(objects, expression);
        if (JsonText.TryRead(Encoding.UTF8.GetBytes(json), out _) is { } tree)
        {
            script._message.Variables = new MessageVariables();
            script._message.Variables.Json.Reset([], tree);
        }

        return Assert.Single(script.EvaluateAll());
    }

    /// <summary>The values of all expressions, as text.</summary>
    public IReadOnlyList<string> EvaluateAll() =>
        [.. _configuration.Rulesets[0].Statements.OfType<BoundSet>().Select(set => Evaluate(set.Value))];

    private string Evaluate(BoundExpression expression)
    {
        var value = default(ScriptValue);
        new ExpressionCompiler(_context).Compile(expression).Evaluate(_message, ref value);
        return Encoding.UTF8.GetString(value.ToText(new ByteBuffer()));
    }
}
