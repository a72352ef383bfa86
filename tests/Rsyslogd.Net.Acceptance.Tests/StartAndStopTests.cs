using System.Globalization;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>rsyslogd(8): pid file, signals, background, exit status.</summary>
public sealed class StartAndStopTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Pid_file_holds_the_process_id_alone_and_goes_with_the_daemon()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        Assert.Equal(daemon.ProcessId.ToString(CultureInfo.InvariantCulture), _directory.Read("pid"));
        Assert.Equal(0, await daemon.Stop());
        Assert.False(File.Exists(_directory["pid"]));
        Assert.False(File.Exists(_directory["log"]));
    }

    [Fact]
    public async Task Sockets_listen_once_the_pid_file_is_there()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        UnixClient.Send(_directory["log"], "<13>tag: at once");
        await Eventually.True(() => _directory.Read("out.log") == " at once\n", () => _directory.Read("out.log"));
    }

    [Fact]
    public async Task What_has_been_received_is_written_before_the_end()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        UnixClient.Send(_directory["log"], [.. Enumerable.Range(0, 500).Select(n => $"<13>tag: {n}")]);
        Assert.Equal(0, await daemon.Stop());
        Assert.Equal(Enumerable.Range(0, 500).Select(n => $" {n}"), _directory.ReadLines("out.log"));
    }

    [Theory]
    [InlineData(Netsyslogd.SigInt)]
    [InlineData(3)]
    public async Task Interrupt_and_quit_end_a_daemon_in_the_foreground(int signal)
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        Assert.Equal(0, await daemon.Stop(signal));
    }

    [Fact]
    public async Task User_signals_do_nothing()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        daemon.Signal(10);
        daemon.Signal(12);
        UnixClient.Send(_directory["log"], "<13>tag: alive");
        await Eventually.True(() => _directory.Read("out.log") == " alive\n", () => daemon.Errors);
    }

    [Fact]
    public async Task Hang_up_opens_files_again()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        UnixClient.Send(_directory["log"], "<13>tag: before");
        await Eventually.True(() => _directory.Read("out.log") == " before\n", () => daemon.Errors);
        File.Move(_directory["out.log"], _directory["out.log.1"]);
        daemon.Signal(Netsyslogd.SigHup);
        await daemon.Says("HUPed");
        UnixClient.Send(_directory["log"], "<13>tag: after");
        await Eventually.True(() => _directory.Read("out.log") == " after\n", () => daemon.Errors);
        Assert.Equal(" before\n", _directory.Read("out.log.1"));
    }

    [Fact]
    public async Task Hang_ups_while_it_ends_do_not_matter()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        UnixClient.Send(_directory["log"], [.. Enumerable.Range(0, 500).Select(n => $"<13>tag: {n}")]);
        daemon.Signal(Netsyslogd.SigTerm);
        while (!daemon.HasExited)
        {
            daemon.Signal(Netsyslogd.SigHup);
        }

        Assert.Equal(0, await daemon.WaitForEnd());
        Assert.Equal(Enumerable.Range(0, 500).Select(n => $" {n}"), _directory.ReadLines("out.log"));
    }

    [Fact]
    public async Task Hang_up_is_heard_behind_nohup()
    {
        var path = _directory.Write("rsyslog.conf", Configurations.SocketToFile);
        using var daemon = Netsyslogd.Launch(
            "nohup", _directory, [], [Netsyslogd.Binary, "-n", "-f", path, "-i", _directory["pid"]]);
        await daemon.WaitForPidFile(_directory["pid"]);
        daemon.Signal(Netsyslogd.SigHup);
        await daemon.Says("HUPed");
    }

    [Fact]
    public async Task Second_instance_with_the_same_pid_file_is_refused()
    {
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        var second = Netsyslogd.Run(Netsyslogd.Binary, _directory, "-n", "-f", _directory["rsyslog.conf"], "-i", _directory["pid"]);
        Assert.Equal(1, second.Status);
        Assert.Contains("-i", second.Errors, StringComparison.Ordinal);
        UnixClient.Send(_directory["log"], "<13>tag: undisturbed");
        await Eventually.True(() => _directory.Read("out.log") == " undisturbed\n", () => daemon.Errors);
    }

    [Fact]
    public async Task Pid_file_of_a_process_that_is_gone_or_is_another_program_does_not_matter()
    {
        _directory.Write("pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        using var daemon = await Netsyslogd.Start(_directory, Configurations.SocketToFile);
        Assert.Equal(0, await daemon.Stop());
    }

    [Fact]
    public async Task Without_n_it_goes_to_the_background_and_the_command_returns_when_it_listens()
    {
        var path = _directory.Write("rsyslog.conf", Configurations.SocketToFile);
        var start = Netsyslogd.Run(Netsyslogd.Binary, _directory, "-f", path, "-i", _directory["pid"]);
        Assert.Equal(0, start.Status);
        var process = int.Parse(_directory.Read("pid"), CultureInfo.InvariantCulture);
        try
        {
            UnixClient.Send(_directory["log"], "<13>tag: in the background");
            await Eventually.True(() => _directory.Read("out.log") == " in the background\n", () => "no output");

            // A session of its own, away from the terminal and from any mounted directory.
            Assert.Equal("/", new DirectoryInfo($"/proc/{process}/cwd").ResolveLinkTarget(false)!.FullName);
            Assert.Equal("/dev/null", new FileInfo($"/proc/{process}/fd/0").ResolveLinkTarget(false)!.FullName);
            Assert.Equal(process, GetSession(process));
        }
        finally
        {
            Netsyslogd.SendSignal(process, Netsyslogd.SigTerm);
        }

        await Eventually.True(() => !File.Exists(_directory["pid"]), () => "it did not end");
    }

    [Fact]
    public void Without_n_a_failure_to_start_is_seen_by_the_command()
    {
        var path = _directory.Write("rsyslog.conf", "# nothing to do\n");
        var start = Netsyslogd.Run(Netsyslogd.Binary, _directory, "-f", path, "-i", _directory["pid"]);
        Assert.Equal(1, start.Status);
        Assert.Contains("no action", start.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static int GetSession(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(fields[3], CultureInfo.InvariantCulture);
    }
}
