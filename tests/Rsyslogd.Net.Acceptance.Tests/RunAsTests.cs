using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>Who the daemon works as: [run-as], $PrivDropToUser and $PrivDropToGroup.</summary>
public sealed class RunAsTests : IDisposable
{
    private const string Somebody = "daemon";
    private const string Other = "games";

    private readonly TempDirectory _directory = new();

    public RunAsTests() =>
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_111_111);

    [Fact]
    public async Task Daemon_that_is_not_root_goes_on_as_it_is_and_says_where_the_configuration_differs()
    {
        var path = _directory.Write("rsyslog.conf", $"$PrivDropToUser {Other}\n$PrivDropToGroup {Other}\n" + Configurations.SocketToFile);
        using var daemon = await StartUnprivileged(path);
        await Logs(daemon);
        var line = await TheWarning(daemon);
        Assert.Contains($"{path}:1:17: warning: ", line, StringComparison.Ordinal);
        Assert.Contains($"not as user {Other}", line, StringComparison.Ordinal);
        Assert.Contains("systemctl edit netsyslogd", line, StringComparison.Ordinal);
        var reload = Netsyslogd.Run(Netsyslogd.Binary, _directory, "reload", "-i", _directory["pid"]);
        Assert.Equal(0, reload.Status);
        Assert.Contains($"{path}:1:17: warning: ", reload.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_in_the_settings_is_told_as_well()
    {
        _directory.Write("rules.conf", Configurations.SocketToFile);
        var path = _directory.Write(
            "netsyslogd.toml",
            "rules = [\"@DIR@/rules.conf\"]\nwork-directory = \"@DIR@\"\nlisten = { local = false, kernel = false }\n"
            + $"[files]\nowner = \"\"\ngroup = \"\"\n[run-as]\nuser = \"{Other}\"\n");
        using var daemon = await StartUnprivileged(path);
        await Logs(daemon);
        Assert.Contains($"{path}:8:8: warning: ", await TheWarning(daemon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_user_and_group_are_nothing_to_be_said_of()
    {
        var (user, group) = Netsyslogd.IsRoot ? (Somebody, Somebody) : (Environment.UserName, null);
        var path = _directory.Write(
            "rsyslog.conf",
            $"$PrivDropToUser {user}\n{(group is null ? "" : $"$PrivDropToGroup {group}\n")}" + Configurations.SocketToFile);
        using var daemon = await StartUnprivileged(path);
        await Logs(daemon);

        // At its end all has arrived that it ever said.
        Assert.Equal(0, await daemon.Stop());
        Assert.Empty(Warnings(daemon));
    }

    [Fact]
    public async Task Somebody_unknown_ends_the_start_of_root_alone()
    {
        var path = _directory.Write("rsyslog.conf", "$PrivDropToUser nobody-knows-me\n" + Configurations.SocketToFile);
        using var daemon = await StartUnprivileged(path);
        await Logs(daemon);
        await daemon.Says("there is no user");
        if (Netsyslogd.IsRoot)
        {
            var result = Netsyslogd.Run(Netsyslogd.Binary, _directory, "-n", "-f", path, "-i", _directory["another"]);
            Assert.Equal(1, result.Status);
            Assert.Contains("does not exist", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Root_becomes_who_is_named()
    {
        if (!Netsyslogd.IsRoot)
        {
            return;
        }

        using var daemon = await Netsyslogd.Start(
            _directory,
            $"$FileOwner {Somebody}\n$PrivDropToUser {Somebody}\n$PrivDropToGroup {Somebody}\n" + Configurations.SocketToFile);
        await Logs(daemon);
        var status = File.ReadAllLines($"/proc/{daemon.ProcessId}/status");
        Assert.DoesNotContain("Uid:\t0\t0\t0\t0", status);
        Assert.Contains("CapEff:\t0000000000000000", status);
    }

    public void Dispose() => _directory.Dispose();

    private static string[] Warnings(Netsyslogd daemon) =>
        daemon.Errors.Split('\n').Where(line => line.Contains(" warning: ", StringComparison.Ordinal)).ToArray();

    private static async Task<string> TheWarning(Netsyslogd daemon)
    {
        await Eventually.True(() => Warnings(daemon).Length > 0, () => daemon.Errors);
        return Assert.Single(Warnings(daemon));
    }

    private async Task Logs(Netsyslogd daemon)
    {
        UnixClient.Send(_directory["log"], "<13>tag: runs");
        await Eventually.True(() => _directory.Read("out.log") == " runs\n", () => daemon.Errors);
    }

    private async Task<Netsyslogd> StartUnprivileged(string path)
    {
        string[] arguments = ["-n", "-f", path, "-i", _directory["pid"]];
        var daemon = Netsyslogd.IsRoot
            ? Netsyslogd.Launch(
                "setpriv", _directory, [], ["--reuid", Somebody, "--regid", Somebody, "--clear-groups", CopyBinary(), .. arguments])
            : Netsyslogd.Launch(Netsyslogd.Binary, _directory, [], arguments);
        await daemon.WaitForPidFile(_directory["pid"]);
        return daemon;
    }

    // To where everybody may run it. Not by this process: another test may start a program meanwhile, which would hold the copy
    // open for writing, and what is being written can't be run.
    private string CopyBinary()
    {
        var copied = Netsyslogd.Run("install", _directory, "-m755", Netsyslogd.Binary, _directory["netsyslogd"]);
        Assert.True(copied.Status == 0, copied.Errors);
        return _directory["netsyslogd"];
    }
}
