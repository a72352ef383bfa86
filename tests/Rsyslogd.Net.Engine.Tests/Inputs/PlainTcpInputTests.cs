using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class PlainTcpInputTests
{
    [Fact]
    public void An_unterminated_frame_is_dropped_when_the_peer_closes()
    {
        using var fixture = new InputFixture();
        var port = Open(fixture);
        Send(port, "<13>whole\n5 <14>x<13>rest");
        Send(port, "<13>next\n");
        fixture.Settle();
        Assert.Equal(["<13>next", "<13>whole", "<14>x"], fixture.ReceiveTexts(3).Order());
    }

    [Fact]
    public void The_rest_of_a_counted_frame_that_is_too_long_is_dropped()
    {
        using var fixture = new InputFixture();
        Send(Open(fixture), $"9000 {new string('a', 9000)}<13>next\n");
        Assert.Equal([new string('a', 8096), "<13>next"], fixture.ReceiveTexts(2));
    }

    [Fact]
    public void MultiLine_ends_a_frame_where_a_PRI_or_nothing_follows()
    {
        using var fixture = new InputFixture();
        Send(Open(fixture, ("multiLine", true)), "<13>one\n two\n<13>three\n3 abc\n<13>four\n");
        Assert.Equal(["<13>one\n two", "<13>three\n3 abc", "<13>four"], fixture.ReceiveTexts(3));
    }

    [Fact]
    public void A_frame_ends_where_a_line_matches_the_delimiter_expression_wherever_reads_end()
    {
        const string stream = "junk\n<13>Jan one\n<13>Foo\n\n<14>Jan two\n7 a\n<15>Jan lost\n";
        for (var cut = 1; cut < stream.Length; cut++)
        {
            using var fixture = new InputFixture();
            using var socket = InputFixture.Connect(Open(fixture, ("framing.delimiter.regex", "^<[0-9]{1,3}>(Jan|Feb)")));
            socket.NoDelay = true;
            socket.Send(Encoding.ASCII.GetBytes(stream[..cut]));
            fixture.Settle();
            socket.Send(Encoding.ASCII.GetBytes(stream[cut..]));
            Assert.Equal(["junk", "<13>Jan one\n<13>Foo\n", "<14>Jan two\n7 a"], fixture.ReceiveTexts(3));
        }
    }

    [Fact]
    public void A_line_without_end_does_not_wait_for_its_header_for_ever()
    {
        using var fixture = new InputFixture();
        Send(Open(fixture, ("framing.delimiter.regex", "^<")), $"<13>a\n{new string('x', 100_000)}");
        Assert.True(fixture.Receive(12).Count == 12);
    }

    [Fact]
    public void Spaces_before_a_frame_are_skipped_for_Cisco_ASA()
    {
        using var fixture = new InputFixture();
        Send(Open(fixture, ("framingfix.cisco.asa", true)), "<13>one\n <13>two\n 5 <14>x");
        Assert.Equal(["<13>one", "<13>two", "<14>x"], fixture.ReceiveTexts(3));
    }

    [Fact]
    public void A_local_socket_has_its_mode_and_goes_with_the_input()
    {
        using var fixture = new InputFixture();
        var path = Path.Combine(fixture.Directory, "log");
        var listener = fixture.Open("imptcp", ("path", path), ("unlink", true), ("fileCreateMode", 0b110_000_000L));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send("<13>one\n5 <14>x"u8);
        Assert.Equal(["<13>one", "<14>x"], fixture.ReceiveTexts(2));
        listener.Stop();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_path_that_is_taken_is_an_error_without_unlink()
    {
        using var fixture = new InputFixture();
        var path = Path.Combine(fixture.Directory, "log");
        File.WriteAllText(path, "");
        Assert.False(fixture.TryOpen("imptcp", ("path", path)));
        Assert.Contains("cannot create", fixture.Log.ToString(), StringComparison.Ordinal);
    }

    private static int Open(InputFixture fixture, params (string Name, object Value)[] parameters)
    {
        var file = Path.Combine(fixture.Directory, "port");
        fixture.Open("imptcp", [("port", "0"), ("address", "127.0.0.1"), ("listenPortFileName", file), .. parameters]);
        return int.Parse(File.ReadAllText(file));
    }

    private static void Send(int port, string text)
    {
        using var socket = InputFixture.Connect(port);
        socket.Send(Encoding.ASCII.GetBytes(text));
        socket.Shutdown(SocketShutdown.Send);
    }
}
