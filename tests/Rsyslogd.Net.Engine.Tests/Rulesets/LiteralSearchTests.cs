using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public class LiteralSetTests
{
    [Fact]
    public void A_search_for_many_literals_finds_what_a_search_for_each_does()
    {
        var literal = Gen.String[Gen.Char["abcdé\0"], 3, 8].Select(Encoding.UTF8.GetBytes);
        var filler = Gen.String[Gen.Char["abcdeé\0 "], 0, 60].Select(Encoding.UTF8.GetBytes);
        Gen.Select(literal.Array[1, LiteralSet.MaxLiterals], filler.Array[1, 3], Gen.Int[0, 1000]).Sample(
            (literals, fillers, seed) =>
            {
                byte[] text = [.. fillers[0], .. literals[seed % literals.Length], .. fillers[^1]];
                var at = new int[LiteralSet.MaxLiterals];
                var found = new LiteralSet(literals).Search(text, at);
                for (var i = 0; i < literals.Length; i++)
                {
                    Assert.Equal(text.AsSpan().IndexOf(literals[i]), (found >> i & 1) != 0 ? at[i] : -1);
                }
            },
            iter: 20_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(34)]
    public void Literals_are_found_at_both_ends_of_texts_of_every_length(int length)
    {
        var set = new LiteralSet(["abc"u8.ToArray(), "xyz"u8.ToArray()]);
        var text = new byte[length + 6];
        "abc"u8.CopyTo(text);
        "xyz"u8.CopyTo(text.AsSpan(length + 3));
        var at = new int[2];
        Assert.Equal(3UL, set.Search(text, at));
        Assert.Equal([0, length + 3], at);
        Assert.Equal(0UL, set.Search(text.AsSpan(1, length + 4), at));
    }
}
