using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>The rules that distributions install (see InTheWild of the tests of the configuration), running: messages are where
/// their users look for them.</summary>
public sealed class InTheWildTests
{
    private static readonly string[] Frames =
    [
        "<38>Oct 11 22:14:15 h sshd[1]: auth.info",
        "<86>Oct 11 22:14:15 h su: authpriv.info",
        "<78>Oct 11 22:14:15 h CRON[2]: cron.info",
        "<30>Oct 11 22:14:15 h app: daemon.info",
        "<31>Oct 11 22:14:15 h app: daemon.debug",
        "<22>Oct 11 22:14:15 h postfix/smtp[3]: mail.info",
        "<19>Oct 11 22:14:15 h postfix/smtp[3]: mail.err",
        "<58>Oct 11 22:14:15 h innd: news.crit",
        "<14>Oct 11 22:14:15 h app: [UFW BLOCK] user.info",
        "<14>Oct 11 22:14:15 h [CLOUDINIT] user.info",
        "<190>Oct 11 22:14:15 h boot: local7.info",
        "<13>Oct 11 22:14:15 h last: user.notice",
    ];

    [Theory]
    [InlineData("debian-12", "syslog", "cron.info|daemon.info|daemon.debug|mail.info|mail.err|news.crit|user.info|user.info|local7.info|user.notice")]
    [InlineData("debian-12", "auth.log", "auth.info|authpriv.info")]
    [InlineData("debian-12", "cron.log", "cron.info")]
    [InlineData("debian-12", "mail.log", "mail.info|mail.err")]
    [InlineData("debian-12", "user.log", "user.info|user.info|user.notice")]
    [InlineData("debian-11", "daemon.log", "daemon.info|daemon.debug")]
    [InlineData("debian-11", "mail.warn", "mail.err")]
    [InlineData("debian-11", "debug", "daemon.debug")]
    [InlineData("debian-11", "messages", "user.info|user.info|local7.info|user.notice")]
    [InlineData("ubuntu-22", "syslog", "cron.info|daemon.info|daemon.debug|mail.info|mail.err|news.crit|user.info|local7.info|user.notice")]
    [InlineData("ubuntu-22", "ufw.log", "user.info")]
    [InlineData("ubuntu-22", "cloud-init.log", "user.info")]
    [InlineData("ubuntu-22", "mail.err", "mail.err")]
    [InlineData("fedora", "messages", "auth.info|daemon.info|news.crit|user.info|user.info|local7.info|user.notice")]
    [InlineData("fedora", "secure", "authpriv.info")]
    [InlineData("fedora", "maillog", "mail.info|mail.err")]
    [InlineData("fedora", "cron", "cron.info")]
    [InlineData("fedora", "spooler", "news.crit")]
    [InlineData("fedora", "boot.log", "local7.info")]
    public void Messages_are_in_the_files_where_users_look_for_them(string name, string file, string expected)
    {
        using var engine = new RunningEngine(Read(name), NotYetModules);
        engine.SendRaw(Frames);

        var last = expected.Split('|')[^1];
        engine.Await(() => engine.Read(file).EndsWith(last + "\n", StringComparison.Ordinal), $"{file}: {engine.Read(file)}");
        Assert.Equal(expected.Split('|'), engine.Read(file).TrimEnd('\n').Split('\n').Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public void What_Ubuntu_and_Fedora_write_begins_with_the_traditional_time()
    {
        foreach (var (name, file) in new[] { ("ubuntu-22", "syslog"), ("fedora", "cron"), ("debian-11", "cron.log") })
        {
            using var engine = new RunningEngine(Read(name), NotYetModules);
            engine.SendRaw(Frames);
            var read = file == "cron.log" ? "syslog" : file;
            engine.Await(() => engine.Read(read).Length > 0, $"{name}: nothing in {read}");
            Assert.StartsWith("Oct 11 22:14:15 h CRON[2]: cron.info\n", engine.Read(read));
        }
    }

    [Fact]
    public void The_failover_chain_ends_in_the_local_buffer()
    {
        var rules = Read("failover").Replace("primary.example.net", "127.0.0.1:1", StringComparison.Ordinal)
            .Replace("secondary.example.net", "127.0.0.1:1", StringComparison.Ordinal);
        using var engine = new RunningEngine(rules);
        engine.SendRaw(Frames[0]);

        engine.Await(() => engine.Read("localbuffer").EndsWith("auth.info\n", StringComparison.Ordinal), engine.Read("localbuffer"));
        engine.Await(() => engine.Read("all").EndsWith("auth.info\n", StringComparison.Ordinal), engine.Read("all"));
    }

    private static string[] NotYetModules => ["NS2002"];

    // What would touch this machine goes into the directory of the test; the kernel's log is not read.
    private static string Read(string name, [CallerFilePath] string path = "")
    {
        var file = Path.Combine(
            Path.GetDirectoryName(path)!, "..", "..", "Rsyslogd.Net.Configuration.Tests", "InTheWild", name + ".conf");
        return File.ReadAllText(file)
            .Replace("/var/log/", "DIR/", StringComparison.Ordinal)
            .Replace("/var/spool/rsyslog", "DIR", StringComparison.Ordinal)
            .Replace("/var/lib/rsyslog", "DIR", StringComparison.Ordinal)
            .Replace("/etc/rsyslog.d", "DIR/rsyslog.d", StringComparison.Ordinal)
            .Replace("module(load=\"imuxsock\"", "module(load=\"imuxsock\" SysSock.Name=\"DIR/log\"", StringComparison.Ordinal)
            .Replace("module(load=\"imklog\"", "module(load=\"imklog\" logPath=\"DIR/kmsg\"", StringComparison.Ordinal);
    }
}
