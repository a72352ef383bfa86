using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class StatementTests
{
    [Fact]
    public void If_then_else_if_else()
    {
        var rule = ReadOne<IfSyntax>("""
            if $a == 1 then {
                /a
            } else if $a == 2 then
                stop
            else {
                action(type="omfile" file="/c")
                /d
            }
            """);
        var inner = Assert.IsType<IfSyntax>(Assert.Single(rule.Else));
        Assert.IsType<StopSyntax>(Assert.Single(inner.Then));
        Assert.Equal(2, inner.Else.Length);
    }

    [Fact]
    public void An_ampersand_line_behind_else_belongs_to_the_last_branch()
    {
        var rule = ReadOne<IfSyntax>("if $a == 1 then /a\n& /b\nelse /c\n& /d\n& stop\n");
        Assert.Equal((2, 3), (rule.Then.Length, rule.Else.Length));
    }

    [Fact]
    public void Statements_of_variables_and_calls()
    {
        var statements = ReadAll(
            "set $!a!b = 1; reset $.c = 'x' & $msg;\nunset $/g;\ncall sub\ncall_indirect 'a' & 'b';\ncontinue\n"
            + "reload_lookup_table('t', 'stub')\nforeach ($.i in $!list) do { stop }\n");
        Assert.Equal(
            ["SetSyntax", "SetSyntax", "UnsetSyntax", "CallSyntax", "CallIndirectSyntax", "ContinueSyntax",
             "ReloadLookupTableSyntax", "ForeachSyntax"],
            statements.Select(statement => statement.GetType().Name));
        Assert.True(Assert.IsType<SetSyntax>(statements[1]).IsReset);
    }

    [Fact]
    public void Directives_keep_their_value_as_written()
    {
        var directive = ReadOne<DirectiveSyntax>("$FileOwner  \"a # b\" c  # comment\r\n");
        Assert.Equal(("FileOwner", "\"a # b\" c"), (directive.Name.Text, directive.Value.Value));
        Assert.Equal("test.conf:1:13", directive.Value.Span.ToString());
    }

    [Fact]
    public void An_outchannel_has_up_to_four_parts()
    {
        var channel = ReadOne<OutchannelSyntax>("$outchannel log, /x,100 , /bin/rotate a, b\n");
        Assert.Equal(
            ("log", "/x", "100", "/bin/rotate a, b"),
            (channel.Name.Text, channel.File.Value, channel.MaximumSize?.Value, channel.Command?.Value));
    }

    [Fact]
    public void Comments_carriage_returns_and_blank_lines_are_skipped() =>
        Assert.Equal(3, ReadAll("# a\r\n/* b\r\n c */ *.* /x\r\n\r\n  $Umask 0022\r\n\tstop # d\r\n").Count);

    [Fact]
    public void Rules_may_begin_on_the_line_behind_then()
    {
        var rule = ReadOne<IfSyntax>("if $a == 1 then\n  mail.info /x\n");
        Assert.IsType<SelectorRuleSyntax>(Assert.Single(rule.Then));
    }

    [Theory]
    [InlineData("if $a == 1 stop", "1:11 NS1101")]
    [InlineData("if $a == 1 {\n stop\n}", "1:11 NS1101")]
    [InlineData("if $a == 1 /var/log/x", "1:11 NS1101")]
    [InlineData("if $a == 1\n  stop", "1:11 NS1101")]
    [InlineData("if $a == 1 thn stop", "1:12 NS1106")]
    [InlineData("if then stop", "1:4 NS1102")]
    [InlineData("if $a == 1 then\n$Umask 0022", "1:16 NS1125")]
    [InlineData("if $a == 1 then (\n stop\n)", "1:17 NS1020")]
    [InlineData("if $a == 'x then stop", "1:10 NS1001")]
    [InlineData("if $a == 'x then {\n  stop\n}", "1:10 NS1001")]
    [InlineData("if $a == 1 then { /x }", "1:22 NS1222")]
    [InlineData("if $a == 1 # no\n and $b == 2 then stop", "1:12 NS1012")]
    [InlineData("if $a == 1 then {\n stop\n} elsif $b == 1 then {\n stop\n}", "3:3 NS1124")]
    [InlineData("iff $a == 1 then stop", "1:1 NS1016")]
    [InlineData("else stop", "1:1 NS1123")]
    [InlineData("set $.a = 1", "1:12 NS1117")]
    [InlineData("set $msg = 1;", "1:5 NS1115")]
    [InlineData("set a = 1;", "1:5 NS1114")]
    [InlineData("set $.a == 1;", "1:9 NS1116")]
    [InlineData("$.a = 1;", "1:1 NS1118")]
    [InlineData("unset $.a", "1:10 NS1117")]
    [InlineData("call 'x'", "1:6 NS1122")]
    [InlineData("foreach $.i in $!x do { stop }", "1:9 NS1119")]
    [InlineData("foreach ($.i of $!x) do { stop }", "1:14 NS1120")]
    [InlineData("foreach ($.i in $!x) { stop }", "1:21 NS1121")]
    [InlineData("stop;", "1:5 NS1018")]
    [InlineData("{ stop }", "1:1 NS1019")]
    [InlineData("}", "1:1 NS1005")]
    [InlineData("& stop", "1:1 NS1126")]
    [InlineData("$FileOwner=root", "1:11 NS1243")]
    [InlineData("$FileOwner = root", "1:12 NS1243")]
    [InlineData("$outchannel x", "1:13 NS1244")]
    [InlineData("!prog", "1:1 NS1212")]
    [InlineData("/* never closed", "1:1 NS1004")]
    [InlineData("/var/log/syslog {\n rotate 7\n}", "1:17 NS1021")]
    [InlineData("source s { udp(port(514)); };", "1:1 NS1022")]
    public void A_wrong_statement_gives_one_diagnostic_at_its_cause_and_hides_nothing(string text, string expected)
    {
        var syntax = Read(text + "\nmail.* /behind\n", out var diagnostics);
        Assert.Equal(expected, Reading.Place(Assert.Single(diagnostics)));
        Assert.IsType<SelectorRuleSyntax>(syntax.Statements[^1]);
    }

    [Fact]
    public void A_missing_brace_is_told_where_the_indentation_shows_it()
    {
        Read("ruleset(name=\"a\") {\n  if $a == 1 then {\n    stop\n}\nruleset(name=\"b\") {\n  stop\n}\n", out var diagnostics);
        Assert.Equal("2:19 NS1003", Reading.Place(Assert.Single(diagnostics)));
    }

    [Fact]
    public void Mistakes_inside_a_block_do_not_hide_each_other()
    {
        Read("ruleset(name=\"x\") {\n if $a = 1 then {\n  mail.inof; b /y\n  action(type=omfile)\n }\n}\n", out var diagnostics);
        Assert.Equal(["2:8 NS1103", "3:13 NS1201", "4:15 NS1131"], diagnostics.Select(Reading.Place));
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_not_followed()
    {
        Read(string.Concat(Enumerable.Repeat("if $a == 1 then {\n", 3000)), out var braces);
        Assert.NotEmpty(braces);
        Read($"if {new string('(', 100_000)} then stop\n", out var parentheses);
        Assert.Equal("NS1015", Assert.Single(parentheses).Code);
    }

    [Fact]
    public void A_long_row_of_else_if_is_no_nesting()
    {
        var row = "if $msg == '0' then stop\n" + string.Concat(Enumerable.Range(1, 2000).Select(i => $"else if $msg == '{i}' then {{ stop }}\n"));
        Read(row, out var fine);
        Assert.Empty(fine);
        Read(row + "else if $msg == 'x' then stop\n", out var tooMany);
        Assert.Equal("NS1015", Assert.Single(tooMany).Code);
    }
}
