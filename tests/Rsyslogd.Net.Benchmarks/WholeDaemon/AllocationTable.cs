using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>How many bytes the engine allocates for a message, from the socket to the file or the other host.</summary>
internal static class AllocationTable
{
    private const int Messages = 1_000_000;
    private const int WarmUp = 1_000_000;

    // The last messages are at most a few batches behind the sender.
    private const int SettleMicroseconds = 400_000;

    private const string Rules =
        """
        :msg, contains, "needle" DIR/none.log
        if $programname == 'nobody' and $msg startswith 'x' then DIR/none.log
        mail.err DIR/none.log

        """;

    /// <summary>Each way in with each way out.</summary>
    public static void Run()
    {
        MarkdownTable.Begin(
            "Allocations", "A million messages, after as many to warm up, through three rules that don't match and one that does.",
            "", "bytes in all", "bytes per message", "garbage collections");
        var traditional = File("RSYSLOG_TraditionalFileFormat");
        var rfc3164 = new LoadPlan(Traffic.Rfc3164());
        Row("TCP, to a file", engine => Tcp(engine), rfc3164, traditional);
        Row("local socket, to a file", engine => Unix(engine), new(Traffic.Local()) { Connections = 1 }, traditional);
        Row("UDP, to a file", engine => Udp(engine), rfc3164, traditional);
        Row(
            "TCP, RFC 5424 with octet counts, to a file", engine => Tcp(engine),
            new(Traffic.Rfc5424()) { HasOctetCounts = true }, File("RSYSLOG_SyslogProtocol23Format"));
        Row(
            "TCP, to dynamic files", engine => Tcp(engine), rfc3164,
            "template(name=\"name\" type=\"string\" string=\"DIR/%hostname%/%programname:::secpath-replace%.log\")\n*.* -?name");
        using var tcp = new DiscardingTarget(SocketType.Stream);
        Row("TCP, to another host over TCP", engine => Tcp(engine), rfc3164, tcp.Rule);
        using var udp = new DiscardingTarget(SocketType.Dgram);
        Row("TCP, to another host over UDP", engine => Tcp(engine), rfc3164, udp.Rule);
    }

    private static void Row(string label, Func<TestedEngine, Socket> connect, LoadPlan plan, string action)
    {
        using var engine = new TestedEngine(Rules + action);
        using var load = new Load(() => connect(engine), plan);
        load.Send(WarmUp);
        Poller.Pause(SettleMicroseconds);
        var collections = GC.CollectionCount(0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        load.Send(Messages);
        Poller.Pause(SettleMicroseconds);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        collections = GC.CollectionCount(0) - collections;
        MarkdownTable.Row(
            label, bytes.ToString("N0", CultureInfo.InvariantCulture),
            ((double)bytes / Messages).ToString("F3", CultureInfo.InvariantCulture),
            collections.ToString(CultureInfo.InvariantCulture));
    }

    private static string File(string template) => $"*.* action(type=\"omfile\" file=\"DIR/all.log\" template=\"{template}\")";

    private static Socket Tcp(TestedEngine engine)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, engine.TcpPort);
        return socket;
    }

    private static Socket Udp(TestedEngine engine)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, engine.UdpPort);
        return socket;
    }

    private static Socket Unix(TestedEngine engine)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(engine.Folder, "log")));
        return socket;
    }
}
