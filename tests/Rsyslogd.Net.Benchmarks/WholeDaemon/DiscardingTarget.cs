using System.Net;
using System.Net.Sockets;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>Another host that reads what it is sent and forgets it. Allocates nothing while it does.</summary>
internal sealed class DiscardingTarget : IDisposable
{
    private readonly byte[] _room = new byte[256 * 1024];
    private readonly Socket _socket;

    /// <param name="type">A TCP or a UDP one.</param>
    public DiscardingTarget(SocketType type)
    {
        var isTcp = type == SocketType.Stream;
        _socket = new Socket(AddressFamily.InterNetwork, type, isTcp ? ProtocolType.Tcp : ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Rule = $"*.* @{(isTcp ? "@" : "")}127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}";
        if (isTcp)
        {
            _socket.Listen();
        }

        new Thread(isTcp ? Accept : () => Read(_socket)) { IsBackground = true }.Start();
    }

    /// <summary>Sends everything here.</summary>
    public string Rule { get; }

    public void Dispose() => _socket.Dispose();

    private void Accept()
    {
        using var connection = _socket.Accept();
        Read(connection);
    }

    private void Read(Socket socket)
    {
        try
        {
            while (socket.Receive(_room) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The measurement is over.
        }
    }
}
