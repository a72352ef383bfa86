using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>Sends datagrams to a unix socket, as syslog(3) does.</summary>
internal static class UnixClient
{
    public static void Send(string path, params string[] frames)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        foreach (var frame in frames)
        {
            socket.Send(Encoding.UTF8.GetBytes(frame));
        }
    }
}
