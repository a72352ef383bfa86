using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>What this program is for: unchanged Python programs log to a file of their owner and, at the same time, to
/// another machine by UDP and TCP, where each sender has its own file.</summary>
public sealed partial class StoryTests : IDisposable
{
    private const int RecordsOfEach = 1000;

    private readonly TempDirectory _directory = new();
    private readonly int _port = Ports.GetFree();

    [Fact]
    public async Task Records_of_two_python_programs_reach_the_file_and_the_other_machine_by_udp_and_tcp()
    {
        Directory.CreateDirectory(_directory["a/rules.d"]);
        Directory.CreateDirectory(_directory["b"]);
        using var receiver = await Netsyslogd.StartFile(
            _directory, _directory.Write("b/rsyslog.conf", ReceiverRules()), "b/pid");
        _directory.Write("a/rules.d/tmp.conf", SenderRules());
        using var sender = await Netsyslogd.StartFile(_directory, _directory.Write("a/rsyslog.conf", SenderMain), "a/pid");

        var programs = new[] { "billing", "shop" };
        var runs = programs.Select(name => Task.Run(() => Netsyslogd.Run(
            "python3", _directory, Configurations.GetProgram("server_log.py"), _directory["a/log"], name, $"{RecordsOfEach}")));
        foreach (var run in await Task.WhenAll(runs))
        {
            Assert.True(run.Status == 0, run.Errors);
        }

        var host = (await File.ReadAllTextAsync("/proc/sys/kernel/hostname")).Trim().Split('.')[0];
        string[] files = ["a/Server.log", $"b/remote/{host}-imudp.log", $"b/remote/{host}-imtcp.log"];
        foreach (var file in files)
        {
            await Eventually.True(
                () => _directory.ReadLines(file).Length >= 2 * RecordsOfEach,
                () => $"{file}: {_directory.ReadLines(file).Length} lines. {sender.Errors} {receiver.Errors}");
            AssertComplete(file, programs);
        }

        // "& stop": nothing of it in the machines' own files, and one file per host and transport, no more.
        Assert.DoesNotContain("ServerLog", _directory.Read("a/syslog"), StringComparison.Ordinal);
        Assert.DoesNotContain("ServerLog", _directory.Read("b/syslog"), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_directory["b/remote"]).Length);
        AssertOwnerAndMode();
        Assert.Equal(0, await sender.Stop());
        Assert.Equal(0, await receiver.Stop());
    }

    [Fact]
    public async Task Python_falls_back_to_a_stream_socket()
    {
        using var daemon = await Netsyslogd.Start(_directory, """
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="@DIR@/log" SocketType="stream")
            template(name="Plain" type="string" string="%msg%\n")
            *.* action(type="omfile" file="@DIR@/a/Server.log" template="Plain")

            """);
        var run = Netsyslogd.Run(
            "python3", _directory, Configurations.GetProgram("server_log.py"), _directory["log"], "shop", "100");
        Assert.True(run.Status == 0, run.Errors);
        await Eventually.True(() => _directory.ReadLines("a/Server.log").Length >= 100, () => daemon.Errors);
        Assert.All(_directory.ReadLines("a/Server.log"), line => Assert.EndsWith("日本語 🚀", line, StringComparison.Ordinal));
        Assert.Equal(100, _directory.ReadLines("a/Server.log").Length);
    }

    public void Dispose() => _directory.Dispose();

    private const string SenderMain =
        """
        module(load="imuxsock" SysSock.Use="off")
        input(type="imuxsock" Socket="@DIR@/a/log")
        $IncludeConfig @DIR@/a/rules.d/*.conf
        *.* @DIR@/a/syslog

        """;

    private static string Owner => Netsyslogd.IsRoot ? "daemon" : Environment.UserName;

    private string SenderRules() =>
        $"""
        {(Netsyslogd.IsRoot ? $"$FileOwner {Owner}\n$FileGroup {Owner}" : "")}
        $FileCreateMode 0644
        $DirCreateMode 0755
        $Umask 0022
        $template serverLog,"@DIR@/a/Server.log"
        $template LogFormat,"%msg%\n"
        if $syslogfacility-text == 'local0' and $syslogtag contains 'ServerLog' then -?serverLog;LogFormat
        if $syslogfacility-text == 'local0' and $syslogtag contains 'ServerLog' then @{Target()}:{_port}
        if $syslogfacility-text == 'local0' and $syslogtag contains 'ServerLog' then @@{Target()}:{_port}
        & stop

        """;

    private string ReceiverRules() =>
        $"""
        $ModLoad imudp
        $UDPServerRun {_port}
        $ModLoad imtcp
        $InputTCPServerRun {_port}
        $template Remote,"@DIR@/b/remote/%HOSTNAME%-%inputname%.log"
        :fromhost-ip, !isequal, "127.0.0.1" ?Remote
        & stop
        *.* @DIR@/b/syslog

        """;

    /// <summary>An address of this machine that isn't 127.0.0.1, so that the receiver takes it for another one.</summary>
    private static string Target()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return "[::1]";
        }
        catch (SocketException)
        {
            return Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork)
                .First(address => !address.Equals(IPAddress.Loopback)).ToString();
        }
    }

    // The tag ends at the first colon or blank. In "ServerLog:2026-01-01 10:00:00,123 - …" the local socket takes the date for a
    // part of it, as rsyslogd does, so that the file of %msg% begins with the time.
    /// <summary>Every record once, those of each program in their order, the text intact.</summary>
    private void AssertComplete(string file, string[] programs)
    {
        var lines = _directory.ReadLines(file);
        Assert.Equal(2 * RecordsOfEach, lines.Length);
        foreach (var program in programs)
        {
            var numbers = new List<int>();
            foreach (var line in lines.Where(l => l.Contains($" - {program} - INFO - ", StringComparison.Ordinal)))
            {
                var match = Record().Match(line);
                Assert.True(match.Success, $"{file}: {line}");
                Assert.EndsWith(": žluťoučký kůň, Größe 5 €, 日本語 🚀", line, StringComparison.Ordinal);
                numbers.Add(int.Parse(match.Groups[1].ValueSpan));
            }

            Assert.Equal(Enumerable.Range(0, RecordsOfEach), numbers);
        }
    }

    private void AssertOwnerAndMode()
    {
        var file = _directory["a/Server.log"];
        var expected = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Assert.Equal(expected, File.GetUnixFileMode(file));
        Assert.Equal($"{Owner}\n", Netsyslogd.Run("stat", _directory, "-c", "%U", file).Output);
    }

    [GeneratedRegex(@"(?:^|ServerLog: ?\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d,\d{3} - \w+ - INFO - record (\d+) of ")]
    private static partial Regex Record();
}
