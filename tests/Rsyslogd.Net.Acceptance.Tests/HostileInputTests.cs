using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>Anybody can send to an open port. The daemon lives, its memory is bounded, good records around the bad ones
/// arrive, nothing is written outside of the configured directory, and no line is forged.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string GoodMark = "GOOD";

    private readonly TempDirectory _directory = new();
    private readonly int _port = Ports.GetFree();
    private int _good;

    [Fact]
    public async Task Random_bytes_do_no_harm()
    {
        using var daemon = await Start();
        var random = new Random(20260101);
        var bytes = new byte[4096];
        for (var i = 0; i < 300; i++)
        {
            random.NextBytes(bytes);
            SendTcp(bytes.AsSpan(0, random.Next(1, bytes.Length)));
            SendUdp(bytes[..random.Next(0, 1400)]);
            SendGood();
        }

        await AssertAliveAndClean(daemon);
    }

    [Fact]
    public async Task Frames_cut_at_each_byte_leave_the_next_connection_alone()
    {
        using var daemon = await Start();
        byte[][] frames =
        [
            "<34>1 2026-01-01T10:00:00.003Z host app 12 ID7 [a@1 b=\"c\\\"]\"] text\n"u8.ToArray(),
            "52 <34>1 2026-01-01T10:00:00Z host app - - - counted textx"u8.ToArray(),
            "<13>Oct 11 22:14:15 host tag[7]: text\n"u8.ToArray(),
        ];
        foreach (var frame in frames)
        {
            for (var length = 1; length < frame.Length; length++)
            {
                SendTcp(frame.AsSpan(0, length));
                SendUdp(frame[..length]);
            }

            SendGood();
        }

        await AssertAliveAndClean(daemon);
    }

    [Fact]
    public async Task Long_lines_and_absurd_counts_are_cut()
    {
        using var daemon = await Start();
        var line = new byte[1024 * 1024];
        Array.Fill(line, (byte)'a');
        line[^1] = (byte)'\n';
        string[] absurd =
        [
            "99999999999 <13>x", "9999999999999999999999 <13>x\n", "0 0 0 <13>x\n", "10<13>no space\n", "-5 <13>x\n",
            "<999>x\n", "<13x\n", "<>x\n", "<-1>x\n", "<4294967309>x\n", "<13>\0\0\0\n", "\0\0\0\n\n\n\n", "<13>a\rb\u001b[2Jc\n",
        ];
        SendGood();
        for (var i = 0; i < 8; i++)
        {
            SendTcp(line);
        }

        foreach (var text in absurd)
        {
            SendTcp(Encoding.Latin1.GetBytes(text));
            SendUdp(Encoding.Latin1.GetBytes(text));
            SendGood();
        }

        await AssertAliveAndClean(daemon);
    }

    [Fact]
    public async Task Names_with_dots_and_slashes_stay_in_the_directory()
    {
        using var daemon = await Start();
        string[] names = ["..", "../..", "../../evil", "/etc/evil", "..%2f..%2fevil", ".", "a/../../../evil", "....//evil", "x\0y"];
        foreach (var name in names)
        {
            SendUdp(Encoding.UTF8.GetBytes($"<13>1 2026-01-01T10:00:00Z {name} {name} - - - evil"));
            SendUdp(Encoding.UTF8.GetBytes($"<13>Oct 11 22:14:15 {name} {name}: evil"));
            SendTcp(Encoding.UTF8.GetBytes($"<13>1 2026-01-01T10:00:00Z {name} {name} - - - evil\n"));
        }

        SendGood();
        await AssertAliveAndClean(daemon);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_directory.Path)!, "*evil*"));
    }

    [Fact]
    public async Task Lines_are_not_forged_by_line_ends_in_a_message()
    {
        using var daemon = await Start();
        const string Forged = "Oct 11 22:14:15 host forged: line";
        SendUdp(Encoding.UTF8.GetBytes($"<13>tag: text\n{Forged}"));
        SendUdp(Encoding.UTF8.GetBytes($"<13>tag: text\r\n{Forged}"));
        SendTcp(Encoding.UTF8.GetBytes($"{13 + Forged.Length + 1} <13>tag: text\n{Forged}"));
        SendGood();
        await AssertAliveAndClean(daemon);
        Assert.DoesNotContain(_directory.ReadLines("out/all.log"), l => l.Contains("forged: line", StringComparison.Ordinal)
            && !l.Contains("text#012", StringComparison.Ordinal) && !l.Contains("text#015#012", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thousands_of_idle_connections_and_some_closed_in_mid_frame_do_not_disturb()
    {
        using var daemon = await Start();
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < 5000; i++)
            {
                var socket = await Connect();
                idle.Add(socket);
                if (i % 10 == 0)
                {
                    socket.Send("<13>tag: begun and nev"u8);
                }

                if (i % 500 == 0)
                {
                    SendGood();
                }
            }

            for (var i = 0; i < 1000; i += 10)
            {
                idle[i].Close(0);
            }

            SendGood();
            await AssertAliveAndClean(daemon);
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    public void Dispose() => _directory.Dispose();

    private Task<Netsyslogd> Start()
    {
        Directory.CreateDirectory(_directory["out"]);
        return Netsyslogd.Start(_directory, $"""
            global(net.enableDNS="off")
            module(load="imudp")
            input(type="imudp" port="{_port}" address="127.0.0.1")
            module(load="imtcp" maxSessions="6000")
            input(type="imtcp" port="{_port}" address="127.0.0.1")
            template(name="ByHost" type="string" string="@DIR@/out/hosts/%HOSTNAME%.log")
            template(name="ByProgram" type="string" string="@DIR@/out/programs/%programname%/%app-name%.log")
            action(type="omfile" file="@DIR@/out/all.log")
            action(type="omfile" dynaFile="ByHost")
            action(type="omfile" dynaFile="ByProgram")
            """);
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _port);
        return socket;
    }

    private void SendTcp(ReadOnlySpan<byte> bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, _port);
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[socket.Send(bytes)..];
            }
        }
        catch (SocketException)
        {
            // The daemon may end a connection that it can't make sense of.
        }
    }

    private void SendUdp(byte[] bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo(bytes, new IPEndPoint(IPAddress.Loopback, _port));
    }

    private void SendGood() =>
        SendTcp(Encoding.UTF8.GetBytes($"<13>Oct 11 22:14:15 good app: {GoodMark} {_good++}\n"));

    private async Task AssertAliveAndClean(Netsyslogd daemon)
    {
        SendGood();
        var expected = Enumerable.Range(0, _good).Select(n => $"{GoodMark} {n}").ToHashSet();
        await Eventually.True(
            () => GetGood().SetEquals(expected), () => $"missing {string.Join(", ", expected.Except(GetGood()))}. {daemon.Errors}");
        Assert.False(daemon.HasExited, daemon.Errors);
        Assert.InRange(daemon.GetMemory("VmHWM"), 0, 160 * 1024);
        var status = await daemon.Stop();
        Assert.True(status == 0, $"it ended with {status}: {daemon.Errors}");
        var outside = Directory.EnumerateFileSystemEntries(_directory.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_directory.Path, path))
            .Where(path => !path.StartsWith("out", StringComparison.Ordinal) && path is not "rsyslog.conf");
        Assert.Empty(outside);
    }

    private HashSet<string> GetGood() =>
        [.. _directory.ReadLines("out/all.log").Select(l => l.IndexOf(GoodMark, StringComparison.Ordinal) is >= 0 and var at ? l[at..] : "")
            .Where(l => l.Length > 0)];
}
