using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>Modules that need a whole configuration around them to be seen at work.</summary>
public sealed class ModuleTests
{
    private const string Text = "template(name=\"t\" type=\"string\" string=\"%msg:2:$%\\n\")\n";

    [Theory]
    [InlineData("legacy", @"(?m)^.*main Q: origin=core\.queue size=\d+ enqueued=\d+ .*maxqsize=\d+ *$")]
    [InlineData("json", @"(?m)^.*\{ ""name"": ""main Q"", ""origin"": ""core\.queue"", ""size"": \d+, ""enqueued"": \d+.*\}")]
    [InlineData("cee", @"(?m)^.*@cee: ?\{ ""name"": ""main Q"", ""origin"": ""core\.queue"", ""size"": \d+.*\}")]
    [InlineData("json-elasticsearch", @"(?m)^.*""name"": ""main Q"", ""origin"": ""core\.queue"", ""size"": \d+.*""discarded!full"": \d+")]
    [InlineData("prometheus", @"(?mi)^main_?q_enqueued_total \d+$")]
    public void Counters_are_told_in_each_format(string format, string expected)
    {
        using var engine = new RunningEngine(
            $"module(load=\"impstats\" interval=\"1\" format=\"{format}\" log.syslog=\"off\" log.file=\"DIR/stats\")\n"
            + Text + "action(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        engine.Send("one");

        engine.Await(() => System.Text.RegularExpressions.Regex.IsMatch(engine.Read("stats"), expected), engine.Read("stats"));
    }

    [Fact]
    public void Counters_go_to_a_ruleset_as_valid_json()
    {
        using var engine = new RunningEngine(
            "module(load=\"impstats\" interval=\"1\" format=\"json\" ruleset=\"stats\")\n"
            + "template(name=\"m\" type=\"string\" string=\"%syslogtag%%pri-text%|%msg%\\n\")\n"
            + "ruleset(name=\"stats\") { action(type=\"omfile\" file=\"DIR/stats\" template=\"m\") }\n"
            + "action(type=\"omfile\" file=\"DIR/out\")");

        engine.Await(() => engine.Read("stats").Contains("\"main Q\"") && engine.Read("stats").EndsWith('\n'), engine.Read("stats"));
        foreach (var line in engine.Read("stats").TrimEnd('\n').Split('\n'))
        {
            Assert.StartsWith("rsyslogd-pstats:syslog.info|", line);
            using var counters = JsonDocument.Parse(line[line.IndexOf('|')..].TrimStart('|', ' '));
            Assert.True(counters.RootElement.TryGetProperty("name", out _));
        }

        Assert.Equal("", engine.Read("out"));
    }

    [Fact]
    public void Datagrams_go_to_a_unix_socket()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        using var receiver = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 8000 };
        receiver.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "target")));
        using var engine = new RunningEngine(
            "module(load=\"omuxsock\")\ntemplate(name=\"m\" type=\"string\" string=\"<%pri%>%syslogtag%%msg%\")\n"
            + "action(type=\"omuxsock\" socket=\"DIR/target\" template=\"m\")\n", folder);
        engine.Send("one", "two");

        var room = new byte[1000];
        Assert.Equal("<13>tag: one", Encoding.UTF8.GetString(room, 0, receiver.Receive(room)));
        Assert.Equal("<13>tag: two", Encoding.UTF8.GetString(room, 0, receiver.Receive(room)));
    }

    [Fact]
    public void Another_ruleset_takes_what_omruleset_hands_over_and_the_caller_goes_on()
    {
        using var engine = new RunningEngine(
            Text + "module(load=\"omruleset\")\n"
            + "ruleset(name=\"r\") { action(type=\"omfile\" file=\"DIR/other\" template=\"t\") stop }\n"
            + "$ActionOmrulesetRulesetName r\n:msg, contains, \"two\" :omruleset:\n"
            + "action(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        engine.Send("one", "two");

        engine.AwaitFile("out", "one\ntwo\n");
        engine.AwaitFile("other", "two\n");
    }

    [Fact]
    public void An_output_channel_runs_its_command_when_the_file_is_full()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        var script = Path.Combine(folder, "rotate");
        File.WriteAllText(script, $"#!/bin/sh\nmv {folder}/out {folder}/out.1\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        using var engine = new RunningEngine(
            Text + "$outchannel limited,DIR/out,100,DIR/rotate\n*.* :omfile:$limited;t\n", folder);
        engine.Send([.. Enumerable.Range(0, 20).Select(i => $"line number {i:D3}")]);

        engine.Await(
            () =>
            {
                engine.Send("one more");
                return engine.Read("out.1").Length >= 100;
            },
            "not rotated");
    }

    [Fact]
    public void Plain_tcp_and_its_unix_socket_take_frames_of_both_kinds()
    {
        using var engine = new RunningEngine(
            Text + "module(load=\"imptcp\")\ninput(type=\"imptcp\" path=\"DIR/stream\" name=\"local\")\n"
            + "template(name=\"n\" type=\"string\" string=\"%inputname%:%msg%\\n\")\n"
            + "action(type=\"omfile\" file=\"DIR/out\" template=\"n\")");
        using (var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            client.Connect(new UnixDomainSocketEndPoint(engine.Path("stream")));
            client.Send("<13>Oct 11 22:14:15 h tag: one\n34 <13>Oct 11 22:14:15 h tag: counted<13>Oct 11 22:14:15 h tag: unfinished"u8);
        }

        engine.AwaitFile("out", "local: one\nlocal: counted\n");
    }

    [Theory]
    [InlineData("pmlastmsg", "rsyslog.lastline\", \"rsyslog.rfc3164", "<13>last message repeated 3 times", "|last message repeated 3 times|<13>last message repeated 3 times")]
    [InlineData("pmnull", "n", "<13>anything at all", "kept:||<13>anything at all")]
    public void Parsers_are_tried_in_the_order_of_their_ruleset(string module, string chain, string frame, string expected)
    {
        using var engine = new RunningEngine(
            $"module(load=\"{module}\")\n" + (module == "pmnull" ? "parser(name=\"n\" type=\"pmnull\" tag=\"kept:\")\n" : "")
            + "template(name=\"p\" type=\"string\" string=\"%syslogtag%|%msg%|%rawmsg%\\n\")\n"
            + $"ruleset(name=\"r\" parser=[\"{chain}\"]) {{ action(type=\"omfile\" file=\"DIR/out\" template=\"p\") }}\n"
            + "input(type=\"imtcp\" port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"DIR/second\" ruleset=\"r\")\n"
            + "action(type=\"omfile\" file=\"DIR/other\")");
        using var client = new TcpClient("127.0.0.1", int.Parse(engine.Read("second")));
        client.GetStream().Write(Encoding.UTF8.GetBytes(frame + "\n"));

        engine.AwaitFile("out", expected + "\n");
    }

    // As rsyslogd 8.2302 reads them.
    [Theory]
    [InlineData("pmciscoios", "rsyslog.ciscoios", "<187>148269: Oct 11 22:14:15.313: %LINK-3-UPDOWN: Interface up", "127.0.0.1|%LINK-3-UPDOWN:| Interface up")]
    [InlineData("pmciscoios", "rsyslog.ciscoios", "<187>148270: *Mar  1 18:46:11: %SYS-5-CONFIG_I: Configured", "127.0.0.1|%SYS-5-CONFIG_I:| Configured")]
    [InlineData("pmciscoios", "rsyslog.ciscoios", "<34>Oct 11 22:14:15 host tag: normal", "host|tag:| normal")]
    [InlineData("pmaixforwardedfrom", "rsyslog.aixforwardedfrom", "<34>Oct 11 22:14:15 Message forwarded from aix1: tag: text", "aix1|tag:| text")]
    [InlineData("pmaixforwardedfrom", "rsyslog.aixforwardedfrom", "<34>Oct 11 22:14:15 From aix1: tag: text", "aix1|tag:| text")]
    [InlineData("pmaixforwardedfrom", "rsyslog.aixforwardedfrom", "<34>Oct 11 22:14:15 host tag: text", "host|tag:| text")]
    public void Frames_of_other_systems_are_read_by_their_parsers(string module, string parser, string frame, string expected)
    {
        using var engine = new RunningEngine(
            $"module(load=\"{module}\")\ntemplate(name=\"p\" type=\"string\" string=\"%hostname%|%syslogtag%|%msg%\\n\")\n"
            + $"ruleset(name=\"r\" parser=[\"{parser}\", \"rsyslog.rfc3164\"]) {{ action(type=\"omfile\" file=\"DIR/out\" template=\"p\") }}\n"
            + "input(type=\"imtcp\" port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"DIR/second\" ruleset=\"r\")");
        using var client = new TcpClient("127.0.0.1", int.Parse(engine.Read("second")));
        client.GetStream().Write(Encoding.UTF8.GetBytes(frame + "\n"));

        engine.AwaitFile("out", expected + "\n");
    }

    [Fact]
    public void An_input_takes_the_limits_of_the_ratelimit_that_it_names()
    {
        using var engine = new RunningEngine(
            Text + "ratelimit(name=\"few\" interval=\"600\" burst=\"2\")\nmodule(load=\"imptcp\")\n"
            + "input(type=\"imptcp\" path=\"DIR/stream\" rateLimit.name=\"few\")\n"
            + ":syslogtag, startswith, \"rsyslogd\" stop\naction(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(engine.Path("stream")));
        client.Send(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 5).Select(i => $"<13>Oct 11 22:14:15 h tag: {i}\n"))));
        engine.Await(() => engine.Read("out") == "1\n2\n", engine.Read("out"));
        engine.Send("of another input");

        engine.AwaitFile("out", "1\n2\nof another input\n");
    }

    [Fact]
    public void Unimportant_messages_are_discarded_when_the_mark_is_reached()
    {
        // Nobody answers there, so that messages wait in the queue of the action.
        using var engine = new RunningEngine(
            Text + "template(name=\"c\" type=\"string\" string=\"%msg:2:$%\\n\")\n"
            + "action(type=\"omfwd\" name=\"fwd\" target=\"127.0.0.1\" port=\"1\" protocol=\"tcp\" template=\"c\" action.resumeRetryCount=\"-1\" "
            + "queue.type=\"LinkedList\" queue.size=\"100\" queue.discardMark=\"2\" queue.discardSeverity=\"5\" action.errorfile=\"DIR/errors\")\n"
            + "action(type=\"omfile\" file=\"DIR/out\" template=\"t\")");
        engine.Send("one", "two", "three");
        engine.SendRaw("<11>Oct 11 22:14:15 h tag: important");
        engine.AwaitFile("out", "one\ntwo\nthree\nimportant\n");

        engine.Stop();

        var kept = engine.Read("errors").TrimEnd('\n').Split('\n');
        Assert.Equal(3, kept.Length);
        Assert.Contains("important", kept[^1]);
        Assert.DoesNotContain("three", engine.Read("errors"));
    }
}
