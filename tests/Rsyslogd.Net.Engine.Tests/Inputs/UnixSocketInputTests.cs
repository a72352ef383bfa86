using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.Inputs.ImUxSock;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class UnixSocketInputTests
{
    [Fact]
    public void Datagrams_come_in_order_with_this_machine_as_sender()
    {
        const int count = 3000;
        using var fixture = new InputFixture(Settings("thisbox"));
        var path = Open(fixture);
        using var socket = Connect(path);
        var sender = new Thread(() =>
        {
            for (var i = 0; i < count; i++)
            {
                socket.Send(Encoding.ASCII.GetBytes($"<13>app: {i}\0"));
            }
        });
        sender.Start();
        var all = fixture.Receive(count);
        sender.Join();
        for (var i = 0; i < count; i++)
        {
            Assert.Equal($"<13>app: {i}\0", all[i].Text);
        }

        Assert.Equal("thisbox"u8.ToArray(), all[0].Peer.Name);
        Assert.Equal("127.0.0.1"u8.ToArray(), all[0].Peer.Address);
        Assert.Empty(all[0].Peer.Port);
        Assert.Equal(FrameDialect.Local, all[0].Source.Dialect);
        Assert.Equal("imuxsock"u8.ToArray(), all[0].Source.Name);
    }

    [Fact]
    public void A_host_name_of_the_socket_replaces_this_machines()
    {
        using var fixture = new InputFixture();
        using var socket = Connect(Open(fixture, ("hostName", "jail1"), ("useSpecialParser", false), ("parseHostname", true)));
        socket.Send("x"u8);
        var (_, peer, source) = fixture.Receive(1)[0];
        Assert.Equal("jail1"u8.ToArray(), peer.Name);
        Assert.Equal(FrameDialect.ParserChain, source.Dialect);
        Assert.True(source.ParseHostname);
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, true, false, true)]
    [InlineData(true, false, true, true)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, true, true)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, true)]
    public void The_time_of_reception_counts_unless_the_senders_is_asked_for(
        bool special, bool systemTime, bool ignore, bool ignores)
    {
        using var fixture = new InputFixture();
        using var socket = Connect(
            Open(fixture, ("useSpecialParser", special), ("useSysTimeStamp", systemTime), ("ignoreTimestamp", ignore)));
        socket.Send("x"u8);
        Assert.Equal(ignores, fixture.Receive(1)[0].Source.IgnoresSenderTime);
    }

    [Fact]
    public void The_socket_is_writable_for_all_replaces_a_stale_one_and_is_removed_at_the_end()
    {
        using var fixture = new InputFixture();
        var path = Path.Combine(fixture.Directory, "deep", "er", "log");
        Assert.False(fixture.TryOpen("imuxsock", ("socket", path)));
        Assert.Contains(fixture.Log.Lines, line => line == $"cannot create '{path}': No such file or directory");
        var first = fixture.Open("imuxsock", ("socket", path), ("createPath", true));
        Assert.Equal((UnixFileMode)0b110_110_110, File.GetUnixFileMode(path));
        var second = fixture.Open("imuxsock", ("socket", path));
        using (var socket = Connect(path))
        {
            socket.Send("to the second"u8);
        }

        Assert.Equal(["to the second"], fixture.ReceiveTexts(1));
        second.Stop();
        Assert.False(File.Exists(path));
        first.Stop();
    }

    [Fact]
    public void Without_unlink_the_socket_stays()
    {
        using var fixture = new InputFixture();
        var path = Path.Combine(fixture.Directory, "log");
        fixture.Open("imuxsock", ("socket", path), ("unlink", false)).Stop();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_path_that_is_too_long_is_an_error()
    {
        using var fixture = new InputFixture();
        Assert.False(fixture.TryOpen("imuxsock", ("socket", "/tmp/" + new string('x', 200))));
        Assert.Contains(fixture.Log.Lines, line => line.Contains("107 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_process_id_of_the_system_replaces_the_senders()
    {
        using var fixture = new InputFixture();
        using var socket = Connect(Open(fixture, ("usePIDFromSystem", true)));
        socket.Send("<13>app[1]: x"u8);
        Assert.Equal([$"<13>app[{Environment.ProcessId}]: x"], fixture.ReceiveTexts(1));
    }

    [Theory]
    [InlineData("<13>app[1]: x", "<13>app[99]: x")]
    [InlineData("<13>app: x", "<13>app[99]: x")]
    [InlineData("<13>app x", "<13>app[99]: x")]
    [InlineData("<13>Oct 11 22:14:15 app[1]: x", "<13>Oct 11 22:14:15 app[99]: x")]
    [InlineData("app:x y", "app[99]:x y")]
    [InlineData("<13>app[", "<13>app[99]:")]
    [InlineData("<13>", "<13>[99]:")]
    [InlineData("", "[99]:")]
    public void The_tag_takes_the_real_process_id(string frame, string expected)
    {
        var target = new byte[100];
        var length = TrustedProcess.RewriteTag(Encoding.ASCII.GetBytes(frame), 99, target);
        Assert.Equal(expected, Encoding.ASCII.GetString(target, 0, length));
    }

    [Fact]
    public void Annotation_says_who_sent()
    {
        using var fixture = new InputFixture();
        using var socket = Connect(Open(fixture, ("annotate", true)));
        socket.Send("<13>app: x\n\0"u8);
        var text = fixture.ReceiveTexts(1)[0];
        Assert.StartsWith($"<13>app: x @[_PID={Environment.ProcessId} _UID=", text);
        Assert.Contains(" _COMM=", text);
        Assert.EndsWith("\"]", text);
    }

    [Fact]
    public void A_process_beyond_its_rate_is_dropped_except_for_what_is_important()
    {
        using var fixture = new InputFixture();
        using var socket = Connect(Open(
            fixture, ("rateLimit.interval", 60L), ("rateLimit.burst", 2L), ("rateLimit.severity", 4L)));
        foreach (var text in (string[])["<13>a: 1", "<13>a: 2", "<13>a: 3", "<11>a: 4", "<13>a: 5"])
        {
            socket.Send(Encoding.ASCII.GetBytes(text));
        }

        Assert.Equal(["<13>a: 1", "<13>a: 2", "<11>a: 4"], fixture.ReceiveTexts(3));
        fixture.Settle();
        Assert.Equal(2, fixture.Counter("ratelimit.discarded"));
        Assert.Contains(fixture.Log.Lines, line => line.StartsWith($"imuxsock[pid: {Environment.ProcessId}, name: /"));
    }

    [Fact]
    public void A_stream_socket_takes_frames_that_end_in_nul_or_line_feed_or_with_the_connection()
    {
        using var fixture = new InputFixture();
        var path = Open(fixture, ("socketType", "stream"));
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send("<13>one\0<13>two\n12 is no count\0<13>rest"u8);
        }

        Assert.Equal(["<13>one", "<13>two", "12 is no count", "<13>rest"], fixture.ReceiveTexts(4));
        Assert.Equal("imuxsock"u8.ToArray(), fixture.Receive(4)[0].Source.Name);
    }

    [Fact]
    public void A_socket_handed_over_is_taken_and_never_removed()
    {
        var directory = Directory.CreateTempSubdirectory("inherited").FullName;
        var path = Path.Combine(directory, "log");
        using var given = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        given.Bind(new UnixDomainSocketEndPoint(path));
        var descriptor = (int)given.SafeHandle.DangerousGetHandle();
        var inherited = InheritedSockets.Collect("7", "1", ownPid: 7, first: descriptor);
        Assert.Equal(descriptor, inherited[path]);
        Assert.Empty(InheritedSockets.Collect("8", "1", ownPid: 7, first: descriptor));
        Assert.Empty(InheritedSockets.Collect(null, null, ownPid: 7, first: descriptor));

        using (var fixture = new InputFixture(new() { EnableDns = false, InheritedSockets = inherited }))
        {
            using var socket = Connect(path);
            socket.Send("sent before the start"u8);
            fixture.Open("imuxsock", ("socket", path)).Stop();
            fixture.Open("imuxsock", ("socket", path));
            socket.Send("sent after it"u8);
            Assert.Equal(["sent before the start", "sent after it"], fixture.ReceiveTexts(2));
        }

        Assert.True(File.Exists(path));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void The_system_socket_is_there_by_loading_the_module_unless_switched_off()
    {
        using var fixture = new InputFixture();
        var path = Path.Combine(fixture.Directory, "log");
        var off = InputFixture.Parameters(("sysSock.use", false));
        Assert.Null(InputFactory.CreateForModule(new BoundModule("imuxsock", off, default!), fixture.Context));
        var on = InputFixture.Parameters(("sysSock.name", path));
        var listener = InputFactory.CreateForModule(new BoundModule("imuxsock", on, default!), fixture.Context)!;
        fixture.Keep(listener);
        Assert.True(listener.Start());
        using var socket = Connect(path);
        socket.Send("<13>a: b"u8);
        Assert.Equal(["<13>a: b"], fixture.ReceiveTexts(1));
    }

    private static EngineSettings Settings(string host) => new()
    {
        EnableDns = false,
        Parser = new ParserSettings { LocalHostname = Encoding.ASCII.GetBytes(host) },
    };

    private static string Open(InputFixture fixture, params (string Name, object Value)[] parameters)
    {
        var path = Path.Combine(fixture.Directory, "log");
        fixture.Open("imuxsock", [("socket", path), .. parameters]);
        return path;
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
