using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class TcpInputTests
{
    [Fact]
    public void Frames_cut_anywhere_come_whole()
    {
        const string stream = "<13>one\n5 <14>x<13>three\n\n8 <15>four<13>unterminated";
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        var expected = new List<string>();
        for (var cut = 1; cut < stream.Length; cut++)
        {
            using var socket = InputFixture.Connect(port);
            socket.NoDelay = true;
            socket.Send(Encoding.ASCII.GetBytes(stream[..cut]));
            fixture.Settle();
            socket.Send(Encoding.ASCII.GetBytes(stream[cut..]));
            socket.Shutdown(SocketShutdown.Send);
            expected.AddRange(["<13>one", "<14>x", "<13>three", "<15>four", "<13>unterminated"]);
            fixture.Receive(expected.Count);
        }

        Assert.Equal(expected, fixture.ReceiveTexts(expected.Count));
    }

    [Fact]
    public void A_hundred_thousand_frames_of_several_connections_come_in_order_of_each()
    {
        const int connections = 8;
        const int each = 12_500;
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        var senders = Enumerable.Range(0, connections).Select(c => new Thread(() =>
        {
            using var socket = InputFixture.Connect(port);
            var text = new StringBuilder();
            for (var i = 0; i < each; i++)
            {
                var frame = $"<13>c{c} {i} {new string('x', i % 97)}";
                text.Append(i % 3 == 0 ? $"{frame.Length} {frame}" : frame + "\n");
            }

            socket.Send(Encoding.ASCII.GetBytes(text.ToString()));
        })).ToList();
        senders.ForEach(s => s.Start());
        var all = fixture.Receive(connections * each);
        senders.ForEach(s => s.Join());
        var next = new int[connections];
        foreach (var (text, _, _) in all)
        {
            var c = text[5] - '0';
            Assert.Equal($"<13>c{c} {next[c]} {new string('x', next[c] % 97)}", text);
            next[c]++;
        }

        Assert.All(next, n => Assert.Equal(each, n));
    }

    [Fact]
    public void Thousands_of_writes_of_one_frame_come_in_order()
    {
        const int count = 5000;
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        using var socket = InputFixture.Connect(port);
        socket.NoDelay = true;
        for (var i = 0; i < count; i++)
        {
            socket.Send(Encoding.ASCII.GetBytes($"<13>{i}\n"));
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"<13>{i}"), fixture.ReceiveTexts(count));
    }

    [Fact]
    public void A_connection_closed_in_mid_frame_delivers_what_a_line_feed_would_have_ended()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        Send(port, "<13>whole\n<13>rest");
        Assert.Equal(["<13>whole", "<13>rest"], fixture.ReceiveTexts(2));
        Send(port, "<13>next\n100 <13>unfinished");
        Assert.Equal("<13>next", fixture.ReceiveTexts(3)[2]);
        WaitFor(() => fixture.Log.Lines.Any(line => line.Contains("Incomplete frame", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reset_connection_takes_nobody_else_along()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        using var survivor = InputFixture.Connect(port);
        using (var reset = InputFixture.Connect(port))
        {
            reset.Send("<13>before\n<13>half"u8);
            fixture.Receive(1);
            reset.LingerState = new LingerOption(true, 0);
        }

        survivor.Send("<13>alive\n"u8);
        Assert.Contains("<13>alive", fixture.ReceiveTexts(3));
    }

    [Fact]
    public void Five_thousand_idle_connections_are_accepted_and_cost_little()
    {
        const int count = 5000;
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp(("maxSessions", 6000L));
        var before = AllocatedByInputs(fixture);
        var sockets = new Socket[count];
        for (var i = 0; i < count; i++)
        {
            sockets[i] = InputFixture.Connect(port);
        }

        sockets[count / 2].Send("<13>one of many\n"u8);
        Assert.Equal(["<13>one of many"], fixture.ReceiveTexts(1));

        // What counts is that no buffer hangs on an idle connection.
        Assert.InRange((AllocatedByInputs(fixture) - before) / count, 0, 1500);
        Array.ForEach(sockets, s => s.Dispose());
        Send(port, "<13>after\n");
        Assert.Equal("<13>after", fixture.ReceiveTexts(2)[1]);
    }

    [Fact]
    public void Connections_beyond_max_sessions_are_closed_and_said()
    {
        using var fixture = new InputFixture(modules: new() { ["imtcp"] = InputFixture.Parameters(("maxSessions", 2L)) });
        var (_, port) = fixture.OpenTcp();
        using var first = InputFixture.Connect(port);
        using var second = InputFixture.Connect(port);
        first.Send("<13>1\n"u8);
        second.Send("<13>2\n"u8);
        fixture.Receive(2);
        using (var third = InputFixture.Connect(port))
        {
            Assert.Equal(0, third.Receive(new byte[1]));
        }

        Assert.Single(fixture.Log.Lines, line => line.Contains("too many tcp sessions", StringComparison.Ordinal));
        first.Dispose();
        WaitFor(() => TrySend(port, "<13>4\n") && fixture.Queue.WaitForWork(50_000));
        Assert.Equal("<13>4", fixture.ReceiveTexts(3)[2]);
    }

    [Fact]
    public void A_flooding_connection_does_not_starve_another_one()
    {
        using var fixture = new InputFixture(batches: 4);
        var (_, port) = fixture.OpenTcp();
        using var flood = InputFixture.Connect(port);
        using var calm = InputFixture.Connect(port);
        using var enough = new ManualResetEventSlim();
        var sender = new Thread(() =>
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<13>flood\n", 10_000)));
            while (!enough.IsSet)
            {
                flood.Send(block);
            }
        });
        sender.Start();
        calm.Send("<13>calm\n"u8);
        var found = false;
        var clock = Stopwatch.StartNew();
        while (!found && clock.Elapsed < TimeSpan.FromSeconds(15))
        {
            if (!fixture.Queue.TryDequeue(out var batch))
            {
                fixture.Queue.WaitForWork(10_000);
                continue;
            }

            foreach (var frame in batch.Frames)
            {
                found |= frame.Length == 8;
            }

            fixture.Queue.Pool.Return(batch);
        }

        enough.Set();
        while (sender.IsAlive)
        {
            if (fixture.Queue.TryDequeue(out var batch))
            {
                fixture.Queue.Pool.Return(batch);
            }
        }

        Assert.True(found);
    }

    [Fact]
    public void A_flood_of_tiny_frames_is_spread_over_batches()
    {
        const int count = 100_000;
        using var fixture = new InputFixture(batches: 4);
        var (_, port) = fixture.OpenTcp();
        using var socket = InputFixture.Connect(port);
        var sender = new Thread(() => socket.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a\n", count)))));
        sender.Start();
        var received = 0;
        while (received < count && fixture.Queue.WaitForWork(5_000_000))
        {
            while (fixture.Queue.TryDequeue(out var batch))
            {
                received += batch.Count;
                Assert.InRange(batch.Count, 1, 16_384);
                fixture.Queue.Pool.Return(batch);
            }
        }

        sender.Join();
        Assert.Equal(count, received);
    }

    [Fact]
    public void Hostile_bytes_harm_nobody()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        var random = new Random(4711);
        var garbage = new byte[300_000];
        random.NextBytes(garbage);
        garbage.AsSpan().Replace((byte)'\n', (byte)'.');
        var sent = new byte[][]
        {
            garbage,
            "99999999999 <13>x\n"u8.ToArray(),
            Encoding.ASCII.GetBytes(new string('7', 100_000)),
            Encoding.ASCII.GetBytes(new string('A', 1 << 20)),
            new byte[50_000],
            "0 0 0 0 \n\n\n\0\0"u8.ToArray(),
        };
        foreach (var bytes in sent)
        {
            Send(port, bytes);
        }

        Send(port, "<13>good\n");
        var clock = Stopwatch.StartNew();
        var found = false;
        while (!found && clock.Elapsed < TimeSpan.FromSeconds(15))
        {
            fixture.Queue.WaitForWork(50_000);
            while (fixture.Queue.TryDequeue(out var batch))
            {
                foreach (var frame in batch.Frames)
                {
                    Assert.InRange(frame.Length, 1, 8096);
                    found |= batch.Slab.AsSpan(frame.Start, frame.Length).SequenceEqual("<13>good"u8);
                }

                fixture.Queue.Pool.Return(batch);
            }
        }

        Assert.True(found);
        Assert.True(fixture.Log.Lines.Length < 60, fixture.Log.ToString());
    }

    [Fact]
    public void A_large_message_is_carried_over_many_reads()
    {
        const int size = 700_000;
        using var fixture = new InputFixture(
            new() { EnableDns = false, Parser = new ParserSettings { MaxMessageSizeBytes = 1 << 20 } });
        var (_, port) = fixture.OpenTcp();
        Send(port, new string('L', size) + "\n<13>small\n");
        Assert.Equal([new string('L', size), "<13>small"], fixture.ReceiveTexts(2));
    }

    [Fact]
    public void Parameters_of_the_module_hold_for_inputs_that_do_not_say_otherwise()
    {
        using var fixture = new InputFixture(
            modules: new() { ["imtcp"] = InputFixture.Parameters(("addtlFrameDelimiter", 59L), ("notifyOnConnectionClose", true)) });
        var (_, port) = fixture.OpenTcp(("name", "edge"));
        Send(port, "<13>a;<13>b\n<13>c;");
        Assert.Equal(["<13>a", "<13>b", "<13>c"], fixture.ReceiveTexts(3));
        Assert.Equal("edge"u8.ToArray(), fixture.Receive(3)[0].Source.Name);
        WaitFor(() => fixture.Log.Lines.Any(line => line.Contains("closed by remote peer", StringComparison.Ordinal)));
    }

    [Fact]
    public void Octet_counting_can_be_switched_off_and_a_rate_limit_on()
    {
        using var fixture = new InputFixture();
        var (listener, port) = fixture.OpenTcp(
            ("supportOctetCountedFraming", false), ("rateLimit.interval", 60L), ("rateLimit.burst", 3L));
        Send(port, "3 <13>1\n<13>2\n<13>3\n<13>4\n<13>5\n");
        Assert.Equal(["3 <13>1", "<13>2", "<13>3"], fixture.ReceiveTexts(3));
        listener.Stop();
        Assert.Contains(fixture.Log.Lines, line => line.Contains("2 messages lost due to rate-limiting", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sender_that_is_not_allowed_is_disconnected()
    {
        using var fixture = new InputFixture(allowed: ["TCP, 127.0.0.1"]);
        var (_, port) = fixture.OpenTcp();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.3"), 0));
        socket.Connect(IPAddress.Loopback, port);
        Assert.Equal(0, socket.Receive(new byte[1]));
        Assert.Contains("connection request from disallowed sender 127.0.0.3 discarded", fixture.Log.Lines);
    }

    [Fact]
    public void What_was_sent_before_the_stop_is_still_received_but_for_a_frame_that_is_not_whole()
    {
        using var fixture = new InputFixture();
        var (listener, port) = fixture.OpenTcp();
        using var socket = InputFixture.Connect(port);
        socket.Send("<13>first\n"u8);
        fixture.Receive(1);
        using var gate = new ManualResetEventSlim();
        fixture.Reactor.Post(gate.Wait);
        socket.Send("<13>second\n<13>third"u8);
        gate.Set();
        listener.Stop();
        Assert.Equal(["<13>first", "<13>second"], fixture.ReceiveTexts(2));
        Assert.Throws<SocketException>(() => InputFixture.Connect(port));
    }

    [Fact]
    public void A_port_in_use_is_said_with_the_reason()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenTcp();
        Assert.False(fixture.TryOpen("imtcp", ("port", port.ToString()), ("address", "127.0.0.1")));
        Assert.Contains(fixture.Log.Lines, line => line.Contains("Address already in use", StringComparison.Ordinal));
        Assert.False(fixture.TryOpen("imtcp", ("port", "no-such-service")));
    }

    internal static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(15)));

    private static long AllocatedByInputs(InputFixture fixture)
    {
        var allocated = 0L;
        fixture.Reactor.Invoke(() => allocated = GC.GetAllocatedBytesForCurrentThread());
        return allocated;
    }

    private static bool TrySend(int port, string text)
    {
        Send(port, text);
        return true;
    }

    private static void Send(int port, string text) => Send(port, Encoding.UTF8.GetBytes(text));

    private static void Send(int port, byte[] bytes)
    {
        using var socket = InputFixture.Connect(port);
        socket.Send(bytes);
    }
}
