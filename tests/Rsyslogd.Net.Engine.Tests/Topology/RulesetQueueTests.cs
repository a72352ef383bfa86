namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>Rulesets with a queue of their own get a copy of the message (rsyslog's manual, "Rulesets", "call").</summary>
public sealed class RulesetQueueTests
{
    private const string Text = "template(name=\"t\" type=\"string\" string=\"%msg:2:$% %$!a% %$.b%\\n\")\n";

    [Theory]
    [InlineData("call r")]
    [InlineData("module(load=\"omruleset\")\naction(type=\"omruleset\" rulesetName=\"r\")")]
    public void A_copy_has_the_variables_of_that_moment(string call)
    {
        using var engine = new RunningEngine(
            Text + "ruleset(name=\"r\" queue.type=\"LinkedList\") { action(type=\"omfile\" file=\"DIR/out\" template=\"t\") }\n"
            + "set $!a = \"json\"; set $.b = \"local\";\n" + call + "\nset $!a = \"later\";\n"
            + "action(type=\"omfile\" file=\"DIR/caller\" template=\"t\")");
        engine.Send("one", "two");

        engine.AwaitFile("caller", "one later local\ntwo later local\n");
        engine.AwaitFile("out", "one json local\ntwo json local\n");
    }

    [Fact]
    public void What_the_called_ruleset_sets_stays_there()
    {
        using var engine = new RunningEngine(
            Text + "ruleset(name=\"r\" queue.type=\"LinkedList\") { set $!a = \"called\"; action(type=\"omfile\" file=\"DIR/out\" template=\"t\") }\n"
            + "call r\naction(type=\"omfile\" file=\"DIR/caller\" template=\"t\")");
        engine.Send("one", "two");

        engine.AwaitFile("out", "one called \ntwo called \n");
        engine.AwaitFile("caller", "one  \ntwo  \n");
    }

    [Fact]
    public void Metadata_of_a_file_goes_with_its_lines()
    {
        using var engine = new RunningEngine(
            "template(name=\"f\" type=\"string\" string=\"%msg% %$!metadata!filename:R,ERE,1,BLANK:([^/]+)$--end%\\n\")\n"
            + "ruleset(name=\"r\" queue.type=\"LinkedList\") { action(type=\"omfile\" file=\"DIR/out\" template=\"f\") }\n"
            + "ruleset(name=\"first\" queue.type=\"FixedArray\") { call r }\n"
            + "module(load=\"imfile\")\ninput(type=\"imfile\" file=\"DIR/in.log\" tag=\"t:\" ruleset=\"first\")");
        File.WriteAllText(engine.Path("in.log"), "one\ntwo\n");

        engine.AwaitFile("out", "one in.log\ntwo in.log\n");
    }

    [Fact]
    public void A_message_that_was_changed_arrives_changed()
    {
        using var engine = new RunningEngine(
            Text + "module(load=\"mmanon\")\n"
            + "ruleset(name=\"r\" queue.type=\"LinkedList\") { action(type=\"omfile\" file=\"DIR/out\" template=\"t\") }\n"
            + "action(type=\"mmanon\")\ncall r");
        engine.Send("from 192.0.2.77");

        engine.AwaitFile("out", "from 192.0.0.0  \n");
    }

    [Fact]
    public void An_input_and_a_call_reach_the_same_queue()
    {
        using var engine = new RunningEngine(
            Text + "ruleset(name=\"r\" queue.type=\"LinkedList\" queue.size=\"1000\") { action(type=\"omfile\" file=\"DIR/out\" template=\"t\") }\n"
            + "input(type=\"imtcp\" port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"DIR/second\" ruleset=\"r\")\n"
            + "set $!a = \"called\";\nif $msg contains \"both\" then call r\naction(type=\"omfile\" file=\"DIR/caller\" template=\"t\")");
        engine.Send("both", "caller only");
        engine.AwaitFile("out", "both called \n");

        using var client = new System.Net.Sockets.TcpClient("127.0.0.1", int.Parse(engine.Read("second")));
        client.GetStream().Write("<13>Oct 11 22:14:15 h tag: direct\n"u8);

        engine.AwaitFile("out", "both called \ndirect  \n");
        engine.AwaitFile("caller", "both called \ncaller only called \n");
    }

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public void An_action_with_a_queue_has_the_message_of_its_moment_copied_or_not(string copyMsg)
    {
        using var engine = new RunningEngine(
            Text + "set $!a = \"before\";\n"
            + $"action(type=\"omfile\" file=\"DIR/out\" template=\"t\" queue.type=\"LinkedList\" action.copyMsg=\"{copyMsg}\")\n"
            + "set $!a = \"behind\";\naction(type=\"omfile\" file=\"DIR/behind\" template=\"t\")");
        engine.Send("one", "two");

        engine.AwaitFile("behind", "one behind \ntwo behind \n");
        engine.AwaitFile("out", "one before \ntwo before \n");
    }
}
