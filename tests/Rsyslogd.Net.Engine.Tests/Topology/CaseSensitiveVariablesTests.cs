namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>global(variables.caseSensitive=). It is one switch for the whole process, so nothing else runs beside these.</summary>
[CollectionDefinition(nameof(CaseSensitiveVariablesTests), DisableParallelization = true)]
[Collection(nameof(CaseSensitiveVariablesTests))]
public sealed class CaseSensitiveVariablesTests
{
    // As rsyslogd 8.2302 does it: templates need a switch of their own.
    [Theory]
    [InlineData("on", "on", "upper|lower|{ \"A\": \"upper\", \"a\": \"lower\" }")]
    [InlineData("on", "off", "lower|lower|{ \"A\": \"upper\", \"a\": \"lower\" }")]
    [InlineData("off", "off", "lower|lower|{ \"A\": \"lower\" }")]
    public void Names_of_variables_differ_by_case_if_that_is_asked_for(string isSensitive, string inTemplates, string expected)
    {
        using var engine = new RunningEngine(
            $"global(variables.caseSensitive=\"{isSensitive}\")\n"
            + $"template(name=\"t\" type=\"string\" string=\"%$!A%|%$!a%|%$!%\\n\" option.caseSensitive=\"{inTemplates}\")\n"
            + "set $!A = \"upper\";\nset $!a = \"lower\";\naction(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        try
        {
            engine.Send("x");
            engine.AwaitFile("out", expected + "\n");
        }
        finally
        {
            Messages.Variables.JsonValue.NamesAreCaseSensitive = false;
        }
    }
}
