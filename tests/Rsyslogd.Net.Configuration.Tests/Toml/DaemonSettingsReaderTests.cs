using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;

namespace Rsyslogd.Net.Configuration.Tests.Toml;

public sealed class DaemonSettingsReaderTests
{
    [Fact]
    public void Every_key_takes_its_value()
    {
        var settings = ReadGood("""
            rules = ["/a/*.conf", "/b.conf"]
            pid-file = "NONE"
            work-directory = '/w'
            umask = "077"
            dns = false
            [run-as]
            user = "syslog"
            group = "adm"
            [limits]
            open-files = 1_000
            message-bytes = 65536
            [listen]
            local = false
            kernel = false
            udp = [514, "192.0.2.1:1514"]
            tcp = ["[2001:db8::1]:601", "10514"]
            [files]
            owner = "syslog"
            group = ""
            mode = "0600"
            directory-mode = "0700"
            """);
        Assert.Equal((string[])["/a/*.conf", "/b.conf"], settings.Rules);
        Assert.Equal(("NONE", "/w", 63, false), (settings.PidFile, settings.WorkDirectory, settings.Umask, settings.EnableDns));
        Assert.Equal(("syslog", "adm"), (settings.User, settings.Group));
        Assert.Equal((1000, 65536), (settings.OpenFiles, settings.MessageBytes));
        Assert.False(settings.ListenLocal || settings.ListenKernel);
        Assert.Equal((ListenAddress[])[new ListenAddress(null, 514), new ListenAddress("192.0.2.1", 1514)], settings.ListenUdp);
        Assert.Equal((ListenAddress[])[new ListenAddress("2001:db8::1", 601), new ListenAddress(null, 10514)], settings.ListenTcp);
        Assert.Equal(("syslog", "", 0x180, 0x1C0), (settings.FileOwner, settings.FileGroup, settings.FileMode, settings.DirectoryMode));
    }

    [Fact]
    public void Tables_may_be_dotted_or_inline()
    {
        Assert.Equal("syslog", ReadGood("files.owner = \"syslog\"\n").FileOwner);
        Assert.Equal("syslog", ReadGood("files = { owner = \"syslog\" }\n").FileOwner);
    }

    [Theory]
    [InlineData("umsak = \"0022\"", "1:1 NS9003 umask")]
    [InlineData("owner = \"root\"", "1:1 NS9003 files.owner")]
    [InlineData("completely = 1", "1:1 NS9003 -")]
    [InlineData("[lisen]\nlocal = true", "1:2 NS9002 [listen]")]
    [InlineData("[[files]]\nowner = \"root\"", "1:3 NS9002 [files]")]
    [InlineData("[files]\nmode = 640", "2:8 NS9004 -")]
    [InlineData("[files]\nmode = \"0688\"", "2:8 NS9004 -")]
    [InlineData("dns = \"on\"", "1:7 NS9004 -")]
    [InlineData("rules = \"/a\"", "1:9 NS9004 -")]
    [InlineData("rules = [\"/a\", 5]", "1:16 NS9004 -")]
    [InlineData("[limits]\nopen-files = \"many\"", "2:14 NS9004 -")]
    [InlineData("[limits]\nopen-files = 3", "2:14 NS9006 -")]
    [InlineData("[listen]\nudp = 514", "2:7 NS9004 -")]
    [InlineData("[listen]\nudp = [0]", "2:8 NS9006 -")]
    [InlineData("[listen]\nudp = [\"host:514\"]", "2:8 NS9006 -")]
    [InlineData("[listen]\nudp = [70000]", "2:8 NS9006 -")]
    [InlineData("dns = true\ndns = false", "2:1 NS9005 -")]
    public void Mistake_is_told_at_its_place(string text, string expected) => Assert.Equal([expected], Mistakes(text));

    [Fact]
    public void What_is_no_toml_is_told_and_the_rest_is_read()
    {
        var bag = new DiagnosticBag();
        var settings = DaemonSettingsReader.Read(new SourceText("x.toml", "dns = false\numask = \n"), bag);
        Assert.False(settings.EnableDns);
        Assert.Equal("NS9001", Assert.Single(bag.Items).Code);
        Assert.Equal(2, bag.Items[0].Span!.Value.Source.GetPosition(bag.Items[0].Span!.Value.Start).Line);
    }

    [Fact]
    public void All_mistakes_are_told_in_one_run() =>
        Assert.Equal(["1:1 NS9003 umask", "3:9 NS9004 -"], Mistakes("umsk = 1\n[listen]\nlocal = 1"));

    [Fact]
    public void Shipped_file_shows_every_key_with_its_default()
    {
        var lines = File.ReadAllLines(Path.Combine(GetSourceFolder(), "..", "..", "..", "conf", "netsyslogd.toml"));
        var shown = new List<string>();
        var table = "";
        foreach (var line in lines)
        {
            if (line.StartsWith('['))
            {
                table = line[1..^1];
            }
            else if (line.StartsWith('#') && line.Length > 1 && line[1] != ' ')
            {
                shown.Add($"{table}|{line[1..]}");
            }
        }

        Assert.Equal(SettingsKeys.All.Select(key => $"{key.Table}|{key.Name} = {key.Default}"), shown);
    }

    [Fact]
    public void Manual_page_tells_every_key_with_its_default()
    {
        var page = File.ReadAllText(Path.Combine(GetSourceFolder(), "..", "..", "..", "packaging", "man", "netsyslogd.toml.5"))
            .Replace("\\(dq", "\"", StringComparison.Ordinal).Replace("\\-", "-", StringComparison.Ordinal);
        Assert.All(SettingsKeys.All, key => Assert.Contains($"\n.B {key.Name} = {key.Default}\n", page, StringComparison.Ordinal));
    }

    private static DaemonSettings ReadGood(string text)
    {
        var bag = new DiagnosticBag();
        var settings = DaemonSettingsReader.Read(new SourceText("x.toml", text), bag);
        Assert.Empty(bag.Items);
        return settings;
    }

    private static IEnumerable<string> Mistakes(string text)
    {
        var bag = new DiagnosticBag();
        _ = DaemonSettingsReader.Read(new SourceText("x.toml", text), bag);
        foreach (var diagnostic in bag.Items)
        {
            var (line, column) = diagnostic.Span!.Value.Source.GetPosition(diagnostic.Span.Value.Start);
            yield return $"{line}:{column} {diagnostic.Code} {diagnostic.Suggestion ?? "-"}";
        }
    }

    private static string GetSourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
