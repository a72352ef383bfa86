using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public sealed class ForwardActionTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("traditional", "", "one\ntwo\n")]
    [InlineData("traditional", "\n", "one\ntwo\n")]
    [InlineData("octet-counted", "", "3 one3 two")]
    public void Messages_are_framed_for_tcp(string framing, string ending, string expected)
    {
        using var receiver = new Receiver();
        var action = Tcp(receiver.Port, ending, ("TCP_Framing", framing));
        ActionFixture.SendAll(action, "one", "two");
        receiver.Await(expected);
    }

    [Fact]
    public void The_frame_delimiter_can_be_chosen()
    {
        using var receiver = new Receiver();
        ActionFixture.SendAll(Tcp(receiver.Port, "", ("TCP_FrameDelimiter", 0L)), "one", "two");
        receiver.Await("one\0two\0");
    }

    [Fact]
    public void A_message_is_a_datagram_and_one_that_is_too_long_is_cut()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveTimeout = 5000;
        var action = _fixture.Make(
            "omfwd", "", null, ("target", "127.0.0.1"), ("port", $"{((IPEndPoint)socket.LocalEndPoint!).Port}"), ("protocol", "udp"));
        ActionFixture.SendAll(action, "one", "two", new string('x', 70_000));
        var room = new byte[70_000];
        Assert.Equal("one", Encoding.UTF8.GetString(room, 0, socket.Receive(room)));
        Assert.Equal("two", Encoding.UTF8.GetString(room, 0, socket.Receive(room)));
        Assert.Equal(65507, socket.Receive(room));
    }

    [Fact]
    public void Datagrams_of_any_mixture_of_lengths_arrive_each_by_itself_and_in_order()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = 4 << 20;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveTimeout = 5000;
        var action = _fixture.Make(
            "omfwd", "", null, ("target", "127.0.0.1"), ("port", $"{((IPEndPoint)socket.LocalEndPoint!).Port}"), ("protocol", "udp"));

        // Long runs of one length, longer and shorter ones behind, the most that goes in one packet and more than that.
        int[] lengths = [.. Enumerable.Repeat(100, 150), 90, 90, 110, 90, 80, 80, 80, 1000, 1000, 1000, 1001, 1001, 999, 3000, 3000, 1];
        string[] messages = [.. lengths.Select((length, i) => $"{i % 1000:d3}".PadRight(length, 'x')[..length])];
        ActionFixture.SendAll(action, messages);
        var room = new byte[70_000];
        foreach (var message in messages)
        {
            Assert.Equal(message, Encoding.UTF8.GetString(room, 0, socket.Receive(room)));
        }
    }

    [Fact]
    public void A_port_where_nobody_listens_costs_no_datagram_sent_later()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var port = FreePort();
        var action = _fixture.Make("omfwd", "", null, ("target", "127.0.0.1"), ("port", $"{port}"), ("protocol", "udp"));
        ActionFixture.SendAll(action, "nobody", "hears", "this");
        ActionFixture.Await(() => _fixture.Counter("sent") == 3, "datagrams leave");
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.ReceiveTimeout = 5000;
        ActionFixture.SendAll(action, "heard");
        var room = new byte[100];
        Assert.Equal("heard", Encoding.UTF8.GetString(room, 0, socket.Receive(room)));
        Assert.Equal(0, _fixture.Counter("failed"));
    }

    [Fact]
    public void The_first_message_for_a_dead_target_is_refused_when_another_action_waits_for_that()
    {
        var action = Tcp(FreePort(), "\n");
        action.NeedsOutcome = true;
        Assert.Equal(DeliveryResult.Suspended, ActionFixture.Send(action, "x"));
        Assert.Equal(DeliveryResult.Suspended, ActionFixture.Send(action, "y"));
        ActionFixture.Await(() => _fixture.Log.Lines.Length == 1, "it is said once");
    }

    [Fact]
    public void A_target_that_comes_up_later_gets_what_was_kept()
    {
        var port = FreePort();
        var action = Tcp(port, "\n");
        ActionFixture.SendAll(action, "early");
        ActionFixture.Await(() => _fixture.Log.Lines.Length == 1, "it is said that nobody is there");
        using var receiver = new Receiver(port);
        ActionFixture.SendAll(action, "late");
        receiver.Await("early\nlate\n");
        ActionFixture.Await(() => _fixture.Log.Lines.Length == 2, "it is said that somebody is there again");
    }

    [Fact]
    public void A_receiver_that_goes_away_between_messages_costs_none_doubles_none_and_tears_none()
    {
        var port = FreePort();
        var action = Tcp(port, "\n");
        var expected = new StringBuilder();
        var got = new StringBuilder();
        for (var round = 0; round < 5; round++)
        {
            using var receiver = new Receiver(port);
            var inRound = "";
            for (var i = 0; i < 200; i++)
            {
                inRound += $"{round}:{i}\n";
                ActionFixture.SendAll(action, $"{round}:{i}");
            }

            expected.Append(inRound);
            receiver.Await(inRound);
            got.Append(inRound);
        }

        Assert.Equal(expected.ToString(), got.ToString());
    }

    [Fact]
    public void A_target_that_never_reads_holds_nothing_up_and_the_rest_is_dropped_and_told_once()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.ReceiveBufferSize = 2048;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var action = Tcp(((IPEndPoint)listener.LocalEndPoint!).Port, "\n", ("queue.size", 5000L));
        var text = new string('x', 2000);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 30_000; i++)
        {
            ActionFixture.Send(action, text);
        }

        Assert.True(watch.Elapsed < ActionFixture.HeldUp, $"the worker was held up for {watch.Elapsed}");
        Assert.Single(_fixture.Log.Lines);
        Assert.True(_fixture.Counter("discarded.full") > 10_000);
        watch.Restart();
        action.Close(TimeSpan.FromMilliseconds(300));
        Assert.True(watch.Elapsed < ActionFixture.HeldUp, $"the end took {watch.Elapsed}");
    }

    [Fact]
    public void A_slow_target_gets_everything()
    {
        using var receiver = new Receiver(delay: true);
        var action = Tcp(receiver.Port, "\n", ("queue.size", 1000L), ("queue.timeoutEnqueue", 8000L));
        var expected = new StringBuilder();
        for (var i = 0; i < 60_000; i++)
        {
            var text = $"message {i} {new string('y', 100)}";
            ActionFixture.Send(action, text);
            expected.Append(text).Append('\n');
        }

        action.Flush();
        receiver.Await(expected.ToString());
        Assert.Equal(0, _fixture.Counter("discarded.full"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2000)]
    public void Messages_that_come_in_blocks_leave_in_order_between_those_that_come_alone(int messagesInBlock)
    {
        using var receiver = new Receiver();
        var action = Tcp(receiver.Port, "\n");
        Assert.True(action.TakesBlocks);
        var expected = new StringBuilder();
        var texts = new List<string>();
        for (var i = 0; i < 4000; i++)
        {
            texts.Add($"message {i} {new string('z', i % 1000 == 999 ? 100_000 : i % 300)}");
            expected.Append(texts[^1]).Append('\n');
            if (texts.Count == messagesInBlock)
            {
                ActionFixture.SendBlock(action, [.. texts]);
                ActionFixture.Send(action, "alone");
                texts.Clear();
                expected.Append("alone\n");
            }
        }

        ActionFixture.SendBlock(action, [.. texts]);
        receiver.Await(expected.ToString());
        ActionFixture.Await(() => _fixture.Counter("sent") == 4000 + (4000 / messagesInBlock), "each was counted once");
    }

    [Fact]
    public void In_a_block_a_message_without_text_is_nothing()
    {
        using var receiver = new Receiver();
        var action = Tcp(receiver.Port, "\n");
        var block = new OutputBlock();
        block.Own.Text.Append("one\n"u8);
        block.EndOwn();
        block.EndOwn();
        block.Own.Text.Append("two\n"u8);
        block.EndOwn();
        action.Deliver(block);
        action.Flush();
        receiver.Await("one\ntwo\n");
        ActionFixture.Await(() => _fixture.Counter("sent") == 2, "nothing else was counted");
    }

    [Fact]
    public void A_block_of_which_only_a_part_has_room_loses_the_rest_only()
    {
        var action = Tcp(FreePort(), "\n", ("queue.size", 10L));
        ActionFixture.SendAll(action, "first");
        ActionFixture.Await(() => _fixture.Log.Lines.Length == 1, "it is said that nobody is there");
        ActionFixture.SendBlock(action, [.. "abcdefghijkl".Select(letter => $"{letter}")]);
        Assert.Equal(3, _fixture.Counter("discarded.full"));
        Assert.Equal(2, _fixture.Log.Lines.Length);
    }

    [Fact]
    public void RebindInterval_makes_new_connections_and_loses_nothing()
    {
        using var receiver = new Receiver();
        var action = Tcp(receiver.Port, "\n", ("RebindInterval", 10L));
        ActionFixture.SendAll(action, [.. Enumerable.Range(0, 35).Select(i => $"{i}")]);
        ActionFixture.Await(() => receiver.Connections == 4, "four connections");
        ActionFixture.Await(() => receiver.Text.Count(c => c == '\n') == 35, "all messages");
    }

    [Fact]
    public void The_rate_limit_passes_a_burst_only()
    {
        using var receiver = new Receiver();
        var action = Tcp(receiver.Port, "\n", ("RateLimit.Interval", 3600L), ("RateLimit.Burst", 2L));
        ActionFixture.SendAll(action, "1", "2", "3", "4");
        receiver.Await("1\n2\n");
        Assert.Equal(2, _fixture.Counter("discarded.ratelimit"));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private OutputAction Tcp(int port, string ending, params (string, object)[] more) => _fixture.Make(
        "omfwd", ending, null, [("target", "127.0.0.1"), ("port", $"{port}"), ("protocol", "tcp"), .. more]);

    /// <summary>Collects what comes, over all connections.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _connections = [];
        private readonly StringBuilder _text = new();
        private readonly bool _delay;

        public Receiver(int port = 0, bool delay = false)
        {
            _delay = delay;
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen();
            new Thread(Accept) { IsBackground = true }.Start();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

        public int Connections => _connections.Count;

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public void Await(string text)
        {
            SpinWait.SpinUntil(
                () =>
                {
                    lock (_text)
                    {
                        return _text.Length >= text.Length;
                    }
                },
                TimeSpan.FromSeconds(8));
            Assert.Equal(text, Text);
        }

        public void Dispose()
        {
            _listener.Dispose();
            foreach (var connection in _connections.ToArray())
            {
                connection.Dispose();
            }
        }

        private void Accept()
        {
            try
            {
                while (true)
                {
                    var connection = _listener.Accept();
                    _connections.Add(connection);
                    new Thread(() => Read(connection)) { IsBackground = true }.Start();
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }

        private void Read(Socket connection)
        {
            var room = new byte[16 * 1024];
            try
            {
                while (connection.Receive(room) is > 0 and var count)
                {
                    lock (_text)
                    {
                        _text.Append(Encoding.UTF8.GetString(room, 0, count));
                    }

                    if (_delay)
                    {
                        Thread.Yield();
                        Thread.SpinWait(20_000);
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }
    }
}
