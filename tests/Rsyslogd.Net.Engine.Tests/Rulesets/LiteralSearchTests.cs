using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public class LiteralSearchTests
{
    private static readonly Gen<byte[]> Literals = Gen.String[Gen.Char["abcdé\0"], 3, 8].Select(Encoding.UTF8.GetBytes);
    private static readonly Gen<byte[]> Filler = Gen.String[Gen.Char["abcdeé\0 "], 0, 60].Select(Encoding.UTF8.GetBytes);

    [Fact]
    public void A_search_for_some_literals_finds_what_a_search_for_each_does() => Gen
        .Select(Literals.Array[1, LiteralSet.MaxLiterals], Filler.Array[1, 3], Gen.Int[0, 1000])
        .Sample((literals, fillers, seed) => Compare(new LiteralSet(literals), literals, fillers, seed), iter: 20_000);

    [Fact]
    public void A_search_for_many_literals_finds_what_a_search_for_each_does() => Gen
        .Select(Literals.Array[1, 300], Filler.Array[1, 3], Gen.Int[0, 1000])
        .Sample((literals, fillers, seed) => Compare(new LiteralTable(literals), literals, fillers, seed), iter: 5_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(34)]
    public void Literals_are_found_at_both_ends_of_texts_of_every_length(int length)
    {
        // The table looks at four bytes at a time, or at three if one literal has no more.
        foreach (var ends in (string[])["abc", "abcd"])
        {
            byte[] start = Encoding.UTF8.GetBytes(ends);
            byte[] end = [.. start.Reverse()];
            byte[] text = [.. start, .. new byte[length], .. end];
            byte[][] literals = [start, end];
            foreach (var search in (LiteralSearch[])[new LiteralSet(literals), new LiteralTable(literals)])
            {
                Assert.Equal([0, start.Length + length], Places(search, literals, text));
                Assert.Equal([-1, -1], Places(search, literals, text[1..^1]));
            }
        }
    }

    private static void Compare(LiteralSearch search, byte[][] literals, byte[][] fillers, int seed)
    {
        byte[] text = [.. fillers[0], .. literals[seed % literals.Length], .. fillers[^1]];
        Assert.Equal(Array.ConvertAll(literals, literal => text.AsSpan().IndexOf(literal)), Places(search, literals, text));
        Assert.Equal(Array.ConvertAll(literals, literal => fillers[0].AsSpan().IndexOf(literal)), Places(search, literals, fillers[0]));
    }

    private static int[] Places(LiteralSearch search, byte[][] literals, byte[] text)
    {
        var found = new FoundLiterals(literals.Length);
        search.Search(text, found);
        var places = Enumerable.Range(0, literals.Length).Select(found.Find).ToArray();
        Assert.Equal(Enumerable.Range(0, literals.Length).Where(i => places[i] >= 0), found.Indexes.ToArray().Order());
        found.Clear();
        Assert.All(Enumerable.Range(0, literals.Length), i => Assert.Equal(-1, found.Find(i)));
        return places;
    }
}
