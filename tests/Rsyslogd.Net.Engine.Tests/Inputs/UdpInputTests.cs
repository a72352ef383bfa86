using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class UdpInputTests
{
    [Fact]
    public void Without_an_address_both_families_are_received_on_the_same_port()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenUdp();
        Send(IPAddress.Loopback, port, "four");
        Assert.Equal(["four"], fixture.ReceiveTexts(1));
        if (Socket.OSSupportsIPv6)
        {
            Send(IPAddress.IPv6Loopback, port, "six");
            var six = fixture.Receive(2)[1];
            Assert.Equal("six", six.Text);
            Assert.Equal("::1", Encoding.ASCII.GetString(six.Peer.Address));
        }
    }

    [Fact]
    public void A_message_shows_its_sender_and_its_input()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenUdp(("name", "edge"), ("name.appendPort", true));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.7"), 0));
        socket.SendTo("x"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, port));

        var (_, peer, source) = fixture.Receive(1)[0];
        Assert.Equal("127.0.0.7", Encoding.ASCII.GetString(peer.Address));
        Assert.Equal("127.0.0.7", Encoding.ASCII.GetString(peer.Name));
        Assert.Equal(((IPEndPoint)socket.LocalEndPoint!).Port.ToString(), Encoding.ASCII.GetString(peer.Port));
        Assert.Equal("edge0", Encoding.ASCII.GetString(source.Name));
        Assert.Equal(FrameDialect.ParserChain, source.Dialect);
    }

    [Fact]
    public void Thousands_of_datagrams_come_whole_and_in_order()
    {
        const int count = 5000;
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenUdp(("rcvbufSize", 16L << 20));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, port);
        for (var i = 0; i < count; i++)
        {
            socket.Send(Encoding.ASCII.GetBytes($"<13>number {i} " + new string('x', i % 300)));
        }

        var texts = fixture.ReceiveTexts(count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal($"<13>number {i} " + new string('x', i % 300), texts[i]);
        }

        fixture.Settle();
        Assert.Equal(count, fixture.Counter("submitted"));
        Assert.Equal(count, fixture.Counter("msgs.received"));
        Assert.Equal(0, fixture.Counter("dropped.kernel"));
    }

    [Fact]
    public void A_datagram_above_the_maximum_is_cut_and_an_empty_one_is_none()
    {
        using var fixture = new InputFixture(
            new() { EnableDns = false, Parser = new ParserSettings { MaxMessageSizeBytes = 500 } });
        var (_, port) = fixture.OpenUdp();
        Send(IPAddress.Loopback, port, new string('a', 1000));
        Send(IPAddress.Loopback, port, "");
        Send(IPAddress.Loopback, port, "next");
        Assert.Equal([new string('a', 500), "next"], fixture.ReceiveTexts(2));
    }

    [Fact]
    public void Each_port_of_a_list_is_a_listener()
    {
        using var fixture = new InputFixture();
        fixture.Open("imudp", ("port", (System.Collections.Immutable.ImmutableArray<string>)["0", "0"]));
        Assert.Equal(Socket.OSSupportsIPv6 ? 4 : 2, fixture.Services.Statistics.Snapshot().Length);
    }

    [Fact]
    public void Who_is_not_on_the_list_is_not_heard_and_said_once()
    {
        using var fixture = new InputFixture(allowed: ["UDP, 127.0.0.2/32, [::1]/128", "TCP,127.0.0.1"]);
        var (_, port) = fixture.OpenUdp();
        Send(IPAddress.Loopback, port, "no");
        Send(IPAddress.Loopback, port, "no again");
        Send(IPAddress.Loopback, port, "yes", from: "127.0.0.2");
        Assert.Equal(["yes"], fixture.ReceiveTexts(1));
        Assert.Equal(2, fixture.Counter("disallowed"));
        Assert.Single(fixture.Log.Lines, line => line == "imudp: UDP message from disallowed sender discarded");
    }

    [Fact]
    public void A_rate_limit_drops_what_is_beyond_its_burst_and_tells_how_many()
    {
        using var fixture = new InputFixture();
        var (listener, port) = fixture.OpenUdp(("rateLimit.interval", 60L), ("rateLimit.burst", 2L));
        for (var i = 0; i < 5; i++)
        {
            Send(IPAddress.Loopback, port, i.ToString());
        }

        Assert.Equal(["0", "1"], fixture.ReceiveTexts(2));
        listener.Stop();
        Assert.Contains(fixture.Log.Lines, line => line.EndsWith("begin to drop messages due to rate-limiting"));
        Assert.Contains(
            fixture.Log.Lines, line => line.EndsWith("3 messages lost due to rate-limiting (2 allowed within 60 seconds)"));
    }

    [Fact]
    public void What_cannot_be_bound_is_said_and_the_listener_stays_idle()
    {
        using var fixture = new InputFixture();
        Assert.False(fixture.TryOpen("imudp", ("port", "0"), ("address", "203.0.113.9"), ("ipFreeBind", 0L)));
        Assert.Contains(fixture.Log.Lines, line => line.Contains("203.0.113.9", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_that_no_interface_has_is_bound_by_default()
    {
        using var fixture = new InputFixture();
        Assert.True(fixture.TryOpen("imudp", ("port", "0"), ("address", "203.0.113.9")), fixture.Log.ToString());
    }

    [Fact]
    public void What_was_sent_before_the_stop_is_still_received()
    {
        using var fixture = new InputFixture();
        var (listener, port) = fixture.OpenUdp();
        using var gate = new ManualResetEventSlim();
        fixture.Reactor.Post(gate.Wait);
        for (var i = 0; i < 20; i++)
        {
            Send(IPAddress.Loopback, port, i.ToString());
        }

        gate.Set();
        listener.Stop();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i.ToString()), fixture.ReceiveTexts(20));
    }

    [Fact]
    public void An_empty_pool_makes_the_input_wait_and_loses_nothing_that_fits_the_socket()
    {
        using var fixture = new InputFixture(batches: 1);
        var (_, port) = fixture.OpenUdp();
        var taken = fixture.Queue.Pool.Rent();
        for (var i = 0; i < 50; i++)
        {
            Send(IPAddress.Loopback, port, i.ToString());
        }

        Assert.Equal(0, fixture.Queue.Depth);
        fixture.Queue.Pool.Return(taken);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i.ToString()), fixture.ReceiveTexts(50));
    }

    [Fact]
    public void What_the_kernel_drops_is_counted()
    {
        const int count = 500;
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenUdp(("rcvbufSize", 4096L));
        using var gate = new ManualResetEventSlim();
        fixture.Reactor.Post(gate.Wait);
        for (var i = 0; i < count; i++)
        {
            Send(IPAddress.Loopback, port, "x");
        }

        gate.Set();

        // Also when nothing comes behind them.
        TcpInputTests.WaitFor(() => fixture.Counter("msgs.received") > 0);
        fixture.Settle();
        Assert.Equal(count, fixture.Counter("msgs.received") + fixture.Counter("dropped.kernel"));
        Assert.InRange(fixture.Counter("dropped.kernel"), 1, count);
    }

    [Fact]
    public void Thousands_of_senders_are_told_apart()
    {
        using var fixture = new InputFixture();
        var (_, port) = fixture.OpenUdp(("rcvbufSize", 8L << 20));
        var expected = new List<(string Text, string Port)>();
        for (var i = 0; i < 300; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPAddress.Loopback, port);
            var from = ((IPEndPoint)socket.LocalEndPoint!).Port.ToString();
            socket.Send(Encoding.ASCII.GetBytes("m" + i));
            expected.Add(("m" + i, from));
        }

        Assert.Equal(expected, fixture.Receive(300).Select(m => (m.Text, Encoding.ASCII.GetString(m.Peer.Port))));
    }

    private static void Send(IPAddress to, int port, string text, string? from = null)
    {
        using var socket = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        socket.SendTo(Encoding.UTF8.GetBytes(text), new IPEndPoint(to, port));
    }
}
