using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// Searches a text for hundreds of literals at once, at the same cost for each byte however many they are. Hot; immutable.
/// </summary>
/// <remarks>
/// Four neighbouring bytes of each literal, or three where one has no more, are its gram. A bitmap says of each place in the text
/// whether a literal may have its gram there; which ones do is looked up, and those are compared as a whole.
/// </remarks>
internal sealed class LiteralTable : LiteralSearch
{
    private const int MaxGram = 4;

    // So few bits are set that most places need no look-up, and a thousand literals still fit into the first cache.
    private const int BitsPerLiteral = 64;
    private const int MaxBits = 1 << 22;

    private readonly byte[][] _literals;
    private readonly int[] _offsets;
    private readonly Dictionary<uint, int[]> _literalsByGram;
    private readonly ulong[] _bitmap;
    private readonly int _shift;
    private readonly uint _mask;
    private readonly int _width;

    /// <param name="literals">None shorter than <see cref="LiteralSearch.LeastBytes"/>.</param>
    public LiteralTable(byte[][] literals)
    {
        _literals = literals;
        _width = Math.Min(MaxGram, literals.Min(literal => literal.Length));
        _mask = uint.MaxValue >> (8 * (MaxGram - _width));
        _offsets = BestPlaces(literals, _width);
        _literalsByGram = Enumerable.Range(0, literals.Length).GroupBy(i => Gram(literals[i], _offsets[i], _width))
            .ToDictionary(group => group.Key, group => group.ToArray());

        var bits = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(literals.Length * BitsPerLiteral, MaxBits));
        _bitmap = new ulong[bits / 64];
        _shift = 32 - BitOperations.Log2((uint)bits);
        foreach (var gram in _literalsByGram.Keys)
        {
            var bit = Hash(gram);
            _bitmap[bit >> 6] |= 1UL << (int)bit;
        }
    }

    /// <inheritdoc/>
    public override void Search(ReadOnlySpan<byte> text, FoundLiterals found)
    {
        if (text.Length < _width)
        {
            return;
        }

        ref var start = ref MemoryMarshal.GetReference(text);
        for (var i = 0; i <= text.Length - MaxGram; i++)
        {
            var gram = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, i)) & _mask;
            if (MayBegin(gram))
            {
                Confirm(text, i, gram, found);
            }
        }

        if (_width < MaxGram)
        {
            var last = text.Length - _width;
            Confirm(text, last, Gram(text, last, _width), found);
        }
    }

    private bool MayBegin(uint gram)
    {
        var bit = Hash(gram);
        return (_bitmap[bit >> 6] >> (int)bit & 1) != 0;
    }

    // The upper bits of a product depend on all bits of the factor (Knuth's multiplicative hashing).
    private uint Hash(uint gram) => (gram * 0x9E37_79B1) >> _shift;

    private void Confirm(ReadOnlySpan<byte> text, int place, uint gram, FoundLiterals found)
    {
        if (!_literalsByGram.TryGetValue(gram, out var literals))
        {
            return;
        }

        foreach (var literal in literals)
        {
            var first = place - _offsets[literal];
            if (first >= 0 && text[first..].StartsWith(_literals[literal]))
            {
                found.Add(literal, first);
            }
        }
    }
}
