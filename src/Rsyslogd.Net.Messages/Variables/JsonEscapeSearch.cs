using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Variables;

/// <summary>Copies text up to the first byte that JSON escapes: copying and looking in one pass, sixteen bytes at a time. Hot.</summary>
internal static class JsonEscapeSearch
{
    private const int BlockBytes = 16;
    private const int HalfBytes = 8;
    private const int QuarterBytes = 4;

    /// <summary>Copies bytes until one needs an escape: <c>"</c>, <c>\</c>, <c>/</c>, control characters.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="target">As long as the text, or longer; what stands behind the bytes that count is undefined.</param>
    /// <returns>Where the first such byte is; the length of the text: there is none.</returns>
    public static int CopyUntil(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (text.Length < BlockBytes)
        {
            return CopyShort(text, target);
        }

        var at = 0;
        while (true)
        {
            var block = Vector128.Create(text[at..]);
            block.CopyTo(target[at..]);
            var hits = Hits(block);
            if (hits != 0)
            {
                return at + BitOperations.TrailingZeroCount(hits);
            }

            at += BlockBytes;
            if (at == text.Length)
            {
                return at;
            }

            // The last block overlaps the one before, where nothing was found.
            at = Math.Min(at, text.Length - BlockBytes);
        }
    }

    /// <summary>Texts of less than a block: their first and last bytes side by side, which overlap in the middle.</summary>
    private static int CopyShort(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (text.Length >= HalfBytes)
        {
            var last = text.Length - HalfBytes;
            var (low, high) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[last..]));
            BinaryPrimitives.WriteUInt64LittleEndian(target, low);
            BinaryPrimitives.WriteUInt64LittleEndian(target[last..], high);
            return Position(Hits(Vector128.Create(low, high).AsByte()), HalfBytes, text.Length);
        }

        if (text.Length >= QuarterBytes)
        {
            var last = text.Length - QuarterBytes;
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(text), BinaryPrimitives.ReadUInt32LittleEndian(text[last..]));
            BinaryPrimitives.WriteUInt32LittleEndian(target, low);
            BinaryPrimitives.WriteUInt32LittleEndian(target[last..], high);
            var hits = Hits(Vector128.CreateScalarUnsafe(low | ((ulong)high << 32)).AsByte());
            return Position(hits & 0xFF, QuarterBytes, text.Length);
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' || text[i] is (byte)'"' or (byte)'\\' or (byte)'/')
            {
                return i;
            }

            target[i] = text[i];
        }

        return text.Length;
    }

    /// <summary>Where a hit in two overlapping parts is in the text.</summary>
    private static int Position(uint hits, int partBytes, int length)
    {
        if (hits == 0)
        {
            return length;
        }

        var at = BitOperations.TrailingZeroCount(hits);
        return at < partBytes ? at : length - (2 * partBytes) + at;
    }

    /// <summary>A bit for each byte that needs an escape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hits(Vector128<byte> block)
    {
        var isControl = Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)31)), block);
        var isSpecial = Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.Equals(block, Vector128.Create((byte)'/'));
        return (isControl | isSpecial).ExtractMostSignificantBits();
    }
}
