using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.RegularExpressions;

public class RequiredLiteralTests
{
    [Theory]
    [InlineData("Failed (password|publickey) for (root|admin)", "Failed ")]
    [InlineData("port [0-9]+1 ssh2", "1 ssh2")]
    [InlineData("error=5[0-9][0-9]", "error=5")]
    [InlineData("CMD [(].*cron[.]hourly", "cron.hourly")]
    [InlineData("^app1[0-5]$", "app1")]
    [InlineData("timeout.*retry", "timeout")]
    [InlineData("a\\.b\\.c", "a.b.c")]
    [InlineData("abc|def", "")]
    [InlineData("(abc)", "")]
    [InlineData("abcd*", "abc")]
    [InlineData("abcd{0,3}x", "abc")]
    [InlineData("abcd?ef", "abc")]
    [InlineData("ab+cd", "ab")]
    [InlineData("[[:digit:]]x[]]y", "x]y")]
    [InlineData("\\bword\\b", "word")]
    [InlineData("", "")]
    public void The_longest_text_that_every_match_contains_is_found(string pattern, string literal) =>
        Assert.Equal(literal, Encoding.UTF8.GetString(RequiredLiteral.Of(Encoding.UTF8.GetBytes(pattern))));

    [Fact]
    public void No_match_of_any_expression_lacks_its_literal() =>
        Gen.Select(Gen.String[Gen.Char["ab.*+?|()[]^${}1,\\"], 0, 10], Gen.String[Gen.Char["ab.*1,]"], 0, 12]).Sample(
            (pattern, text) =>
            {
                var bytes = Encoding.ASCII.GetBytes(text);
                if (PosixRegex.TryCompile(Encoding.ASCII.GetBytes(pattern), true, false, out var regex, out _)
                    && regex.IsMatch(bytes))
                {
                    var literal = RequiredLiteral.Of(Encoding.ASCII.GetBytes(pattern));
                    Assert.True(bytes.AsSpan().IndexOf(literal) >= 0, $"{pattern} matches {text}");
                }
            },
            iter: 20000);
}
