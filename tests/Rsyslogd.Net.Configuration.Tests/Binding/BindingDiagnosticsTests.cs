using System.Reflection;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

public sealed class BindingDiagnosticsTests
{
    [Theory]
    [InlineData("module(load=\"imudq\")", "NS2001@1:14", "imudp")]
    [InlineData("module(load=\"imrelp\")", "NS2002@1:14", null)]
    [InlineData("actoin(type=\"omfile\")", "NS1017@1:1", "action")]
    [InlineData("input(type=\"imudp\" port=\"1\")", "NS2004@1:13", "module(load=\"imudp\")")]
    [InlineData("action(type=\"omfile\" fiel=\"/b\")", "NS2010@1:22", "file")]
    [InlineData("action(type=\"omfile\" file=\"/b\" File=\"/c\")", "NS2012@1:32", null)]
    [InlineData("action(type=\"omfwd\")", "NS2013@1:1", null)]
    [InlineData("action(type=\"omfile\")", "NS2014@1:1", null)]
    [InlineData("action(type=\"omfwd\" target=\"h\" streamDriverMode=\"1\")", "NS2029@1:50", null)]
    [InlineData("action(type=\"omfile\" file=[\"/a\",\"/b\"])", "NS2016@1:27", null)]
    [InlineData("action(type=\"omfile\" file=\"/b\" zipLevel=\"9k\")", "NS2020@1:42", "9")]
    [InlineData("action(type=\"omfile\" file=\"/b\" ioBufferSize=\"9kb\")", "NS2022@1:46", "9k")]
    [InlineData("action(type=\"omfile\" file=\"/b\" sync=\"yes\")", "NS2023@1:38", "on")]
    [InlineData("action(type=\"omfile\" file=\"/b\" fileCreateMode=\"640\")", "NS2024@1:48", "0640")]
    [InlineData("action(type=\"omfile\" file=\"/b\" fileOwner=\"nobodyhere\")", "NS2025@1:43", null)]
    [InlineData("action(type=\"omfwd\" target=\"h\" port=\"70000\")", "NS2027@1:38", null)]
    [InlineData("action(type=\"omfwd\" target=\"h\" protocol=\"tpc\")", "NS2028@1:42", "tcp")]
    [InlineData("$NoSuchDirective on", "NS2040@1:1", null)]
    [InlineData("$FileCreatMode 0640", "NS2040@1:1", "$FileCreateMode")]
    [InlineData("$UDPServerRun 514", "NS2041@1:1", "$ModLoad imudp")]
    [InlineData("$FileCreateMode 0640 foo", "NS2044@1:22", null)]
    [InlineData("if strlen($msg, 1) == 1 then stop", "NS2206@1:4", null)]
    [InlineData("if toloewr($msg) == 'x' then stop", "NS2205@1:4", "tolower")]
    [InlineData("if re_match($msg, '(') == 1 then stop", "NS2033@1:20", null)]
    [InlineData("if exec_template('nix') == 'x' then stop", "NS2101@1:19", null)]
    [InlineData("if exists($msg) then stop", "NS2208@1:11", null)]
    [InlineData("call nosuch", "NS2301@1:6", null)]
    [InlineData(":hostnme, isequal, \"a\" /b", "NS2203@1:2", "hostname")]
    [InlineData("*.* /b;RSYSLOG_FileFromat", "NS2101@1:8", "RSYSLOG_FileFormat")]
    [InlineData("template(name=\"t\" type=\"string\" string=\"%msg:::upercase%\")", "NS2106@1:48", "uppercase")]
    [InlineData("ruleset(name=\"r\" parser=\"rsyslog.rfc3146\") { stop }", "NS2303@1:26", "rsyslog.rfc3164")]
    public void One_mistake_is_one_message_at_its_cause_with_a_cure(string line, string where, string? cure)
    {
        var result = Compiled.Text(line, "*.* /a");
        Assert.Equal([where], Compiled.Mistakes(line, "*.* /a"));
        Assert.Equal(cure, result.Diagnostics[0].Suggestion);
        Assert.True(result.HasErrors);
        Assert.True(result.HasActions);
    }

    [Theory]
    [InlineData("$FileCreateMode 0640 # as Debian does it")]
    [InlineData("$MaxMessageSize 64k")]
    [InlineData("$MaxMessageSize 64,000")]
    [InlineData("$RESETCONFIGVARIABLES")]
    [InlineData("$OptimizeForUniprocessor on")]
    [InlineData("$ModLoad ompipe")]
    [InlineData("main_queue(queue.type=\"LinkedList\" queue.size=\"100000\" queue.highWatermark=\"80000\")")]
    [InlineData("ruleset(name=\"r\" queue.type=\"FixedArray\") { action(type=\"omfile\" file=\"/r\") }")]
    public void What_rsyslog_accepts_is_accepted(string line) => Assert.Empty(Compiled.Mistakes(line, "*.* /a"));

    [Fact]
    public void A_queue_that_asks_for_disk_files_is_warned_of_and_runs()
    {
        var result = Compiled.Text("$ActionQueueFileName fwd", "*.* @@host");
        Assert.Equal("NS2034", Assert.Single(result.Diagnostics).Code);
        Assert.False(result.HasErrors);
    }

    [Fact]
    public void A_configuration_without_actions_has_one_error_without_a_place()
    {
        var result = Compiled.Text("# nothing");
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("NS2099", null), (diagnostic.Code, diagnostic.Span));
        Assert.False(result.HasActions);
    }

    [Fact]
    public void A_ruleset_may_be_called_before_it_is_defined() => Compiled.Good(
        "if $msg contains 'x' then call later", "ruleset(name=\"later\") { action(type=\"omfile\" file=\"/a\") }");

    [Fact]
    public void All_mistakes_of_a_file_are_found_in_one_run() => Assert.Equal(
        ["NS2001@1:10", "NS2024@2:17", "NS2201@3:1", "NS2010@4:22", "NS2203@5:4"],
        Compiled.Mistakes(
            "$ModLoad nix", "$FileCreateMode 999", "nofac.* /a", "action(type=\"omfile\" fle=\"/b\")",
            "if $nix == 'a' then /c", "*.* /d"));

    [Fact]
    public void Every_table_has_readable_defaults_and_directives_of_its_own()
    {
        foreach (var module in ModuleDescriptors.All.Where(module => !module.NotYet))
        {
            var required = module.Parameters.Where(row => row.Required)
                .Select(row => $"{row.Name}=\"{(row.Kind == ParameterKind.Ruleset ? "RSYSLOG_DefaultRuleset" : "1")}\"")
                .Concat(module.RequiredOneOf.Select(names => $"{names[0]}=\"{(names[0] == "port" ? "1" : "/x")}\""));
            var use = module.Kind == ModuleKind.Output ? $"action(type=\"{module.Name}\" {string.Join(' ', required)})"
                : module.Parameters.Any(row => row.Places.HasFlag(ParameterPlace.Input))
                    ? $"input(type=\"{module.Name}\" {string.Join(' ', required)})" : "";
            Compiled.Good($"module(load=\"{module.Name}\")", "*.* /a", use);
        }
    }
}
