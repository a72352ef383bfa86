namespace Rsyslogd.Net.Engine.Tests.Rulesets;

/// <summary>Operators and their type rules. All values are those of rsyslogd 8.2302.</summary>
public class OperatorTests
{
    private const string Json = """{"n":7,"s":"text","d":2.5,"b":true,"z":null,"o":{"p":"in"},"a":["x",2]}""";

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("7 / 0", "0")]
    [InlineData("7 % 0", "0")]
    [InlineData("9223372036854775807 + 1", "-9223372036854775808")]
    [InlineData("'abc' + 1", "1")]
    [InlineData("'12x' + 1", "13")]
    [InlineData("'010' + 1", "9")]
    [InlineData("010 + 1", "9")]
    [InlineData("0x10 + 1", "17")]
    [InlineData("1 + 2 & 'z'", "3z")]
    [InlineData("'a' & 'b' & 3", "ab3")]
    [InlineData("$!n & ''", "7")]
    [InlineData("$!d & ''", "2.5")]
    [InlineData("$!o & ''", "{ \"p\": \"in\" }")]
    [InlineData("$!nothing & 'x'", "x")]
    [InlineData("'05' == 5", "1")]
    [InlineData("'05' == '5'", "0")]
    [InlineData("'abc' == 0", "0")]
    [InlineData("'' == 0", "1")]
    [InlineData("'5' < '10'", "1")]
    [InlineData("'b' > 'a'", "1")]
    [InlineData("'abc' < 'abd'", "1")]
    [InlineData("$!n == 7", "1")]
    [InlineData("$!n == '7'", "1")]
    [InlineData("$!b == 1", "1")]
    [InlineData("$!s == 'text'", "1")]
    [InlineData("$!nothing == ''", "1")]
    [InlineData("5 != 6", "1")]
    [InlineData("'a' != 'c'", "-2")]
    [InlineData("'hello' contains 'ell'", "1")]
    [InlineData("'hello' contains_i 'ELL'", "1")]
    [InlineData("'hello' startswith 'he'", "1")]
    [InlineData("'hello' startswith_i 'HE'", "1")]
    [InlineData("'hello' == ['x', 'hello']", "1")]
    [InlineData("'hello' != ['x', 'y']", "1")]
    [InlineData("'hello' contains ['zz', 'lo']", "1")]
    [InlineData("'hello' startswith ['a', 'he']", "1")]
    [InlineData("not 1", "0")]
    [InlineData("not 'a'", "1")]
    [InlineData("not ''", "1")]
    [InlineData("1 and 0", "0")]
    [InlineData("1 or 0", "1")]
    [InlineData("0 or 'text'", "0")]
    [InlineData("1 and 'text'", "0")]
    [InlineData("not 'hello' contains 'x'", "0")]
    [InlineData("1 or 0 and 0", "0")]
    [InlineData("-5 + 3", "-2")]
    [InlineData("-'5'", "-5")]
    public void An_expression_has_the_value_that_rsyslog_gives_it(string expression, string value) =>
        Assert.Equal(value, Script.Evaluate(expression, Json));

    [Theory]
    [InlineData("'hello' endswith 'lo'", "1")]
    [InlineData("'hello' endswith_i 'LO'", "1")]
    [InlineData("'lo' endswith 'hello'", "0")]
    public void Operators_of_the_current_manual_work_too(string expression, string value) =>
        Assert.Equal(value, Script.Evaluate(expression));
}
