using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>A machine that boots without any logging is worse than one wrong rule left out.</summary>
public sealed class WrongConfigurationTests : IDisposable
{
    private const string WrongFilter = "if $msg contans 'x' then action(type=\"omfile\" file=\"@DIR@/wrong.log\")\n";

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Wrong_statement_alone_is_left_out_and_said()
    {
        using var daemon = await Netsyslogd.Start(
            _directory, WrongFilter + Configurations.SocketToFile + "$FileOwnr root\n*.* @DIR@/second.log\n");
        UnixClient.Send(_directory["log"], "<13>tag: x");
        await Eventually.True(() => _directory.ReadLines("second.log").Length == 1, () => daemon.Errors);
        Assert.Equal(" x\n", _directory.Read("out.log"));
        Assert.False(File.Exists(_directory["wrong.log"]), "a rule whose condition is wrong ran without it");
        await daemon.Says("rsyslog.conf:1:");
        await daemon.Says("FileOwner");
    }

    [Fact]
    public void Abort_on_unclean_config_ends_the_start() =>
        AssertRefused("global(abortOnUncleanConfig=\"on\")\n" + Configurations.SocketToFile + WrongFilter, "abortOnUncleanConfig");

    [Fact]
    public void Nothing_usable_ends_the_start() => AssertRefused(WrongFilter, "no action");

    [Fact]
    public async Task Settings_with_a_mistake_keep_the_default_of_that_key()
    {
        _directory.Write("rules.conf", Configurations.SocketToFile + "$template Plain2,\"%msg%\\n\"\n*.* @DIR@/old.log;Plain2\n");
        var settings = _directory.Write("netsyslogd.toml",
            "rules = [\"@DIR@/*.conf\"]\nwork-directory = \"@DIR@\"\numask = 22\n[listen]\nlocal = false\nkernel = false\n[files]\nowner = \"\"\ngroup = \"\"\n");
        using var daemon = await Netsyslogd.StartFile(_directory, settings, "pid");
        UnixClient.Send(_directory["log"], "<13>tag: runs");
        await Eventually.True(() => _directory.Read("out.log") == " runs\n", () => daemon.Errors);
        await daemon.Says("netsyslogd.toml:3:9: error[NS9004]: umask takes an octal mode");
        await Eventually.True(() => _directory.Read("old.log") == " runs\n", () => daemon.Errors);
        Assert.Equal("-rw-r-----", GetMode(_directory["out.log"]));
        Assert.Equal("-rw-r-----", GetMode(_directory["old.log"]));
    }

    public void Dispose() => _directory.Dispose();

    private static string GetMode(string path)
    {
        var mode = File.GetUnixFileMode(path);
        var text = "-";
        for (var bit = 8; bit >= 0; bit--)
        {
            text += ((int)mode & (1 << bit)) == 0 ? '-' : "xwr"[bit % 3];
        }

        return text;
    }

    private void AssertRefused(string configuration, string reason)
    {
        var path = _directory.Write("rsyslog.conf", configuration);
        var result = Netsyslogd.Run(Netsyslogd.Binary, _directory, "-n", "-f", path, "-i", _directory["pid"]);
        Assert.Equal(1, result.Status);
        Assert.Contains(reason, result.Errors.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["pid"]));
    }
}
