using System.Text.Json;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>Options, exit status and what is said.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Good = "*.* /tmp/never-written\n";
    private const string Wrong = "*.* /tmp/never-written\nactoin(type=\"omfile\" file=\"/tmp/never-written\")\n";

    private readonly TempDirectory _directory = new();

    [Fact]
    public void Version_has_the_lines_that_scripts_look_for()
    {
        var result = Run("-v");
        Assert.Equal(0, result.Status);
        Assert.Contains("rsyslogd 8.", result.Output, StringComparison.Ordinal);
        Assert.Contains("FEATURE_REGEXP:\t\t\t\tYes", result.Output, StringComparison.Ordinal);
        Assert.Contains("systemd support:\t\t\tYes", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Z")]
    [InlineData("extra")]
    [InlineData("-N")]
    [InlineData("-Nx")]
    [InlineData("-u9")]
    public void Unknown_and_incomplete_options_end_with_the_usage(string option)
    {
        var result = Run(option);
        Assert.Equal(1, result.Status);
        Assert.StartsWith("netsyslogd: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-N1")]
    [InlineData("-nN1")]
    [InlineData("-N", "1")]
    [InlineData("-4", "-x", "-C", "-A", "-q", "-Q", "-w", "-D", "-M", "/lib", "-S", "127.0.0.1", "-N1")]
    public void Check_level_1_checks_and_ends(params string[] options)
    {
        Assert.Equal(0, Run([.. options, "-f", _directory.Write("good.conf", Good)]).Status);
        var wrong = Run([.. options, "-f", _directory.Write("wrong.conf", Wrong)]);
        Assert.Equal(1, wrong.Status);
        Assert.Contains("\nwrong.conf:2:1: error[", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("\n  actoin(", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("\n  ^^^^^^", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("did you mean `action`?", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_may_be_attached_and_the_last_one_counts()
    {
        var good = _directory.Write("good.conf", Good);
        Assert.Equal(0, Run("-N1", "-f/nowhere", $"-f{good}").Status);
    }

    [Fact]
    public void File_that_can_not_be_read_is_named()
    {
        foreach (var option in (string[])["-N1", "-n"])
        {
            var result = Run(option, "-f", "/nowhere.conf", "-iNONE");
            Assert.Equal(1, result.Status);
            Assert.Contains("'/nowhere.conf'", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_reads_several_files_and_tells_all_mistakes()
    {
        var result = Run("check", _directory.Write("good.conf", Good), _directory.Write("wrong.conf", Wrong + Wrong));
        Assert.Equal(1, result.Status);
        Assert.Contains("wrong.conf:2:1: error[", result.Errors, StringComparison.Ordinal);
        Assert.Contains("wrong.conf:4:1: error[", result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Run("check", _directory["good.conf"]).Status);
    }

    [Fact]
    public void Check_writes_json_for_editors()
    {
        var result = Run("check", "--format", "json", _directory.Write("wrong.conf", Wrong));
        Assert.Equal(1, result.Status);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(2, json.RootElement[0].GetProperty("line").GetInt32());
        Assert.Equal(1, json.RootElement[0].GetProperty("column").GetInt32());
    }

    [Fact]
    public void Check_level_1_ends_with_the_lines_that_rsyslogd_names()
    {
        var result = Run("-N1", "-f", _directory.Write("wrong.conf", Wrong));
        Assert.Contains(
            $"\nnetsyslogd: error during parsing file {_directory["wrong.conf"]}, on or before line 2: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_alone_leave_the_status_0()
    {
        var result = Run("check", _directory.Write("warned.conf", "mail.none /tmp/never\n" + Good));
        Assert.Equal(0, result.Status);
        Assert.Contains("warned.conf:1:1: warning[NS2501]: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1 ", false)]
    public void Colour_is_for_terminals_that_want_it(string environment, bool isColoured)
    {
        var wrong = _directory.Write("wrong.conf", Wrong);
        Assert.DoesNotContain("\e[", Run("check", wrong).Errors, StringComparison.Ordinal);
        var terminal = Netsyslogd.Run(
            "script", _directory, ["-qec", $"{environment}{Netsyslogd.Binary} check {wrong}", "/dev/null"]);
        Assert.Equal(1, terminal.Status);
        Assert.Contains("did you mean `action`?", terminal.Output, StringComparison.Ordinal);
        Assert.Equal(isColoured, terminal.Output.Contains("\e[1;31merror", StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_tells_what_codes_mean()
    {
        var result = Run("explain", "ns1103", "NS1104");
        Assert.Equal(0, result.Status);
        Assert.StartsWith("NS1103: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nwrong:\n    if $msg =~ ", result.Output, StringComparison.Ordinal);
        Assert.Contains("NS1101  ", Run("explain").Output, StringComparison.Ordinal);
        var unknown = Run("explain", "NS1");
        Assert.Equal(1, unknown.Status);
        Assert.Contains("there is no code \"NS1\"", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_in_the_settings_are_told_with_place_and_suggestion()
    {
        _directory.Write("rules.conf", Good);
        var settings = _directory.Write("netsyslogd.toml",
            "rules = [\"@DIR@/rules.conf\"]\numsak = \"0022\"\n[listen]\nlocal = \"no\"\n[fils]\nowner = \"root\"\n");
        var result = Run("check", settings);
        Assert.Equal(1, result.Status);
        Assert.Contains(
            $"{settings}:2:1: error[NS9003]: unknown key \"umsak\"\n  umsak = \"0022\"\n  ^^^^^\n  help: did you mean `umask`?",
            result.Errors, StringComparison.Ordinal);
        Assert.Contains(":4:9: error[NS9004]: listen.local takes true or false", result.Errors, StringComparison.Ordinal);
        Assert.Contains(":5:2: error[NS9002]: unknown table [fils]", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_configuration_is_written_with_includes_in_place()
    {
        _directory.Write("d/one.conf", "local0.* /tmp/never-one\n");
        var path = _directory.Write("main.conf", "# first\n$IncludeConfig @DIR@/d/*.conf\n*.* /tmp/never-two\n");
        Assert.Equal(0, Run("-N1", "-f", path, "-o", _directory["full"]).Status);
        var full = _directory.Read("full");
        Assert.Contains("# first", full, StringComparison.Ordinal);
        Assert.True(
            full.IndexOf("never-one", StringComparison.Ordinal) < full.IndexOf("never-two", StringComparison.Ordinal), full);
    }

    public void Dispose() => _directory.Dispose();

    private ProgramResult Run(params string[] arguments) => Netsyslogd.Run(Netsyslogd.Binary, _directory, arguments);
}
