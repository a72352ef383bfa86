using Rsyslogd.Net.Engine.Rulesets.Evaluation;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public sealed class TextSearchTests
{
    [Fact]
    public void A_value_is_found_where_it_stands_first()
    {
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
        {
            // Two letters: half-matches everywhere.
            var text = Text(random.Next(40));
            var value = random.Next(3) == 0 || text.Length == 0 ? Text(random.Next(20)) : Part(text);
            Assert.Equal(text.AsSpan().IndexOf(value), TextSearch.IndexOf(text, value));
        }

        byte[] Text(int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)(random.Next(5) == 0 ? 'b' : 'a'))];

        byte[] Part(byte[] text)
        {
            var start = random.Next(text.Length);
            return text[start..(start + random.Next(text.Length - start + 1))];
        }
    }
}
