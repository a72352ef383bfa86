using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.RegularExpressions;

public class PlainPatternTests
{
    [Theory]
    [InlineData("Failed (password|publickey) for (root|admin)", "x Failed publickey for admin from", true)]
    [InlineData("Failed (password|publickey) for (root|admin)", "Failed password for bob", false)]
    [InlineData("^app1[0-5]$", "app15", true)]
    [InlineData("^app1[0-5]$", "app155", false)]
    [InlineData("^app1[0-5]$", "app15\n", false)]
    [InlineData("port [0-9]+1 ssh2", "port 5 port 4711 ssh2", true)]
    [InlineData("port [0-9]+1 ssh2", "port 1 ssh2", false)]
    [InlineData("timeout.*retry", "retry timeout", false)]
    [InlineData("timeout.*retry", "timeout retr retry", true)]
    [InlineData("10[.][0-9]+[.][0-9]+", "from 10.0.77 to", true)]
    [InlineData("x(abc|b)c", "xabcc", true)]
    [InlineData("x(ab|abc)d", "xabcd", true)]
    [InlineData("x[ab]{2,3}$", "xaxbab", true)]
    [InlineData("[a-z]*x[0-9]*", "x", true)]
    [InlineData("ab?c", "ac", true)]
    [InlineData("^a*$", "", true)]
    [InlineData("^", "", true)]
    public void A_plain_sequence_is_decided_on_the_bytes(string pattern, string text, bool matches)
    {
        Assert.True(PlainPattern.TryCompile(Encoding.ASCII.GetBytes(pattern), isExtended: true, out _));
        Assert.Equal(matches, RegexFilter.TryCompile(Encoding.ASCII.GetBytes(pattern), isExtended: true, ignoreCase: false)!
            .IsMatch(Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("a|b", true)]
    [InlineData("(a(b|c))", true)]
    [InlineData("(ab)+c", true)]
    [InlineData("(ab*)c", true)]
    [InlineData("[0-9]{3}", true)]
    [InlineData("\\bword", true)]
    [InlineData("a**", true)]
    [InlineData("a$b", true)]
    [InlineData("()", true)]
    [InlineData("(ab|c)d", true)]
    [InlineData("a\\|b", false)]
    [InlineData("\\(ab\\)c", false)]
    [InlineData("ba\\{2\\}", false)]
    [InlineData("ba\\+", false)]
    [InlineData("b*\\{2\\}", false)]
    [InlineData("^*a", false)]
    public void Everything_else_is_not(string pattern, bool isExtended) =>
        Assert.False(PlainPattern.TryCompile(Encoding.ASCII.GetBytes(pattern), isExtended, out _));

    [Fact]
    public void What_the_C_library_may_take_for_a_character_is_left_to_it()
    {
        Assert.True(PlainPattern.TryCompile("a.b"u8, isExtended: true, out var plain));
        Assert.Equal(PatternAnswer.Unsure, plain.Match("a\0b"u8, 0));
        Assert.Equal(PatternAnswer.Unsure, plain.Match([(byte)'a', 0xC3, (byte)'b'], 0));
        Assert.Equal(PatternAnswer.No, plain.Match("ab\0"u8, 0));
        Assert.Equal(PatternAnswer.Yes, plain.Match("a\0b a-b"u8, 0));
    }

    [Fact]
    public void A_text_that_is_made_to_take_long_is_left_to_the_C_library()
    {
        Assert.True(PlainPattern.TryCompile("a[^b]*[^c]*[^d]*bcd"u8, isExtended: true, out var plain));
        Assert.Equal(PatternAnswer.Unsure, plain.Match(Enumerable.Repeat((byte)'a', 8000).ToArray(), 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_filter_and_the_C_library_say_the_same(bool isExtended)
    {
        var piece = Gen.OneOf(
            "a", "b", "ab", "ba", "1", " ", ".", "[ab]", "[^b]", "[[:alpha:]]", "[^[:digit:]]", "[a-b1]", "[]^]", "\\.", "\\[", "\\{", "^", "$",
            "(a|b)", "(ab|b)", "(a|ab|.b)", "*", "+", "?", "{2}", "{1,2}", "{0,}", "{1}", ".*", "]", "}", "-", "|", "(", ")", "\\(", "\\|");
        Gen.Select(piece.Array[0, 8], Gen.String[Gen.Char["abAB1 .[]{}^-\n\0\xC3\xA9"], 0, 14], Gen.Int[0, 9]).Sample(
            (pieces, text, anchors) =>
            {
                var pattern = Encoding.ASCII.GetBytes(
                    (anchors == 0 ? "^" : "") + string.Concat(pieces) + (anchors <= 1 ? "$" : ""));
                var bytes = Encoding.Latin1.GetBytes(text);
                if (PosixRegex.TryCompile(pattern, isExtended, false, out var posix, out _))
                {
                    using (posix)
                    {
                        var filter = RegexFilter.TryCompile(pattern, isExtended, ignoreCase: false)!;
                        Assert.True(
                            posix.IsMatch(bytes) == filter.IsMatch(bytes), $"{Encoding.ASCII.GetString(pattern)} on {text}");
                        if (filter.IsMatch(bytes))
                        {
                            Assert.True(bytes.AsSpan().IndexOf(filter.Literal) >= 0 && bytes.AsSpan().IndexOf(filter.OtherLiteral) >= 0);
                        }
                    }
                }
            },
            iter: 30_000);
    }
}
