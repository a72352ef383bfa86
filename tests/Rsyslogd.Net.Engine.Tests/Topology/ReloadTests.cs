using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>Another configuration takes the place of the one in force: what is described as before goes on, each message meets either the
/// old or the new rules, and none is lost or doubled.</summary>
public sealed class ReloadTests
{
    private const string Template = "template(name=\"t\" type=\"string\" string=\"%msg:2:$%\\n\")\n";
    private const string All = "action(type=\"omfile\" file=\"DIR/all\" template=\"t\")\n";

    private const string SecondInput =
        "input(type=\"imtcp\" port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"DIR/second\" name=\"second\")\n";

    [Theory]
    [InlineData("")]
    [InlineData("main_queue(queue.workerThreads=\"4\")\nif re_match($msg, \"(a|b)*c[^x]*(d|e)+y{3}\") then stop\n")]
    public void Under_load_each_message_is_there_once_and_in_order(string rules)
    {
        using var engine = new RunningEngine(rules + Template + All);
        var texts = Enumerable.Range(0, 20_000).Select(number => $"message {number}").ToArray();
        for (var first = 0; first < texts.Length; first += 500)
        {
            engine.Send(texts[first..(first + 500)]);

            // The same file by an action that is kept, and by one that is always another.
            var outcome = engine.Reload(
                $"{rules}{Template}{All}action(type=\"omfile\" file=\"DIR/copy\" template=\"t\" name=\"copy{first}\")\n");
            Assert.Equal(1, outcome.KeptActions);
            Assert.Equal(1, outcome.KeptInputs);
        }

        engine.Send("last");
        engine.AwaitFile("all", Lines([.. texts, "last"]));
        engine.Await(() => engine.Read("copy").EndsWith("last\n", StringComparison.Ordinal), "the copy is whole");
        Assert.EndsWith(engine.Read("copy"), engine.Read("all"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_exchanged_and_an_action_that_is_described_as_before_keeps_its_open_file()
    {
        using var engine = new RunningEngine(Template + All);
        engine.Send("one");
        engine.AwaitFile("all", "one\n");
        File.Move(engine.Path("all"), engine.Path("moved"));

        var outcome = engine.Reload(
            Template + "if $msg contains \"secret\" then stop\naction(type=\"omfile\" file=\"DIR/new\" template=\"t\")\n"
            + "action(template=\"t\" file=\"DIR/all\" type=\"omfile\")\n");
        Assert.Equal((1, 1, 0), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
        engine.Send("secret", "two");
        engine.AwaitFile("moved", "one\ntwo\n");
        engine.AwaitFile("new", "two\n");

        outcome = engine.Reload(Template + "action(type=\"omfile\" file=\"DIR/new\" template=\"t\")\n");
        Assert.Equal((1, 0, 1), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
        engine.Send("three");
        engine.AwaitFile("new", "two\nthree\n");
        Assert.Equal("one\ntwo\n", engine.Read("moved"));
        Assert.DoesNotContain(engine.Path("moved"), OpenFiles());
        Assert.Contains(engine.Path("new"), OpenFiles());
    }

    [Fact]
    public void A_template_of_another_text_makes_the_action_another_one()
    {
        using var engine = new RunningEngine(Template + All);
        engine.Send("one");
        engine.AwaitFile("all", "one\n");
        var outcome = engine.Reload("template(name=\"t\" type=\"string\" string=\"<%msg:2:$%>\\n\")\n" + All);
        Assert.Equal((0, 1, 1), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
        engine.Send("two");
        engine.AwaitFile("all", "one\n<two>\n");
    }

    [Fact]
    public void Of_two_actions_that_are_the_same_each_is_kept()
    {
        using var engine = new RunningEngine(Template + All + All);
        var outcome = engine.Reload(Template + All + All + All);
        Assert.Equal((2, 1, 0), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
        outcome = engine.Reload(Template + All);
        Assert.Equal((1, 0, 2), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
    }

    [Fact]
    public void Inputs_come_and_go_and_the_others_keep_their_connections()
    {
        using var engine = new RunningEngine(Template + All);
        engine.Send("one");
        engine.AwaitFile("all", "one\n");
        var outcome = engine.Reload(Template + All, RunningEngine.Listener + SecondInput);
        Assert.Equal((1, 1, 0), (outcome.KeptInputs, outcome.NewInputs, outcome.GoneInputs));
        Assert.Empty(outcome.Complaints);
        using var second = new TcpClient();
        second.Connect(IPAddress.Loopback, int.Parse(engine.Read("second"), CultureInfo.InvariantCulture));
        second.GetStream().Write("<13>Oct 11 22:14:15 host tag: two\n"u8);
        engine.AwaitFile("all", "one\ntwo\n");

        outcome = engine.Reload(Template + All, RunningEngine.Listener);
        Assert.Equal((1, 0, 1), (outcome.KeptInputs, outcome.NewInputs, outcome.GoneInputs));
        Assert.Equal(0, second.GetStream().Read(new byte[1]));
        engine.Send("three");
        engine.AwaitFile("all", "one\ntwo\nthree\n");
    }

    [Fact]
    public void An_input_that_can_not_be_bound_is_in_the_outcome_and_is_tried_again()
    {
        using var engine = new RunningEngine(Template + All);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var taken = $"{RunningEngine.Listener}input(type=\"imtcp\" port=\"{port}\" address=\"127.0.0.1\")\n";
        var outcome = engine.Reload(Template + All, taken);
        Assert.Contains(outcome.Complaints, complaint => complaint.Contains($"{port}", StringComparison.Ordinal));
        other.Stop();
        outcome = engine.Reload(Template + All, taken);
        Assert.Empty(outcome.Complaints);
        Assert.Equal((1, 1), (outcome.KeptInputs, outcome.NewInputs));
    }

    [Fact]
    public void Rulesets_with_queues_come_and_go_and_lose_nothing()
    {
        const string called =
            "ruleset(name=\"own\" queue.type=\"LinkedList\") { action(type=\"omfile\" file=\"DIR/all\" template=\"t\") }\ncall own\n";
        using var engine = new RunningEngine(Template + All);
        var texts = Enumerable.Range(0, 10_000).Select(number => $"message {number}").ToArray();
        for (var first = 0; first < texts.Length; first += 500)
        {
            engine.Send(texts[first..(first + 500)]);
            engine.Reload(Template + (first % 1000 == 0 ? called : All));
        }

        engine.Await(() => engine.Read("all").Length == Lines(texts).Length, "all are there");
        Assert.Equal(texts.Order(StringComparer.Ordinal), engine.Read("all").TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
        Assert.DoesNotContain(engine.Statistics.Snapshot(), set => set.Name == "own" && set.Origin == "core.queue");
    }

    [Fact]
    public void Another_main_queue_takes_over_and_connections_stay()
    {
        using var engine = new RunningEngine(Template + All);
        engine.Send("one");
        engine.AwaitFile("all", "one\n");

        // From no message on everything goes that is not worse than a warning: those of the test are notices.
        const string discarding = "main_queue(queue.workerThreads=\"1\" queue.discardMark=\"0\" queue.discardSeverity=\"5\")\n";
        var outcome = engine.Reload(discarding + Template + All);
        Assert.Equal((1, 0, 0), (outcome.KeptInputs, outcome.NewInputs, outcome.GoneInputs));
        Assert.Equal(1, outcome.KeptActions);
        engine.SendRaw("<13>Oct 11 22:14:15 host tag: discarded", "<12>Oct 11 22:14:15 host tag: two");
        engine.AwaitFile("all", "one\ntwo\n");
        engine.Reload(Template + All);
        engine.Send("three");
        engine.AwaitFile("all", "one\ntwo\nthree\n");
        Assert.Single(engine.Statistics.Snapshot(), set => set.Name == "main Q");
    }

    [Fact]
    public void Global_variables_outlive_a_reload()
    {
        const string rules =
            "template(name=\"n\" type=\"string\" string=\"%$/count%\\n\")\n"
            + "set $/count = $/count + 1;\naction(type=\"omfile\" file=\"DIR/counts\" template=\"n\")\n";
        using var engine = new RunningEngine(rules);
        engine.Send("one");
        engine.AwaitFile("counts", "1\n");
        engine.Reload(Template + rules + All);
        engine.Send("two");
        engine.AwaitFile("counts", "1\n2\n");
    }

    [Fact]
    public void A_connection_to_a_target_is_kept_until_its_action_is_gone()
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        var port = ((IPEndPoint)target.LocalEndpoint).Port;
        var forward = $"action(type=\"omfwd\" target=\"127.0.0.1\" port=\"{port}\" protocol=\"tcp\" template=\"t\")\n";
        using var engine = new RunningEngine(Template + forward);
        engine.Send("one");
        using var connection = target.AcceptTcpClient();
        var outcome = engine.Reload(Template + All + forward);
        Assert.Equal(1, outcome.KeptActions);
        engine.Send("two");
        engine.AwaitFile("all", "two\n");
        var received = new byte["one\ntwo\n".Length];
        connection.GetStream().ReadExactly(received);
        Assert.Equal("one\ntwo\n", Encoding.ASCII.GetString(received));
        Assert.False(target.Pending());
        outcome = engine.Reload(Template + All);
        Assert.Equal((1, 0, 1), (outcome.KeptActions, outcome.NewActions, outcome.GoneActions));
        Assert.Equal(0, connection.GetStream().Read(received));
    }

    private static string Lines(IEnumerable<string> texts) => string.Concat(texts.Select(text => text + "\n"));

    private static List<string?> OpenFiles() =>
        [.. Directory.EnumerateFiles("/proc/self/fd").Select(static link => new FileInfo(link).LinkTarget)];
}
