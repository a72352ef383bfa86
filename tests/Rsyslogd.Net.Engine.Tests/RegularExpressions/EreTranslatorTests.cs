using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.RegularExpressions;

public class EreTranslatorTests
{
    [Theory]
    [InlineData("Failed (password|publickey) for (root|admin)", "Failed password for root", true)]
    [InlineData("^app1[0-5]$", "app15", true)]
    [InlineData("^app1[0-5]$", "app15\n", false)]
    [InlineData("10[.][0-9]+[.][0-9]+", "from 10.0.77 to", true)]
    [InlineData("a.c", "a\nc", true)]
    [InlineData("[^a]", "a", false)]
    [InlineData("[]x]y", "]y", true)]
    [InlineData("[[:digit:]]{3}", "12", false)]
    [InlineData("[[:digit:]]{3}", "12345", true)]
    [InlineData("[[:punct:]]", "a]", true)]
    [InlineData("[a-]b", "-b", true)]
    [InlineData("\\(x\\)", "(x)", true)]
    [InlineData("(^a|b$)", "xb", true)]
    [InlineData("}", "a}", true)]
    public void What_both_languages_say_alike_runs_in_the_frameworks_automaton(string pattern, string text, bool matches)
    {
        var regex = EreTranslator.TryCompile(Encoding.ASCII.GetBytes(pattern), ignoreCase: false);
        Assert.NotNull(regex);
        Assert.Equal(matches, regex.IsMatch(text));
    }

    [Theory]
    [InlineData("\\bword")]
    [InlineData("(a)\\1")]
    [InlineData("a+?")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("()")]
    [InlineData("a|")]
    [InlineData("[[.a.]]")]
    [InlineData("[A-z]")]
    [InlineData("a{1000}")]
    [InlineData("a{x}")]
    [InlineData("a$b")]
    [InlineData("a^b")]
    [InlineData("^^a")]
    [InlineData("(a")]
    [InlineData("[a")]
    public void What_they_may_read_differently_is_left_to_the_C_library(string pattern) =>
        Assert.Null(EreTranslator.TryCompile(Encoding.ASCII.GetBytes(pattern), ignoreCase: false));

    [Fact]
    public void Bytes_beyond_ASCII_are_left_to_the_C_library()
    {
        Assert.Null(EreTranslator.TryCompile("é"u8, ignoreCase: false));
        var filter = RegexFilter.TryCompile("a.b"u8.ToArray(), isExtended: true, ignoreCase: false)!;
        Assert.True(filter.IsMatch("\xC3\xA9 a.b"u8));
        Assert.True(filter.IsMatch([.. new byte[10_000], .. "axb"u8]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_automaton_and_the_C_library_say_the_same(bool ignoreCase)
    {
        var piece = Gen.OneOf(
            "a", "b", "B", "1", " ", ".", "[ab]", "[^b]", "[[:alpha:]]", "[^[:digit:]]", "[a-b1]", "[]^]", "[-1]", "\\.", "\\[", "\\{", "^", "$",
            "(", ")", "|", "*", "+", "?", "{2}", "{1,2}", "{0,}", "]", "}", "-", ",");
        Gen.Select(piece.Array[0, 8], Gen.String[Gen.Char["abAB1 .[]{}^-\n\0"], 0, 12]).Sample(
            (pieces, text) =>
            {
                var pattern = Encoding.ASCII.GetBytes(string.Concat(pieces));
                if (!PosixRegex.TryCompile(pattern, true, ignoreCase, out var posix, out _))
                {
                    return;
                }

                using (posix)
                {
                    if (EreTranslator.TryCompile(pattern, ignoreCase) is { } automaton)
                    {
                        Assert.True(
                            posix.IsMatch(Encoding.ASCII.GetBytes(text)) == automaton.IsMatch(text),
                            $"{string.Concat(pieces)} as {automaton} on {text}");
                    }
                }
            },
            iter: 10_000);
    }
}
