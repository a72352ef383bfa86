using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>netsyslogd reload, with the daemon that runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Second = "$template Plain2,\"%msg%\\n\"\n*.* @DIR@/second.log;Plain2\n";

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Good_configuration_is_in_force_when_the_command_ends()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        _directory.Write("rsyslog.conf", Configurations.SocketToFile + Second);
        var result = Reload();
        Assert.Equal((0, ""), (result.Status, result.Errors));
        UnixClient.Send(_directory["log"], "<13>tag: both");
        await Eventually.True(() => _directory.Read("second.log") == " both\n", () => daemon.Errors);
        Assert.Equal(" both\n", _directory.Read("out.log"));
        await daemon.Says("configuration reloaded");
    }

    [Fact]
    public async Task Wrong_configuration_is_refused_with_its_place_and_the_old_one_goes_on()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        var path = _directory.Write("rsyslog.conf", "actoin(type=\"omfile\" file=\"/x\")\n" + Second);
        var result = Reload();
        Assert.Equal(1, result.Status);
        Assert.Contains($"{path}:1:1: error[", result.Errors, StringComparison.Ordinal);
        Assert.Contains("did you mean `action`?", result.Errors, StringComparison.Ordinal);
        UnixClient.Send(_directory["log"], "<13>tag: old");
        await Eventually.True(() => _directory.Read("out.log") == " old\n", () => daemon.Errors);
        Assert.False(File.Exists(_directory["second.log"]));
        await daemon.Says("the one in force goes on");
    }

    [Fact]
    public async Task Socket_of_commands_is_beside_the_pid_file_for_its_owner_alone_and_goes_with_the_daemon()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory["pid.control"]));
        Assert.Equal(0, await daemon.Stop());
        Assert.False(File.Exists(_directory["pid.control"]));
    }

    [Fact]
    public void Without_a_daemon_the_command_says_so()
    {
        var result = Reload();
        Assert.Equal(1, result.Status);
        Assert.Contains("no daemon answers", result.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no such socket", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_without_its_socket_says_so_and_runs()
    {
        Directory.CreateDirectory(Path.Combine(_directory["pid.control"], "in-the-way"));
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        await daemon.Says("no control socket");
        UnixClient.Send(_directory["log"], "<13>tag: runs");
        await Eventually.True(() => _directory.Read("out.log") == " runs\n", () => daemon.Errors);
    }

    public void Dispose() => _directory.Dispose();

    private ProgramResult Reload() => Netsyslogd.Run(Netsyslogd.Binary, _directory, "reload", "-i", _directory["pid"]);
}
