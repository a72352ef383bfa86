using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class SelectorTests
{
    [Theory]
    [InlineData("mail.info /x", "mail . info")]
    [InlineData("auth,authpriv.* /x", "auth,authpriv . *")]
    [InlineData("*.=debug;mail.none /x", "* .= debug; mail . none")]
    [InlineData("local0.!=info;*.!err /x", "local0 .!= info; * .! err")]
    [InlineData("mail.info,kern.* /x", "mail . info; kern . *")]
    [InlineData("mail.info;;kern.3 /x", "mail . info; kern . 3")]
    [InlineData("*.*@@host", "* . *")]
    public void Parts_are_read_in_order(string line, string expected)
    {
        var rule = ReadOne<SelectorRuleSyntax>(line);
        var parts = rule.Selector.Parts.Select(part =>
            $"{string.Join(',', part.Facilities)} .{(part.IsNegated ? "!" : "")}{(part.IsExact ? "=" : "")} {part.Severity}");
        Assert.Equal(expected, string.Join("; ", parts));
    }

    [Fact]
    public void A_backslash_joins_lines_and_the_names_keep_their_places()
    {
        var rule = ReadOne<SelectorRuleSyntax>("*.=info;*.=warn;\\\n\tauth.none\t-/x\n");
        Assert.Equal(3, rule.Selector.Parts.Length);
        Assert.Equal("test.conf:2:2", rule.Selector.Parts[2].Facilities[0].Span.ToString());
        Assert.True(Assert.IsType<FileActionSyntax>(Assert.Single(rule.Actions)).IsUnsynced);
    }

    [Fact]
    public void Ampersand_lines_add_actions_to_the_rule()
    {
        var rule = ReadOne<SelectorRuleSyntax>("mail.* /a\n# comment\n& /b\n& stop\n");
        Assert.Equal(["FileActionSyntax", "FileActionSyntax", "StopSyntax"], rule.Actions.Select(action => action.GetType().Name));
    }

    [Fact]
    public void A_block_holds_lines_of_both_formats()
    {
        var rule = ReadOne<SelectorRuleSyntax>("mail.* {\n  action(type=\"omfile\" file=\"/x\")\n  *.err /y\n  stop\n}\n");
        Assert.Equal(
            ["ObjectSyntax", "SelectorRuleSyntax", "StopSyntax"], rule.Actions.Select(action => action.GetType().Name));
    }

    [Theory]
    [InlineData("mail /x", "1:1 NS1202")]
    [InlineData("mail.info; kern.warn /x", "1:11 NS1201")]
    [InlineData("mail .info /x", "1:5 NS1201")]
    [InlineData("mail. /x", "1:6 NS1203")]
    [InlineData(".info /x", "1:1 NS1204")]
    [InlineData("mail.info\n", "1:10 NS1125")]
    public void A_wrong_selector_gives_one_diagnostic_at_its_cause(string line, string expected) =>
        Assert.Equal(expected, ReadMistake(line));

    [Fact]
    public void An_ampersand_at_the_end_of_the_file_is_told() => Assert.Equal("2:2 NS1125", ReadMistake("*.* /x\n&"));

    [Fact]
    public void A_wrong_selector_takes_its_actions_with_it()
    {
        var syntax = Read("mail.info; kern.warn /x\n& stop\n*.* /y\n", out var diagnostics);
        Assert.Single(diagnostics);
        Assert.Equal(["ErrorSyntax", "SelectorRuleSyntax"], syntax.Statements.Select(statement => statement.GetType().Name));
    }
}
