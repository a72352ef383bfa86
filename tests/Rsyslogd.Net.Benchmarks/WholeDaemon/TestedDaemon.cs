using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>
/// A daemon that runs as a process of its own with rules of the test's: a directory stands for <c>DIR</c> in them. It listens
/// on TCP, on UDP and on a local socket.
/// </summary>
internal sealed class TestedDaemon : IDisposable
{
    private const int PauseMicroseconds = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    /// <param name="program">Path of netsyslogd, or of rsyslogd.</param>
    /// <param name="rules">What follows the inputs.</param>
    /// <param name="globals">More parameters of global().</param>
    public TestedDaemon(string program, string rules, string globals = "")
    {
        Folder = Directory.CreateTempSubdirectory("bench-").FullName;
        Directory.CreateDirectory(Output);
        UdpPort = FreeUdpPort();
        var inputs =
            $"""
             global(workDirectory="DIR" net.enableDNS="off" {globals})
             module(load="imtcp" MaxSessions="20000")
             input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="DIR/port")
             module(load="imudp")
             input(type="imudp" port="{UdpPort}" address="127.0.0.1")
             module(load="imuxsock" SysSock.Use="off")
             input(type="imuxsock" Socket="DIR/log" RateLimit.Interval="0")

             """;
        var configuration = Path.Combine(Folder, "test.conf");
        File.WriteAllText(configuration, (inputs + rules + "\n").Replace("DIR", Folder, StringComparison.Ordinal));
        var arguments = new[] { "-n", "-f", configuration, "-i", Path.Combine(Folder, "pid") };
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, line) => _said.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        TcpPort = AwaitStart(Path.Combine(Folder, "port"));
    }

    public string Folder { get; }

    /// <summary>Where the rules write: <c>DIR/out</c>.</summary>
    public string Output => Path.Combine(Folder, "out");

    public int TcpPort { get; }

    public int UdpPort { get; }

    public int ProcessId => _process.Id;

    public DaemonFigures Figures => DaemonFigures.Read(_process.Id);

    public static void Pause(int microseconds = PauseMicroseconds)
    {
        // Less than a second at a time is what nanosleep(2) takes in this form.
        const int most = 500_000;
        for (; microseconds > 0; microseconds -= most)
        {
            Poller.Pause(Math.Min(microseconds, most));
        }
    }

    public Socket ConnectTcp() => Connect(
        new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
        new IPEndPoint(IPAddress.Loopback, TcpPort));

    public Socket ConnectUdp() => Connect(
        new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new IPEndPoint(IPAddress.Loopback, UdpPort));

    public Socket ConnectUnix() => Connect(
        new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified),
        new UnixDomainSocketEndPoint(Path.Combine(Folder, "log")));

    /// <summary>Waits until it has done nothing for some 30 ms.</summary>
    public void AwaitRest()
    {
        const int restPauses = 3;
        const int pause = 10_000;
        var last = Figures;
        for (var unchanged = 0; unchanged < restPauses; unchanged++)
        {
            Pause(pause);
            var now = Figures;
            if (now != last)
            {
                unchanged = -1;
                last = now;
            }
        }
    }

    public void Dispose()
    {
        using (var end = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture)))
        {
            end.WaitForExit();
        }

        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Socket Connect(Socket socket, EndPoint target)
    {
        socket.Connect(target);
        return socket;
    }

    private static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private int AwaitStart(string portFile)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
        {
            if (File.Exists(portFile) && int.TryParse(File.ReadAllText(portFile), CultureInfo.InvariantCulture, out var port))
            {
                // Local and UDP sockets are bound in the same moment.
                AwaitRest();
                return port;
            }

            Pause();
        }

        throw new InvalidOperationException($"the daemon does not start with {Folder}/test.conf: {_said}");
    }
}
