using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

public sealed class ActionBindingTests
{
    [Fact]
    public void Action_lines_bind_to_the_parameters_of_the_modern_form()
    {
        var actions = Compiled.Good(
            "$template T,\"/d/%hostname%\"",
            "*.* -/var/log/a", "*.* ?T", "*.* |/run/pipe", "*.* @@(o)[::1]:10514;RSYSLOG_ForwardFormat", "*.* @host",
            "*.* :omusrmsg:root,syslog", "*.* *", "*.* ^/bin/prog").Actions();
        Assert.Equal(
            ["omfile", "omfile", "ompipe", "omfwd", "omfwd", "omusrmsg", "omusrmsg", "omshell"],
            actions.Select(action => action.Module));
        Assert.Equal("/var/log/a", actions[0].Parameters.GetText("file"));
        Assert.Equal("T", actions[1].NameTemplate!.Name);
        Assert.Equal("/run/pipe", actions[2].Parameters.GetText("pipe"));
        Assert.Equal("::1", actions[3].Parameters.GetText("target"));
        Assert.Equal("10514", actions[3].Parameters.GetText("port"));
        Assert.Equal("octet-counted", actions[3].Parameters.GetText("tcp_framing"));
        Assert.Equal("RSYSLOG_ForwardFormat", actions[3].Template!.Name);
        Assert.Equal("udp", actions[4].Parameters.GetText("protocol"));
        Assert.Equal("514", actions[4].Parameters.GetText("port"));
        Assert.Equal(["root", "syslog"], actions[5].Parameters.GetList("users").AsEnumerable());
        Assert.Equal(" StdUsrMsgFmt", actions[5].Template!.Name);
        Assert.Equal(" WallFmt", actions[6].Template!.Name);
        Assert.Equal("/bin/prog", actions[7].Parameters.GetText("program"));
    }

    [Fact]
    public void File_directives_reach_action_lines_and_never_action()
    {
        var actions = Compiled.Good(
            "$FileOwner syslog", "$FileCreateMode 0600", "*.* /a", "action(type=\"omfile\" file=\"/b\")", "$FileCreateMode 0666",
            "*.* /c").Actions();
        Assert.Equal(101, actions[0].Parameters.GetNumber("fileOwner"));
        Assert.Equal(Convert.ToInt64("600", 8), actions[0].Parameters.GetNumber("fileCreateMode"));
        Assert.Null(actions[1].Parameters.GetNumber("fileOwner"));
        Assert.Equal(Convert.ToInt64("644", 8), actions[1].Parameters.GetNumber("fileCreateMode"));
        Assert.Equal(Convert.ToInt64("666", 8), actions[2].Parameters.GetNumber("fileCreateMode"));
    }

    [Fact]
    public void Module_parameters_reach_action_and_of_action_lines_only_their_template()
    {
        var actions = Compiled.Good(
            "module(load=\"builtin:omfile\" fileOwner=\"syslog\" template=\"RSYSLOG_TraditionalFileFormat\")",
            "action(type=\"omfile\" file=\"/b\")", "*.* /a").Actions();
        Assert.Equal(101, actions[0].Parameters.GetNumber("fileOwner"));
        Assert.Null(actions[1].Parameters.GetNumber("fileOwner"));
        Assert.All(actions, action => Assert.Equal("RSYSLOG_TraditionalFileFormat", action.Template!.Name));
    }

    [Fact]
    public void The_default_template_directive_reaches_both_forms_from_its_line_on()
    {
        var actions = Compiled.Good(
            "$template A,\"a\"", "$template B,\"b\"", "*.* /1", "$ActionFileDefaultTemplate A", "*.* /2",
            "$ActionFileDefaultTemplate B", "action(type=\"omfile\" file=\"/3\")", "*.* |/pipe").Actions();
        Assert.Equal(
            ["RSYSLOG_FileFormat", "A", "B", "RSYSLOG_FileFormat"], actions.Select(action => action.Template!.Name));
    }

    [Fact]
    public void Some_action_directives_are_used_up_by_one_action_and_others_stay()
    {
        var actions = Compiled.Good(
            "$ActionName first", "$ActionExecOnlyEveryNthTime 3", "$ActionQueueType LinkedList", "$ActionResumeRetryCount -1",
            "*.* /a", "*.* /b").Actions();
        Assert.Equal("first", actions[0].Name);
        Assert.Equal(3, actions[0].Parameters.GetNumber("action.execOnlyEveryNthTime"));
        Assert.Equal("LinkedList", actions[0].Parameters.GetText("queue.type"));
        Assert.Null(actions[1].Name);
        Assert.Equal(0, actions[1].Parameters.GetNumber("action.execOnlyEveryNthTime"));
        Assert.Equal("Direct", actions[1].Parameters.GetText("queue.type"));
        Assert.All(actions, action => Assert.Equal(-1, action.Parameters.GetNumber("action.resumeRetryCount")));
    }

    [Fact]
    public void The_last_repeated_message_reduction_rules_all_actions()
    {
        var actions = Compiled.Good(
            "*.* /a", "$RepeatedMsgReduction off", "action(type=\"omfile\" file=\"/b\")", "$RepeatedMsgReduction on").Actions();
        Assert.All(actions, action => Assert.True(action.Parameters.GetSwitch("action.repeatedMsgReduction")));
    }

    [Fact]
    public void A_wrong_action_is_left_out_alone_and_a_wrong_filter_with_its_actions()
    {
        var result = Compiled.Text(
            "*.* /a", "& /b;Unknown", "& /c", "if $nix == 'a' then /d", ":msg, cntains, \"a\" /e");
        Assert.Equal(["/a", "/c"], result.Configuration.Actions().Select(action => action.Parameters.GetText("file")!));
        Assert.Equal(["NS2101", "NS2203", "NS2204"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal("contains", result.Diagnostics[2].Suggestion);
    }

    [Fact]
    public void Discard_forms_bind_to_stop()
    {
        var statements = Compiled.Good("mail.* ~", "*.* /a", "action(type=\"omdiscard\")").Rulesets[0].Statements;
        Assert.IsType<BoundStop>(Assert.IsType<BoundIf>(statements[0]).Then[0]);
        Assert.IsType<BoundStop>(statements[2]);
    }

    [Fact]
    public void An_output_channel_is_a_file_with_a_size_limit()
    {
        var action = Assert.Single(Compiled.Good(
            "$outchannel rot,/var/log/x,1k,/bin/rotate", "*.* :omfile:$rot").Actions());
        Assert.Equal("/var/log/x", action.Parameters.GetText("file"));
        Assert.Equal(1024, action.Parameters.GetNumber("rotation.sizeLimit"));
        Assert.Equal("/bin/rotate", action.Parameters.GetText("rotation.sizeLimitCommand"));
    }

    [Fact]
    public void An_object_that_is_switched_off_does_not_exist()
    {
        var configuration = Compiled.Good(
            "action(type=\"omfile\" file=\"/a\" config.enabled=\"off\")", "action(type=\"omfile\" file=\"/b\" config.enabled=\"on\")");
        Assert.Equal("/b", Assert.Single(configuration.Actions()).Parameters.GetText("file"));
    }
}
