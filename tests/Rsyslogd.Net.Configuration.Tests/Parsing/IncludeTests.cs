using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class IncludeTests
{
    private readonly FakeFiles _files = new();

    private string[] ReadPaths(string text)
    {
        var include = Assert.IsType<IncludeSyntax>(Assert.Single(ReadAll(text, _files)));
        return [.. include.Files.Select(file => file.Source.Path)];
    }

    [Fact]
    public void A_pattern_gives_the_files_sorted_by_their_bytes()
    {
        foreach (var name in (string[])["b.conf", "a.conf", "C.conf", ".hidden.conf", "x.txt"])
        {
            _files["/d/" + name] = "stop\n";
        }

        string[] expected = ["/d/C.conf", "/d/a.conf", "/d/b.conf"];
        Assert.Equal(expected, ReadPaths("$IncludeConfig /d/*.conf\n"));
        Assert.Equal(expected, ReadPaths("include(file=\"/d/[a-zA-Z].conf\")"));
        Assert.Equal(["/d/C.conf"], ReadPaths("include(file=\"/?/[!a-z].conf\" mode=\"optional\")"));
    }

    [Fact]
    public void A_directory_gives_all_of_its_files()
    {
        _files["/d/b"] = "stop\n";
        _files["/d/a"] = "stop\n";
        Assert.Equal(["/d/a", "/d/b"], ReadPaths("$IncludeConfig /d/\n"));
    }

    [Fact]
    public void A_pattern_without_matches_is_fine() => Assert.Empty(ReadPaths("$IncludeConfig /none/*.conf\n"));

    [Fact]
    public void A_missing_file_is_fine_only_when_it_is_optional()
    {
        Assert.Empty(ReadPaths("include(file=\"/none\" mode=\"optional\")"));
        Assert.Equal("1:16 NS1301", ReadMistake("$IncludeConfig /none\n"));
        Assert.Equal("1:14 NS1301", ReadMistake("include(file=\"/none\")"));
        Assert.Equal("1:14 NS1301", ReadMistake("include(file=\"/none\" mode=\"abort-if-missing\")"));
    }

    [Fact]
    public void Inclusion_works_in_blocks_and_by_backticks()
    {
        _files["/d/x"] = "mail.* /x\n";
        _files.Environment["WHERE"] = "/d";
        var ruleset = ReadAll("ruleset(name=\"r\") {\n  include(file=`echo $WHERE/x`)\n}\n", _files);
        var include = Assert.IsType<IncludeSyntax>(Assert.Single(Assert.IsType<ObjectSyntax>(ruleset[0]).Body ?? []));
        Assert.IsType<SelectorRuleSyntax>(Assert.Single(include.Files[0].Statements));
    }

    [Fact]
    public void A_text_is_included_as_it_is()
    {
        var include = Assert.IsType<IncludeSyntax>(Assert.Single(ReadAll("include(text=\"mail.* /x\\nstop\")")));
        Assert.Equal(2, include.Files[0].Statements.Length);
    }

    [Fact]
    public void A_cycle_is_an_error_at_the_statement_that_closes_it()
    {
        _files["/a"] = "$IncludeConfig /b\n";
        _files["/b"] = "$IncludeConfig /a\n";
        var bag = new DiagnosticBag();
        ConfigurationLoader.Load("/a", _files, bag);
        var diagnostic = Assert.Single(bag.Items);
        Assert.Equal("NS1303", diagnostic.Code);
        Assert.Equal("/b:1:16", diagnostic.Span.ToString());
    }

    [Fact]
    public void A_mistake_in_an_included_file_names_that_file()
    {
        _files["/a"] = "\n$IncludeConfig /b\n";
        _files["/b"] = "*.* /x\nif $a = 1 then stop\n";
        var bag = new DiagnosticBag();
        ConfigurationLoader.Load("/a", _files, bag);
        var span = Assert.Single(bag.Items).Span;
        Assert.Equal("/b:2:7", span.ToString());
        Assert.Equal("/a:2:16", span?.Source.IncludedAt.ToString());
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        _files.Files["/a"] = [0xEF, 0xBB, 0xBF, .. "*.* /x\n"u8];
        var bag = new DiagnosticBag();
        Assert.Single(ConfigurationLoader.Load("/a", _files, bag)?.Statements ?? []);
        Assert.Empty(bag.Items);
    }

    [Fact]
    public void A_missing_main_file_is_told()
    {
        var bag = new DiagnosticBag();
        Assert.Null(ConfigurationLoader.Load("/none", _files, bag));
        Assert.Equal("NS1302", Assert.Single(bag.Items).Code);
    }

    [Theory]
    [InlineData("include()", "1:1 NS1305")]
    [InlineData("include(file=\"/a\" text=\"b\")", "1:19 NS1306")]
    [InlineData("include(file=\"/a\" mode=\"optinal\")", "1:24 NS1307")]
    [InlineData("include(flie=\"/a\")", "1:9 NS1308")]
    [InlineData("$IncludeConfig\n", "1:1 NS1304")]
    public void Wrong_parameters(string text, string expected) => Assert.Equal(expected, ReadMistake(text));
}
