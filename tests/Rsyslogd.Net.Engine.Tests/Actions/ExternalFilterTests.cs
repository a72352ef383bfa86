using Rsyslogd.Net.Engine.Actions.MmExternal;
using Rsyslogd.Net.Engine.Tests.Topology;

namespace Rsyslogd.Net.Engine.Tests.Actions;

/// <summary>mmexternal with programs that do what filters do, and what they should not.</summary>
public sealed class ExternalFilterTests : IDisposable
{
    private const string Shown =
        "msg=%msg% host=%hostname% tag=%syslogtag% program=%programname% from=%fromhost%/%fromhost-ip% pri=%pri% sd=%structured-data%"
        + " procid=%procid% msgid=%msgid% all=%$!%";

    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    // What rsyslogd 8.2302 makes of the same replies.
    [Theory]
    [InlineData("""{}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"msg":"changed","unknown":1}""", "msg=changed host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"msg":{"a":1}}""", "msg={ \"a\": 1 } host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"$!":{"a":1,"b":{"c":null}}}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": 1, \"b\": { \"c\": null } }")]
    [InlineData("""{"$!":[1],"msg":null}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"syslogtag":"p[12]:","hostname":"other","msg":"m"} rest""", "msg=m host=other tag=p[12]: program=p from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=12 msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"fromhost":"f","fromhost-ip":"192.0.2.1","source":""}""", "msg= x host= tag=tag: program=tag from=f/192.0.2.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"structured-data":"[a b=\"c\"]","procid":77,"msgid":"mid"}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=[a b=\"c\"] procid=77 msgid=mid all={ \"a\": \"old\" }")]
    [InlineData("""{"pri":"191"}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=191 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"pri":-1}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=invld sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"syslogfacility":"3","syslogseverity":2}""", "msg= x host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=26 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"rawmsg":"<13>Oct 11 22:14:15 host tag: longer","hostname":"h"}""", "msg= longer host=h tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    [InlineData("""{"rawmsg":"short"}""", "msg= host=host tag=tag: program=tag from=127.0.0.1/127.0.0.1 pri=13 sd=- procid=- msgid=- all={ \"a\": \"old\" }")]
    public void A_reply_changes_what_it_names(string reply, string expected)
    {
        File.WriteAllText(_fixture.Path("reply"), reply + "\n");
        using var engine = Filter("while IFS= read -r line; do cat DIR/reply; done", "set $!a = \"old\";", Shown);
        engine.Send("x");

        engine.AwaitFile("out", expected + "\n");
    }

    [Fact]
    public void Fields_of_a_message_of_RFC_5424_are_replaced()
    {
        using var engine = Filter(
            """while IFS= read -r line; do echo '{"syslogtag":"p[1]:","msgid":"m2","structured-data":"[a]","msg":"new"}'; done""",
            "", "%hostname% %syslogtag% %programname% %app-name% %procid% %msgid% %structured-data% %msg%");
        engine.SendRaw("<13>1 2026-10-11T22:14:15Z host app 5 m1 [x y=\"z\"] old");

        engine.AwaitFile("out", "host p[1]: p p 1 m2 [a] new\n");
    }

    [Theory]
    [InlineData("msg", " a \"b\"")]
    [InlineData("rawmsg", "<13>Oct 11 22:14:15 host tag: a \"b\"")]
    public void The_program_is_given_a_line_of_the_input_that_was_asked_for(string input, string expected)
    {
        using var engine = Filter(
            "while IFS= read -r line; do printf '%s\\n' \"$line\" >> DIR/seen; echo '{}'; done", "", "%msg%", $"interface.input=\"{input}\"");
        engine.Send("a \"b\"", "c");

        engine.AwaitFile("out", " a \"b\"\n c\n");
        Assert.StartsWith(expected + "\n", engine.Read("seen"));
    }

    [Fact]
    public void The_whole_message_is_given_as_json()
    {
        using var engine = Filter(
            "while IFS= read -r line; do printf '%s\\n' \"$line\"; done", "set $!a = 1;", "%msg%|%$!%", "interface.input=\"fulljson\"");
        engine.Send("a \"b\"");

        engine.AwaitFile("out", " a \"b\"|{ \"a\": 1 }\n");
    }

    [Fact]
    public void Replies_and_errors_are_logged_to_the_output_file_and_errors_are_no_reply()
    {
        using var engine = Filter(
            "while IFS= read -r line; do echo warning >&2; echo '{\"msg\":\"new\"}'; done", "", "%msg%", "output=\"DIR/printed\"");
        engine.Send("x");

        engine.AwaitFile("out", "new\n");
        engine.Await(
            () => engine.Read("printed").Contains("warning\n") && engine.Read("printed").Contains("{\"msg\":\"new\"}\n"),
            engine.Read("printed"));
    }

    [Fact]
    public void What_is_no_json_object_changes_nothing_and_is_said()
    {
        using var engine = Filter("while IFS= read -r line; do echo \"[$line]\"; done", "", "%msg%");
        engine.Send("x", "y");

        engine.AwaitFile("out", " x\n y\n");
        engine.Await(() => engine.Log.Contains("mmexternal: invalid reply '[ x]' from program"), "said");
        Assert.DoesNotContain("[ y]", engine.Log);
    }

    [Fact]
    public void A_program_that_ends_is_started_again_with_the_next_message()
    {
        using var engine = Filter(
            "while IFS= read -r line; do case \"$line\" in *end*) exit 3;; esac; echo '{\"msg\":\"new\"}'; done", "", "%msg%");
        engine.Send("x", "end", "y");

        engine.AwaitFile("out", "new\n end\nnew\n");
        engine.Await(() => engine.Log.Contains("ended with exit status 3; it is started again"), "said");
    }

    [Fact]
    public void A_program_that_is_not_there_holds_nothing_up()
    {
        using var engine = new RunningEngine(
            "module(load=\"mmexternal\")\ntemplate(name=\"t\" type=\"string\" string=\"%msg%\\n\")\n"
            + "action(type=\"mmexternal\" binary=\"DIR/nothing\")\naction(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        engine.Send("x", "y");

        engine.AwaitFile("out", " x\n y\n");
        engine.Await(() => engine.Log.Contains("cannot be started: "), "said");
    }

    [Fact]
    public void A_program_that_hangs_is_killed_and_messages_pass_until_it_is_started_again()
    {
        var script = _fixture.Script("hang.sh", $"echo $$ > {_fixture.Path("pid")}\nwhile IFS= read -r line; do :; done\n");
        using var end = new ClosedAtEnd(new ExternalFilter(
            ActionFixture.Bind("mmexternal", "", null, ("binary", script)), _fixture.Services(), answerMilliseconds: 300));
        Send(end.Filter, 20);

        Assert.Equal(20, _fixture.Counter("failed"));
        Assert.Equal(1, _fixture.Counter("restarts"));
        Assert.Single(_fixture.Log.Lines, line => line.Contains("does not answer; it is killed", StringComparison.Ordinal));
        ActionFixture.Await(IsGone, "killed");
    }

    private static void Send(ExternalFilter filter, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(Engine.Actions.DeliveryResult.Done, ActionFixture.Send(filter, $"m{i}"));
        }
    }

    // A zombie that nobody has waited for yet is gone, too.
    private bool IsGone()
    {
        try
        {
            return File.ReadAllText($"/proc/{_fixture.Read("pid").Trim()}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private RunningEngine Filter(string script, string before, string template, string parameters = "")
    {
        var folder = _fixture.Folder;
        var path = _fixture.Script("filter.sh", script.Replace("DIR", folder, StringComparison.Ordinal) + "\n");
        return new RunningEngine(
            "module(load=\"mmexternal\")\n"
            + $"template(name=\"t\" type=\"string\" string=\"{template}\\n\")\n{before}\n"
            + $"action(type=\"mmexternal\" binary=\"{path}\" {parameters})\n"
            + "action(type=\"omfile\" file=\"DIR/out\" template=\"t\")",
            folder)
        {
            KeepsFolder = true,
        };
    }

    private sealed record ClosedAtEnd(ExternalFilter Filter) : IDisposable
    {
        public void Dispose() => Filter.Close(TimeSpan.FromMilliseconds(200));
    }
}
