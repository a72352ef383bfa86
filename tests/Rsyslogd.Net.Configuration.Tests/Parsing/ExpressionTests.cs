using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class ExpressionTests
{
    private static string Show(ExpressionSyntax expression) => expression switch
    {
        BinarySyntax binary => $"({Show(binary.Left)} {binary.Operator} {Show(binary.Right)})",
        UnarySyntax unary => $"{unary.Operator}({Show(unary.Operand)})",
        PropertySyntax property => "$" + property.Name,
        StringSyntax text => $"'{text.Text.Value}'",
        NumberSyntax number => $"{number.Value}",
        ArraySyntax array => $"[{string.Join(' ', array.Items.Select(Show))}]",
        FunctionCallSyntax call => $"{call.Function}({string.Join(' ', call.Arguments.Select(Show))})",
        PriorityFilterSyntax filter => $"prifilt {filter.Selector.Parts.Length}",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>What Debian's rsyslogd computes: <c>"a" &amp; 1 + 2</c> is 2, <c>1 + 2 &amp; 3 * 2</c> is 36.</summary>
    [Theory]
    [InlineData("$a == 1 or $b == 2 and $c == 3", "((($a Equal 1) Or ($b Equal 2)) And ($c Equal 3))")]
    [InlineData("$a == 1 or ($b == 2 and $c == 3)", "(($a Equal 1) Or (($b Equal 2) And ($c Equal 3)))")]
    [InlineData("not $msg contains 'x'", "(Not($msg) Contains 'x')")]
    [InlineData("not ($msg contains 'x')", "Not(($msg Contains 'x'))")]
    [InlineData("'a' & 1 + 2", "(('a' Concatenate 1) Add 2)")]
    [InlineData("1 + 2 & 3 * 2", "((1 Add 2) Concatenate (3 Multiply 2))")]
    [InlineData("-1 + 2 - 3 % 4 / 5", "((Negate(1) Add 2) Subtract ((3 Modulo 4) Divide 5))")]
    [InlineData("1 == 1 == 1", "((1 Equal 1) Equal 1)")]
    [InlineData("$a <> 'x' AND $b CONTAINS_I 'y'", "(($a NotEqual 'x') And ($b ContainsIgnoreCase 'y'))")]
    [InlineData("$msg=='x'and $msg=='y'", "(($msg Equal 'x') And ($msg Equal 'y'))")]
    [InlineData("$msg contains('x')", "($msg Contains 'x')")]
    public void Operators_bind_as_in_rsyslog(string condition, string expected) => Assert.Equal(expected, Show(ReadCondition(condition)));

    [Theory]
    [InlineData("010", 8)]
    [InlineData("0x1f", 31)]
    [InlineData("0", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Numbers_are_decimal_octal_or_hexadecimal(string number, long expected) =>
        Assert.Equal(expected, Assert.IsType<NumberSyntax>(ReadCondition(number)).Value);

    [Theory]
    [InlineData("$msg", "msg")]
    [InlineData("$$now", "$now")]
    [InlineData("$!a!b[1]!c", "!a!b[1]!c")]
    [InlineData("$.x-y", ".x-y")]
    [InlineData("$/g", "/g")]
    [InlineData("$syslogfacility-text", "syslogfacility-text")]
    [InlineData("$!", "!")]
    public void Properties_and_variables_have_no_leading_dollar(string written, string expected) =>
        Assert.Equal(expected, Assert.IsType<PropertySyntax>(ReadCondition(written)).Name);

    [Fact]
    public void A_name_ends_before_an_operator() => Assert.Equal("($!a NotEqual 'x')", Show(ReadCondition("$!a!='x'")));

    [Theory]
    [InlineData("\"a\\n\\t\\\"\\$\\101\"", "a\n\t\"$A")]
    [InlineData("'a$b\\'c'", "a$b'c")]
    [InlineData("\"a\\x41b\"", "aAb")]
    public void Escapes_in_texts_are_resolved(string text, string expected) =>
        Assert.Equal(expected, Assert.IsType<StringSyntax>(ReadCondition(text)).Text.Value);

    [Fact]
    public void A_byte_that_is_no_character_survives()
    {
        var text = Assert.IsType<StringSyntax>(ReadCondition("'a\\377b'"));
        Assert.Equal([0x61, 0xff, 0x62], ByteText.GetBytes(text.Text.Value));
    }

    [Fact]
    public void Functions_arrays_and_prifilt()
    {
        Assert.Equal("re_match($msg 'x+')", Show(ReadCondition("re_match($msg, 'x+')")));
        Assert.Equal("($msg Equal ['a' 'b'])", Show(ReadCondition("$msg == [\"a\", 'b']")));
        Assert.Equal("(random(10) Less 5)", Show(ReadCondition("random(10) < 5")));
        Assert.Equal("prifilt 2", Show(ReadCondition("prifilt(\"mail.info,kern.*\")")));
    }

    [Fact]
    public void Backticks_are_evaluated_and_nothing_is_run()
    {
        var files = new FakeFiles { Environment = { ["A"] = "/a" }, ["/f"] = "content" };
        var rule = Assert.IsType<IfSyntax>(Assert.Single(ReadAll("if `echo $A/x$B` == `cat /f` then stop\n", files)));
        Assert.Equal("('/a/x' Equal 'content')", Show(rule.Condition));
        Assert.Equal("1:4 NS1011", ReadMistake("if `rm -rf /` == 1 then stop\n"));
    }

    [Theory]
    [InlineData("$msg = 'x'", "1:9 NS1103")]
    [InlineData("$msg == 'x' && $a == 1", "1:16 NS1103")]
    [InlineData("$msg == 'x' || $a == 1", "1:16 NS1103")]
    [InlineData("!($msg == 'x')", "1:4 NS1103")]
    [InlineData("$msg =~ 'x'", "1:9 NS1104")]
    [InlineData("$msg not contains 'x'", "1:9 NS1105")]
    [InlineData("$msg contians 'x'", "1:9 NS1106")]
    [InlineData("$msg 'x'", "1:9 NS1107")]
    [InlineData("$msg ==", "1:9 NS1108")]
    [InlineData("msg contains 'x'", "1:4 NS1109")]
    [InlineData("$msg == [\"a\" \"b\"]", "1:17 NS1112")]
    [InlineData("$msg == [4]", "1:13 NS1111")]
    [InlineData("($msg == 'x'", "1:4 NS1002")]
    [InlineData("$msg == 'x')", "1:15 NS1006")]
    [InlineData("$msg == \"x$y\"", "1:14 NS1008")]
    [InlineData("$msg == \"a\\qb\"", "1:14 NS1009")]
    [InlineData("$msg == 08", "1:12 NS1010")]
    [InlineData("$msg == “x”", "1:12 NS1007")]
    [InlineData("prifilt(\"mail\")", "1:13 NS1202")]
    public void A_wrong_expression_gives_one_diagnostic_at_its_cause(string condition, string expected) =>
        Assert.Equal(expected, ReadMistake($"if {condition} then stop\n"));
}
