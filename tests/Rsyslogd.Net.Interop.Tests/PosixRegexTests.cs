using System.Text;

namespace Rsyslogd.Net.Interop.Tests;

public sealed class PosixRegexTests
{
    [Theory]
    [InlineData("a|ab|abcd", "xabcdx", true, 1, 5)]
    [InlineData("x*", "abc", true, 0, 0)]
    [InlineData("b\\(c\\)", "abcd", false, 1, 3)]
    [InlineData("c$", "abc", true, 2, 3)]
    [InlineData("b", "a\0b", true, 2, 3)]
    public void The_match_is_the_leftmost_and_longest(string pattern, string text, bool isExtended, int start, int end)
    {
        using var regex = Compile(pattern, isExtended);
        var groups = new RegexSpan[2];
        Assert.True(regex.Match(Bytes(text), groups));
        Assert.Equal(new RegexSpan(start, end), groups[0]);
    }

    [Fact]
    public void Groups_that_took_no_part_start_before_the_text()
    {
        using var regex = Compile("(a)(x)?", isExtended: true);
        var groups = new RegexSpan[3];
        Assert.True(regex.Match("a"u8, groups));
        Assert.Equal(new RegexSpan(0, 1), groups[1]);
        Assert.Equal(-1, groups[2].Start);
    }

    [Fact]
    public void Text_ends_where_the_span_ends()
    {
        using var regex = Compile("cd", isExtended: true);
        Assert.False(regex.IsMatch("abcd"u8[..3]));
        Assert.False(regex.IsMatch(default));
    }

    [Fact]
    public void A_bad_expression_is_explained()
    {
        Assert.False(PosixRegex.TryCompile("(a"u8, true, false, out _, out var error));
        Assert.Contains("(", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_and_line_start_are_options()
    {
        Assert.True(PosixRegex.TryCompile("^A"u8, true, true, out var regex, out _));
        using (regex)
        {
            Assert.True(regex.IsMatch("abc"u8));
            Assert.False(regex.Match("abc"u8, new RegexSpan[1], isLineStart: false));
        }
    }

    private static PosixRegex Compile(string pattern, bool isExtended)
    {
        Assert.True(PosixRegex.TryCompile(Bytes(pattern), isExtended, false, out var regex, out _));
        return regex;
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
