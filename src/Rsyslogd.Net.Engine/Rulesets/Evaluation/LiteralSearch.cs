namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Searches a text for many literals at once. Hot; immutable.</summary>
internal abstract class LiteralSearch
{
    /// <summary>The shortest literal that can be searched for, in bytes.</summary>
    public const int LeastBytes = 3;

    // More than the difference between the rarest bytes and the commonest ones.
    private const int CostOfAlike = 8;

    /// <summary>The search that is cheapest for so many literals.</summary>
    /// <param name="literals">None shorter than <see cref="LeastBytes"/>.</param>
    public static LiteralSearch For(byte[][] literals) =>
        literals.Length <= LiteralSet.MaxLiterals ? new LiteralSet(literals) : new LiteralTable(literals);

    /// <summary>Finds all literals that occur.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="found">What has been found; empty before.</param>
    public abstract void Search(ReadOnlySpan<byte> text, FoundLiterals found);

    /// <summary>Of each literal, where the bytes start that messages contain least, and the other literals don't share.</summary>
    /// <param name="literals">None shorter than <paramref name="width"/>.</param>
    /// <param name="width">How many bytes are looked at, at most four.</param>
    protected static int[] BestPlaces(byte[][] literals, int width)
    {
        var sharers = new Dictionary<uint, int>();
        foreach (var literal in literals)
        {
            foreach (var gram in Enumerable.Range(0, literal.Length - width + 1).Select(at => Gram(literal, at, width)).Distinct())
            {
                sharers[gram] = sharers.GetValueOrDefault(gram) + 1;
            }
        }

        return Array.ConvertAll(literals, literal =>
            Enumerable.Range(0, literal.Length - width + 1).MinBy(at => (CostOfAlike * sharers[Gram(literal, at, width)]) + Frequency(literal, at, width)));
    }

    /// <summary>Some bytes as a number.</summary>
    protected static uint Gram(ReadOnlySpan<byte> text, int at, int width)
    {
        uint gram = 0;
        for (var i = width; i-- > 0;)
        {
            gram = (gram << 8) | text[at + i];
        }

        return gram;
    }

    // How common bytes are in log messages, roughly.
    private static int Frequency(ReadOnlySpan<byte> literal, int at, int width)
    {
        var sum = 0;
        foreach (var value in literal.Slice(at, width))
        {
            sum += value == ' ' || "etaoinsr0123456789"u8.Contains(value) ? 3
                : char.IsAsciiLetterLower((char)value) || ":.=-/"u8.Contains(value) ? 2 : 1;
        }

        return sum;
    }
}
