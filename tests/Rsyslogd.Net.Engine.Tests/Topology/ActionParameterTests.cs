using System.Net;
using System.Net.Sockets;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>Parameters that every action has, in a running configuration (rsyslog's manual, "Actions").</summary>
public sealed class ActionParameterTests
{
    private const string Text = "template(name=\"t\" type=\"string\" string=\"%msg:2:$%\\n\")\n";

    // Nobody listens there: the port was free a moment ago.
    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [Fact]
    public void What_an_action_fails_to_deliver_goes_to_its_error_file()
    {
        using var engine = new RunningEngine(
            Text + "action(type=\"omfwd\" name=\"fwd\" target=\"127.0.0.1\" protocol=\"tcp\" template=\"t\" "
            + $"port=\"{ClosedPort()}\" action.errorfile=\"DIR/errors\")");
        engine.Send("one /\"quoted\"\\", "two");

        engine.AwaitFile(
            "errors",
            "{ \"action\": \"fwd\", \"status\": -2007, \"template0\": \"one \\/\\\"quoted\\\"\\\\\\n\" }\n"
            + "{ \"action\": \"fwd\", \"status\": 0, \"template0\": \"two\\n\" }\n");
    }

    [Fact]
    public void Both_templates_of_a_dynamic_file_are_kept()
    {
        using var engine = new RunningEngine(
            Text + "template(name=\"n\" type=\"string\" string=\"/proc/%programname%/x\")\n"
            + "action(type=\"omfile\" name=\"dyn\" dynaFile=\"n\" template=\"t\" createDirs=\"off\" action.errorfile=\"DIR/errors\")");
        engine.Send("one");

        engine.Await(() => engine.Read("errors").Contains("\"template1\": \"\\/proc\\/tag\\/x\""), engine.Read("errors"));
    }

    [Fact]
    public void An_error_file_does_not_grow_over_its_size()
    {
        using var engine = new RunningEngine(
            Text + "action(type=\"omfwd\" name=\"fwd\" target=\"127.0.0.1\" protocol=\"tcp\" template=\"t\" "
            + $"port=\"{ClosedPort()}\" action.errorfile=\"DIR/errors\" action.errorfile.maxsize=\"100\")\n"
            + "action(type=\"omfile\" file=\"DIR/all\" template=\"t\")");
        engine.Send("one", "two", "three");

        engine.AwaitFile("all", "one\ntwo\nthree\n");
        Assert.Equal("{ \"action\": \"fwd\", \"status\": -2007, \"template0\": \"one\\n\" }\n", engine.Read("errors"));
    }

    [Fact]
    public void What_waits_at_the_end_goes_to_the_error_file()
    {
        using var engine = new RunningEngine(
            Text + "action(type=\"omfwd\" name=\"fwd\" target=\"127.0.0.1\" protocol=\"tcp\" template=\"t\" "
            + $"port=\"{ClosedPort()}\" action.resumeRetryCount=\"-1\" action.errorfile=\"DIR/errors\")\n"
            + "action(type=\"omfile\" file=\"DIR/all\" template=\"t\")");
        engine.Send("one");
        engine.AwaitFile("all", "one\n");
        Assert.Equal("", engine.Read("errors"));

        engine.Stop();

        Assert.Equal("{ \"action\": \"fwd\", \"status\": -2007, \"template0\": \"one\\n\" }\n", engine.Read("errors"));
    }

    [Fact]
    public void Suspension_is_told_in_rsyslogds_words_and_again_when_that_is_wanted()
    {
        using var engine = new RunningEngine(
            Text + "global(action.reportSuspensionContinuation=\"on\")\n"
            + "action(type=\"omfile\" name=\"bad\" file=\"/proc/nothing/here\" createDirs=\"off\" template=\"t\" "
            + "action.errorfile=\"DIR/errors\" action.resumeInterval=\"1\")");

        var sent = 0;
        engine.Await(
            () =>
            {
                engine.Send($"{++sent}");
                Thread.Yield();
                return engine.Log.Contains("retry nbr 1", StringComparison.Ordinal);
            },
            "no second report");

        Assert.Contains("action 'bad' suspended (module 'builtin:omfile'), next retry is ", engine.Log);
        Assert.Contains(", retry nbr 0. There should be messages before this one", engine.Log);
    }

    [Fact]
    public void Suspension_is_not_told_where_that_is_switched_off()
    {
        using var engine = new RunningEngine(
            Text + "global(action.reportSuspension=\"off\")\n"
            + "action(type=\"omfile\" file=\"/proc/nothing/here\" createDirs=\"off\" template=\"t\" action.errorfile=\"DIR/errors\")\n");
        engine.Send("one");

        engine.Await(() => engine.Read("errors").Length > 0, "nothing in the error file");
        Assert.DoesNotContain("suspended", engine.Log);
    }

    [Fact]
    public void A_backup_action_takes_what_the_first_one_can_not()
    {
        using var engine = new RunningEngine(
            Text + $"action(type=\"omfwd\" target=\"127.0.0.1\" protocol=\"tcp\" port=\"{ClosedPort()}\")\n"
            + "action(type=\"omfile\" file=\"DIR/backup\" template=\"t\" action.execOnlyWhenPreviousIsSuspended=\"on\")");
        engine.Send("one", "two");

        engine.AwaitFile("backup", "one\ntwo\n");
    }

    [Fact]
    public void Directives_for_actions_end_with_ResetConfigVariables_and_some_with_the_next_action()
    {
        using var engine = new RunningEngine(
            Text
            + "$ActionExecOnlyEveryNthTime 2\n"
            + "*.* DIR/second;t\n"
            + "*.* DIR/all;t\n"
            + "$ActionExecOnlyOnceEveryInterval 600\n"
            + "*.* DIR/once;t\n"
            + "*.* DIR/once-too;t\n"
            + "$ResetConfigVariables\n"
            + "*.* DIR/always;t\n");
        engine.Send("one", "two");

        engine.AwaitFile("always", "one\ntwo\n");
        engine.AwaitFile("second", "two\n");
        engine.AwaitFile("all", "one\ntwo\n");
        engine.AwaitFile("once", "one\n");
        engine.AwaitFile("once-too", "one\n");
    }
}
