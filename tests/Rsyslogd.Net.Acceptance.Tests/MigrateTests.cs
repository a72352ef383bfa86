using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary><c>netsyslogd migrate</c>: what it tells and what it writes.</summary>
public sealed class MigrateTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_is_supported_stays_as_it_is()
    {
        const string rules = "# all of it\n$FileCreateMode 0640\n*.info;mail.none\t-/var/log/syslog # most\nif $msg contains 'x' then {\n  stop\n}\n";
        var result = Migrate(rules);
        Assert.Equal(0, result.Status);
        Assert.Contains("main.conf:3: exact: *.info;mail.none\t-/var/log/syslog # most\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"4 exact, 0 approximate, 0 unsupported\nwrote {Out}\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(rules, File.ReadAllText(Out));
    }

    [Fact]
    public void What_is_not_available_is_commented_out_with_all_that_needs_it()
    {
        var result = Migrate("module(load=\"imrelp\")\ninput(type=\"imrelp\"\n  port=\"2514\") # theirs\n*.* /var/log/all\n");
        Assert.Equal(0, result.Status);
        Assert.Contains("main.conf:2: unsupported: input(type=\"imrelp\"\n    the module imrelp is ", result.Output, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Out);
        Assert.StartsWith("# netsyslogd migrate: the module imrelp is documented by rsyslog", lines[0]);
        Assert.Equal("#module(load=\"imrelp\")", lines[1]);
        Assert.Equal(["#input(type=\"imrelp\"", "#  port=\"2514\") # theirs", "*.* /var/log/all"], lines[3..]);
        Assert.Equal(0, Run("check", Out).Status);
    }

    [Fact]
    public void The_rest_of_a_rule_stays_when_one_of_its_actions_goes()
    {
        Migrate("mail.* action(type=\"omrelp\" target=\"a\")\n& stop\nif $msg contains 'x' then action(type=\"omrelp\" target=\"b\") else stop\n*.* /var/log/all\n");
        var lines = File.ReadAllLines(Out).Where(line => line[0] != '#');
        Assert.Equal(["mail.* continue", "& stop", "if $msg contains 'x' then continue else stop", "*.* /var/log/all"], lines);
        Assert.Contains("#   action(type=\"omrelp\" target=\"a\")", File.ReadAllLines(Out));
        Assert.Equal("", Run("check", Out).Errors);
    }

    [Fact]
    public void Included_files_are_taken_along()
    {
        _directory.Write("rsyslog.d/10-a.conf", "local0.* /var/log/a\n");
        _directory.Write("rsyslog.d/20-b.conf", "$NoSuchThing on\nlocal1.* /var/log/b\n");
        var result = Migrate($"$IncludeConfig {_directory.Path}/rsyslog.d/*.conf\ninclude(file=\"{_directory.Path}/none/*.conf\" mode=\"optional\")\n*.* /var/log/all\n");
        Assert.Equal(0, result.Status);
        Assert.StartsWith(
            $"$IncludeConfig {_directory.Path}/out/rsyslog.d/*.conf\ninclude(file=\"{_directory.Path}/out/none/*.conf\" mode=\"optional\")\n",
            File.ReadAllText(Out),
            StringComparison.Ordinal);
        Assert.Equal("local0.* /var/log/a\n", File.ReadAllText(Path.Combine(_directory.Path, "out/rsyslog.d/10-a.conf")));
        Assert.Contains("\n#$NoSuchThing on\n", File.ReadAllText(Path.Combine(_directory.Path, "out/rsyslog.d/20-b.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_settings_and_the_service_do_is_left_to_them()
    {
        var result = Migrate("module(load=\"imuxsock\")\n$WorkDirectory /var/spool/rsyslog\n$PrivDropToUser syslog\n*.* /var/log/all\n");
        Assert.Contains(":1: exact: module(load=\"imuxsock\")\n    netsyslogd.toml loads it", result.Output, StringComparison.Ordinal);
        Assert.Contains(":2: approximate: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(":3: approximate: ", result.Output, StringComparison.Ordinal);
        Assert.Equal(["*.* /var/log/all"], File.ReadAllLines(Out).Where(line => line[0] != '#'));
    }

    [Fact]
    public void What_was_there_is_kept()
    {
        _directory.Write("out/50-default.conf", "old\n");
        Migrate("*.* /var/log/all\n");
        Assert.Equal("old\n", File.ReadAllText(Out + ".before-migration"));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var result = Run("migrate", "--dry-run", "--output", $"{_directory.Path}/out", _directory.Write("main.conf", "*.* /var/log/all\n"));
        Assert.Equal(0, result.Status);
        Assert.EndsWith("1 exact, 0 approximate, 0 unsupported\n", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_directory.Path, "out")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        var result = Run("migrate", "/nonexistent");
        Assert.Equal(1, result.Status);
        Assert.Contains("/nonexistent cannot be read", result.Errors, StringComparison.Ordinal);
    }

    private string Out => Path.Combine(_directory.Path, "out/50-default.conf");

    private ProgramResult Migrate(string rules) =>
        Run("migrate", "--output", Path.Combine(_directory.Path, "out"), _directory.Write("main.conf", rules));

    private ProgramResult Run(params string[] arguments) => Netsyslogd.Run(Netsyslogd.Binary, _directory, arguments);
}
