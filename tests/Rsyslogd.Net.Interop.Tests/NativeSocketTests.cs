using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Interop.Tests;

public sealed class NativeSocketTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("interop").FullName;

    private string SocketPath => Path.Combine(_directory, "socket");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Datagrams_come_with_their_bytes_lengths_and_cuts()
    {
        using var receiver = new DatagramReceiver(slots: 4, maxBytes: 10);
        var descriptor = Bind();
        using var sender = Connect();
        Assert.Equal(0, receiver.Receive(descriptor, DatagramControl.None));
        foreach (var text in (string[])["one", "", "exactly 10", "longer than 10", "next call"])
        {
            sender.Send(Encoding.ASCII.GetBytes(text));
        }

        Assert.Equal(4, receiver.Receive(descriptor, DatagramControl.None));
        Assert.Equal("one"u8, receiver.Payload(0));
        Assert.True(receiver.Payload(1).IsEmpty);
        Assert.Equal("exactly 10"u8, receiver.Payload(2));
        Assert.False(receiver.IsCut(2));
        Assert.Equal("longer tha"u8, receiver.Payload(3));
        Assert.True(receiver.IsCut(3));
        Assert.True(receiver.Sender(0).Length <= 2);
        receiver.Release(4);
        Assert.Equal(1, receiver.Receive(descriptor, DatagramControl.None));
        Assert.Equal("next call"u8, receiver.Payload(0));
        NativeSocket.Close(descriptor);
    }

    [Fact]
    public void Credentials_are_those_of_the_sender_and_only_there_when_asked_for()
    {
        using var receiver = new DatagramReceiver(4, 100);
        var descriptor = Bind();
        Assert.Equal(0, NativeSocket.SetOption(descriptor, SocketOption.PassCredentials, 1));
        using var sender = Connect();
        for (var round = 0; round < 3; round++)
        {
            sender.Send("x"u8);
            sender.Send("y"u8);
            Assert.Equal(2, receiver.Receive(descriptor, DatagramControl.Credentials));
            Assert.True(receiver.TryGetCredentials(1, out var credentials));
            Assert.Equal(Environment.ProcessId, credentials.ProcessId);
            receiver.Release(2);
        }

        sender.Send("z"u8);
        Assert.Equal(1, receiver.Receive(descriptor, DatagramControl.None));
        Assert.False(receiver.TryGetCredentials(0, out _));
        NativeSocket.Close(descriptor);
    }

    [Fact]
    public void A_socket_tells_what_waits_and_what_was_dropped()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = 4096;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(new SocketMemory(0, 2 * 4096, 0), SocketMemory.Of((int)socket.Handle));
        for (var i = 0; i < 100; i++)
        {
            socket.SendTo("x"u8, socket.LocalEndPoint!);
        }

        var memory = SocketMemory.Of((int)socket.Handle);
        Assert.InRange(memory.Waiting, 100u, 3 * 4096u);
        Assert.InRange(memory.Drops, 1u, 99u);
        Assert.Equal(default, SocketMemory.Of(-1));
    }

    [Fact]
    public void Failures_are_negative_and_have_words()
    {
        using var receiver = new DatagramReceiver(1, 64);
        Assert.True(receiver.Receive(-1, DatagramControl.None) < 0);
        Assert.Equal("Bad file descriptor", NativeSocket.Describe(NativeSocket.Read(-1, new byte[1])));
        Assert.Equal("No such file or directory", NativeSocket.Describe(NativeSocket.OpenForReading("/nonexistent")));
        Assert.True(NativeSocket.Listen(-1, 1) < 0);
        Assert.True(NativeSocket.GetName(-1, new byte[16]) < 0);
        Assert.True(NativeSocket.GetOption(-1, SocketOption.Type) < 0);
    }

    [Fact]
    public void A_poller_tells_what_is_readable_for_as_long_as_it_is()
    {
        using var poller = new Poller();
        using var first = new EventDescriptor();
        using var second = new EventDescriptor();
        const long token = 0x1234_5678_9abc_def0;
        Assert.True(poller.TryAdd(first.Descriptor, 1, out _));
        Assert.True(poller.TryAdd(second.Descriptor, token, out _));
        Assert.Equal(0, poller.Wait(0));
        second.Set();
        second.Set();
        Assert.Equal(1, poller.Wait(1000));
        Assert.Equal(token, poller.Token(0));
        Assert.Equal(1, poller.Wait(0));
        first.Set();
        Assert.Equal(2, poller.Wait(0));
        second.Clear();
        Assert.Equal(1, poller.Wait(0));
        Assert.Equal(1, poller.Token(0));
        poller.Remove(first.Descriptor);
        Assert.Equal(0, poller.Wait(0));
    }

    [Fact]
    public void A_plain_file_cannot_be_polled()
    {
        using var poller = new Poller();
        var path = Path.Combine(_directory, "file");
        File.WriteAllText(path, "x");
        var descriptor = NativeSocket.OpenForReading(path);
        Assert.False(poller.TryAdd(descriptor, 1, out var errno));
        Assert.Equal("Operation not permitted", NativeSocket.Describe(-errno));
        NativeSocket.Close(descriptor);
    }

    [Fact]
    public void A_wake_signal_is_remembered_and_taken_back()
    {
        using var signal = new WakeSignal();
        Assert.False(signal.Wait(0));
        signal.Set();
        signal.Set();
        Assert.True(signal.Wait(-1));
        Assert.False(signal.Wait(1000));
        var waiter = new Thread(() => signal.Set());
        waiter.Start();
        Assert.True(signal.Wait(5_000_000));
        waiter.Join();
    }

    private int Bind()
    {
        var descriptor = NativeSocket.Create(NativeSocket.FamilyUnix, NativeSocket.Datagram);
        Assert.True(descriptor >= 0);
        byte[] address = [NativeSocket.FamilyUnix, 0, .. Encoding.UTF8.GetBytes(SocketPath), 0];
        Assert.Equal(0, NativeSocket.Bind(descriptor, address));
        return descriptor;
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        return socket;
    }
}
