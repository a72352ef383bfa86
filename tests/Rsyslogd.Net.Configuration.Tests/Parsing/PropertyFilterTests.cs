using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class PropertyFilterTests
{
    [Theory]
    [InlineData(":msg, contains, \"x\" /x", "msg contains x")]
    [InlineData(":msg,contains,\"x\" /x", "msg contains x")]
    [InlineData(":msg , !isequal , \"a, b\"\t/x", "msg !isequal a, b")]
    [InlineData(":$!a!b, startswith, \"\" /x", "$!a!b startswith ")]
    [InlineData(":msg,contains,\"x\"/x", "msg contains x")]
    public void Property_operation_and_value_are_read(string line, string expected)
    {
        var rule = ReadOne<PropertyFilterRuleSyntax>(line);
        Assert.Equal(expected, $"{rule.Property} {(rule.IsNegated ? "!" : "")}{rule.Operation} {rule.Value.Value}");
    }

    /// <summary>Debian's rsyslogd matches <c>a.b</c> by <c>"a\.b"</c> and <c>atb</c> by <c>"a\tb"</c>.</summary>
    [Fact]
    public void A_backslash_in_the_value_takes_the_next_character_as_it_is()
    {
        var rule = ReadOne<PropertyFilterRuleSyntax>(":msg, contains, \"a\\.b\\t\\\"\\\\\" /x");
        Assert.Equal("a.bt\"\\", rule.Value.Value);
        Assert.Equal("test.conf:1:19", rule.Value.GetSpan(1, 1).ToString());
    }

    [Theory]
    [InlineData(":msg contains, \"x\" /x", "1:5 NS1208")]
    [InlineData(":msg, contains \"x\" /x", "1:15 NS1208")]
    [InlineData(":msg, contains, x /x", "1:17 NS1210")]
    [InlineData(":msg, isempty /x", "1:14 NS1208")]
    [InlineData(": msg, contains, \"x\" /x", "1:2 NS1206")]
    [InlineData(":msg, contains, \"x /x", "1:17 NS1001")]
    [InlineData(":msg, , \"x\" /x", "1:7 NS1209")]
    [InlineData(":msg, contains, 'x' /x", "1:17 NS1211")]
    [InlineData(":msg, contains, “x” /x", "1:17 NS1007")]
    public void A_wrong_filter_gives_one_diagnostic_at_its_cause(string line, string expected) =>
        Assert.Equal(expected, ReadMistake(line + "\n& /more\n"));
}
