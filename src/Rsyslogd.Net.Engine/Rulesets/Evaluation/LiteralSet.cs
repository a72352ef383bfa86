using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// Searches a text for a few dozen literals at once. Hot; immutable.
/// </summary>
/// <remarks>
/// Three neighbouring bytes of each literal are its fingerprint. Sixteen places of the text are compared with all fingerprints
/// together: a table for each half of each byte says in which of eight buckets a literal has it, and what is in a bucket by all six
/// tables is compared as a whole ("Teddy", known from Hyperscan).
/// </remarks>
internal sealed class LiteralSet : LiteralSearch
{
    /// <summary>The most literals of a set.</summary>
    public const int MaxLiterals = 64;

    private const int Fingerprint = LeastBytes;
    private const int Buckets = 8;
    private const int Block = 16;

    // What the vectors of one block touch.
    private const int BlockBytes = Block + Fingerprint - 1;

    private readonly byte[][] _literals;
    private readonly int[] _offsets;
    private readonly ulong[] _buckets = new ulong[Buckets];
    private readonly Vector128<byte>[] _tables = new Vector128<byte>[2 * Fingerprint];

    /// <param name="literals">At most <see cref="MaxLiterals"/>, none shorter than <see cref="LiteralSearch.LeastBytes"/>.</param>
    public LiteralSet(byte[][] literals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(literals.Length, MaxLiterals);
        _literals = literals;
        _offsets = BestPlaces(literals, Fingerprint);

        // Fingerprints that are alike in one bucket, so that each bucket says no as often as it can.
        var order = Enumerable.Range(0, literals.Length).ToArray();
        Array.Sort(order, (a, b) => FingerprintOf(a).SequenceCompareTo(FingerprintOf(b)));
        for (var i = 0; i < order.Length; i++)
        {
            Enter(order[i], bucket: order.Length <= Buckets ? i : i * Buckets / order.Length);
        }
    }

    /// <inheritdoc/>
    public override void Search(ReadOnlySpan<byte> text, FoundLiterals found)
    {
        if (text.Length < BlockBytes)
        {
            SearchShort(text, found);
            return;
        }

        ulong seen = 0;
        var last = text.Length - BlockBytes;
        for (var start = 0; ; start = Math.Min(start + Block, last))
        {
            var candidates = Candidates(text, start);
            if (candidates != Vector128<byte>.Zero)
            {
                seen = Confirm(text, start, candidates, seen, found);
            }

            if (start == last)
            {
                return;
            }
        }
    }

    private void SearchShort(ReadOnlySpan<byte> text, FoundLiterals found)
    {
        Span<byte> room = stackalloc byte[BlockBytes];
        room.Clear();
        text.CopyTo(room);
        var candidates = Candidates(room, 0);
        if (candidates != Vector128<byte>.Zero)
        {
            _ = Confirm(text, 0, candidates, 0, found);
        }
    }

    /// <summary>The buckets that come into question at each of sixteen places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Candidates(ReadOnlySpan<byte> text, int start)
    {
        // One check for the three loads.
        ref var place = ref MemoryMarshal.GetReference(text.Slice(start, BlockBytes));
        ReadOnlySpan<Vector128<byte>> tables = _tables;
        return Lookup(Vector128.LoadUnsafe(ref place), tables[0], tables[1])
            & Lookup(Vector128.LoadUnsafe(ref place, 1), tables[2], tables[3])
            & Lookup(Vector128.LoadUnsafe(ref place, 2), tables[4], tables[5]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Lookup(Vector128<byte> bytes, Vector128<byte> lowHalves, Vector128<byte> highHalves) =>
        Vector128.ShuffleNative(lowHalves, bytes & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(highHalves, bytes >>> 4);

    /// <summary>Compares what comes into question; returns <paramref name="seen"/>, the literals found so far, with those found here.</summary>
    private ulong Confirm(ReadOnlySpan<byte> text, int start, Vector128<byte> candidates, ulong seen, FoundLiterals found)
    {
        var places = ~Vector128.Equals(candidates, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
        for (; places != 0; places &= places - 1)
        {
            var place = BitOperations.TrailingZeroCount(places);
            for (uint set = candidates.GetElement(place); set != 0; set &= set - 1)
            {
                for (var open = _buckets[BitOperations.TrailingZeroCount(set)] & ~seen; open != 0; open &= open - 1)
                {
                    var literal = BitOperations.TrailingZeroCount(open);
                    var first = start + place - _offsets[literal];
                    if (first >= 0 && first < text.Length && text[first..].StartsWith(_literals[literal]))
                    {
                        seen |= 1UL << literal;
                        found.Add(literal, first);
                    }
                }
            }
        }

        return seen;
    }

    private ReadOnlySpan<byte> FingerprintOf(int literal) => _literals[literal].AsSpan(_offsets[literal], Fingerprint);

    private void Enter(int literal, int bucket)
    {
        _buckets[bucket] |= 1UL << literal;
        for (var i = 0; i < Fingerprint; i++)
        {
            var value = FingerprintOf(literal)[i];
            Mark(2 * i, value & 0x0F, bucket);
            Mark((2 * i) + 1, value >> 4, bucket);
        }
    }

    private void Mark(int table, int half, int bucket) =>
        _tables[table] = _tables[table].WithElement(half, (byte)(_tables[table].GetElement(half) | (1 << bucket)));
}
