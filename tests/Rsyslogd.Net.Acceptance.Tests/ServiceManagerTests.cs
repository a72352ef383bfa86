using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>systemd: sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3).</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Service_manager_is_told_of_start_reload_watchdog_and_stop(bool isAbstract)
    {
        var name = isAbstract ? $"@nsl-{Guid.NewGuid():N}" : _directory["notify"];
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + name[1..] : name));
        using var daemon = Launch(("NOTIFY_SOCKET", name), ("WATCHDOG_USEC", "200000"));
        Assert.Equal("READY=1", Receive(manager));
        Assert.True(File.Exists(_directory["pid"]), "ready, and no pid file");
        Assert.Equal("WATCHDOG=1", Receive(manager));
        daemon.Signal(Netsyslogd.SigHup);
        var reload = ReceiveOther(manager);
        Assert.StartsWith("RELOADING=1\nMONOTONIC_USEC=", reload, StringComparison.Ordinal);
        Assert.Equal("READY=1", ReceiveOther(manager));
        daemon.Signal(Netsyslogd.SigTerm);
        Assert.Equal("STOPPING=1", ReceiveOther(manager));
        Assert.Equal(0, await daemon.WaitForEnd());
    }

    [Fact]
    public async Task Lines_for_the_journal_carry_their_level()
    {
        using var daemon = Launch(("JOURNAL_STREAM", "8:1"));
        await daemon.WaitForPidFile(_directory["pid"]);
        await Eventually.True(() => daemon.Errors.StartsWith("<6>[origin", StringComparison.Ordinal), () => daemon.Errors);
    }

    [Fact]
    public async Task Socket_that_is_handed_over_is_used_and_stays()
    {
        var path = _directory.Write("rsyslog.conf", Configurations.SocketToFile);
        using var daemon = Netsyslogd.Launch(
            "python3", _directory, [],
            [Configurations.GetProgram("hand_over.py"), _directory["log"], Netsyslogd.Binary, "-n", "-f", path, "-i", _directory["pid"]]);

        // Accepted by the kernel even before the daemon runs.
        await Eventually.True(() => File.Exists(_directory["log"]), () => daemon.Errors);
        UnixClient.Send(_directory["log"], "<13>tag: early");
        await Eventually.True(() => _directory.Read("out.log") == " early\n", () => daemon.Errors);
        Assert.Equal(0, await daemon.Stop());
        Assert.True(File.Exists(_directory["log"]), "the socket is the manager's, not ours");
    }

    public void Dispose() => _directory.Dispose();

    private Netsyslogd Launch(params (string Name, string Value)[] environment)
    {
        var path = _directory.Write("rsyslog.conf", Configurations.SocketToFile);
        return Netsyslogd.Launch(
            Netsyslogd.Binary, _directory, environment.Select(e => KeyValuePair.Create(e.Name, e.Value)),
            ["-n", "-f", path, "-i", _directory["pid"]]);
    }

    private static string ReceiveOther(Socket manager)
    {
        string state;
        do
        {
            state = Receive(manager);
        }
        while (state == "WATCHDOG=1");

        return state;
    }

    private static string Receive(Socket manager)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer));
    }
}
