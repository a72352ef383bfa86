using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Tests.Topology;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

/// <summary>Which rules several workers may run at once.</summary>
public sealed class ParallelRulesTests
{
    private const string File = "action(type=\"omfile\" file=\"/dev/null\"";

    [Theory]
    [InlineData("*.* /var/log/all\n:msg, contains, \"x\" @@192.0.2.1\n& stop")]
    [InlineData("template(name=\"t\" type=\"string\" string=\"/var/log/%hostname%\")\n*.* ?t")]
    [InlineData("set $!a = field($msg, 32, 2); foreach ($.i in $!list) do { unset $.i; }\nif re_match($msg, \"a+\") then /var/log/a")]
    [InlineData("ruleset(name=\"r\") { " + File + ") }\ncall r")]
    [InlineData("if parse_json(\"{}\", \"\\$!parsed\") == 0 then stop")]
    [InlineData("*.emerg :omusrmsg:*")]
    public void Rules_that_remember_nothing_may_be_run_by_several(string rules) => Assert.True(IsAllowed(rules));

    [Theory]
    [InlineData("set $/count = $/count + 1;")]
    [InlineData("unset $/a;")]
    [InlineData("if parse_json(\"{}\", \"\\$/parsed\") == 0 then stop")]
    [InlineData("dyn_stats(name=\"s\")\nset $.x = dyn_inc(\"s\", $hostname);")]
    [InlineData("if previous_action_suspended() then stop")]
    [InlineData("module(load=\"mmsequence\") action(type=\"mmsequence\" mode=\"instance\" var=\"$!n\" from=\"0\" to=\"9\")")]
    [InlineData("ruleset(name=\"r\" queue.type=\"LinkedList\") { " + File + ") }\ncall r")]
    [InlineData("call_indirect $programname;")]
    [InlineData(File + " action.execOnlyEveryNthTime=\"3\")")]
    [InlineData("$RepeatedMsgReduction on\n*.* /var/log/all")]
    [InlineData(File + ")\n" + File + " action.execOnlyWhenPreviousIsSuspended=\"on\")")]
    [InlineData(File + " action.errorfile=\"/tmp/e\")")]
    [InlineData(File + " rotation.sizeLimit=\"10000\")")]
    [InlineData("action(type=\"omfwd\" target=\"192.0.2.1\" queue.discardMark=\"10\" queue.discardSeverity=\"4\" queue.type=\"LinkedList\")")]
    public void Rules_that_remember_messages_are_one_workers(string rules) => Assert.False(IsAllowed(rules));

    private static bool IsAllowed(string rules)
    {
        var compiled = ConfigurationCompiler.Compile(new SourceText("test.conf", rules + "\n*.* /var/log/rest\n"), new TestMachine(), ModuleDescriptors.All);
        Assert.Empty(compiled.Diagnostics.Where(said => said.Severity == DiagnosticSeverity.Error).Select(said => said.Message));
        var settings = new EngineSettings();
        var actions = new ActionSet(
            new EngineServices(
                settings, compiled.Configuration, new RecordingLog(), new StatisticsRegistry(),
                template => TemplateCompiler.Compile(template, settings)),
            former: null);
        var own = compiled.Configuration.Rulesets.Where(ruleset => ruleset.Queue?.GetText("queue.type") is null).ToList();
        var parallel = new ParallelRules(actions.Find, name => own.Find(ruleset => ruleset.Name == name));
        return own.TrueForAll(parallel.Allows);
    }
}
