using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// Searches a text for many literals at once. Hot; immutable.
/// </summary>
/// <remarks>
/// Three neighbouring bytes of each literal are its fingerprint. Sixteen places of the text are compared with all fingerprints
/// together: a table for each half of each byte says in which of eight buckets a literal has it, and what is in a bucket by all six
/// tables is compared as a whole ("Teddy", known from Hyperscan).
/// </remarks>
internal sealed class LiteralSet
{
    /// <summary>The most literals of a set.</summary>
    public const int MaxLiterals = 64;

    /// <summary>The shortest literal that can be in a set, in bytes.</summary>
    public const int LeastBytes = Fingerprint;

    private const int Fingerprint = 3;
    private const int Buckets = 8;
    private const int Block = 16;

    // What the vectors of one block touch.
    private const int BlockBytes = Block + Fingerprint - 1;

    // More than the difference between the rarest bytes and the commonest ones.
    private const int CostOfAlike = 8;

    private readonly byte[][] _literals;
    private readonly int[] _offsets;
    private readonly ulong[] _buckets = new ulong[Buckets];
    private readonly Vector128<byte>[] _tables = new Vector128<byte>[2 * Fingerprint];

    /// <param name="literals">At most <see cref="MaxLiterals"/>, none shorter than <see cref="LeastBytes"/>.</param>
    public LiteralSet(byte[][] literals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(literals.Length, MaxLiterals);
        _literals = literals;
        _offsets = Array.ConvertAll(literals, BestPlace);

        // Fingerprints that are alike in one bucket, so that each bucket says no as often as it can.
        var order = Enumerable.Range(0, literals.Length).ToArray();
        Array.Sort(order, (a, b) => FingerprintOf(a).SequenceCompareTo(FingerprintOf(b)));
        for (var i = 0; i < order.Length; i++)
        {
            Enter(order[i], bucket: order.Length <= Buckets ? i : i * Buckets / order.Length);
        }
    }

    /// <summary>Searches all literals.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="at">For each literal that occurs: where it does first.</param>
    /// <returns>A bit for each literal that occurs.</returns>
    public ulong Search(ReadOnlySpan<byte> text, Span<int> at)
    {
        if (text.Length < BlockBytes)
        {
            return SearchShort(text, at);
        }

        ulong found = 0;
        var last = text.Length - BlockBytes;
        for (var start = 0; ; start = Math.Min(start + Block, last))
        {
            var candidates = Candidates(text, start);
            if (candidates != Vector128<byte>.Zero)
            {
                found = Confirm(text, start, candidates, found, at);
            }

            if (start == last)
            {
                return found;
            }
        }
    }

    private ulong SearchShort(ReadOnlySpan<byte> text, Span<int> at)
    {
        Span<byte> room = stackalloc byte[BlockBytes];
        room.Clear();
        text.CopyTo(room);
        var candidates = Candidates(room, 0);
        return candidates == Vector128<byte>.Zero ? 0 : Confirm(text, 0, candidates, 0, at);
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

    private ulong Confirm(ReadOnlySpan<byte> text, int start, Vector128<byte> candidates, ulong found, Span<int> at)
    {
        var places = ~Vector128.Equals(candidates, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
        for (; places != 0; places &= places - 1)
        {
            var place = BitOperations.TrailingZeroCount(places);
            for (uint set = candidates.GetElement(place); set != 0; set &= set - 1)
            {
                for (var open = _buckets[BitOperations.TrailingZeroCount(set)] & ~found; open != 0; open &= open - 1)
                {
                    var literal = BitOperations.TrailingZeroCount(open);
                    var first = start + place - _offsets[literal];
                    if (first >= 0 && first < text.Length && text[first..].StartsWith(_literals[literal]))
                    {
                        found |= 1UL << literal;
                        at[literal] = first;
                    }
                }
            }
        }

        return found;
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

    /// <summary>Where the three bytes of a literal start that messages contain least, and the other literals don't share.</summary>
    private int BestPlace(byte[] bytes)
    {
        var best = 0;
        var lowest = int.MaxValue;
        for (var i = 0; i + Fingerprint <= bytes.Length; i++)
        {
            var cost = Frequency(bytes[i]) + Frequency(bytes[i + 1]) + Frequency(bytes[i + 2]);
            foreach (var other in _literals)
            {
                cost += other != bytes && other.AsSpan().IndexOf(bytes.AsSpan(i, Fingerprint)) >= 0 ? CostOfAlike : 0;
            }

            if (cost < lowest)
            {
                (best, lowest) = (i, cost);
            }
        }

        return best;
    }

    // How common bytes are in log messages, roughly.
    private static int Frequency(byte value) =>
        value == ' ' || "etaoinsr0123456789"u8.Contains(value) ? 3 : char.IsAsciiLetterLower((char)value) || ":.=-/"u8.Contains(value) ? 2 : 1;
}
