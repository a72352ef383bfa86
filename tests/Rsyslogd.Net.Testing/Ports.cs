using System.Net;
using System.Net.Sockets;

namespace Rsyslogd.Net.Testing;

/// <summary>Ports for tests.</summary>
public static class Ports
{
    private static int _last = 20000 + (Environment.ProcessId * 7 % 8000);

    /// <summary>A port that is free for UDP and TCP, on all addresses. Below the range from which the kernel gives ports to clients.</summary>
    public static int GetFree()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _last);
            try
            {
                using var tcp = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
                using var udp = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true };
                tcp.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
                udp.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
                return port;
            }
            catch (SocketException)
            {
                // In use: the next one.
            }
        }
    }
}
