using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages;

/// <summary>Finds bytes below 32: the ends of lines, and what is escaped on reception. Hot.</summary>
internal static class ControlBytes
{
    /// <summary>What <see cref="In"/> looks at: the bits of a number.</summary>
    public const int BlockBytes = 64;

    /// <summary>The first byte below 32; -1: there is none.</summary>
    public static int IndexOf(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (; bytes.Length - at >= BlockBytes; at += BlockBytes)
        {
            if (In(bytes.Slice(at, BlockBytes)) is not 0 and var marks)
            {
                return at + BitOperations.TrailingZeroCount(marks);
            }
        }

        var rest = bytes[at..].IndexOfAnyInRange((byte)0, (byte)31);
        return rest < 0 ? -1 : at + rest;
    }

    /// <summary>A bit for each byte below 32 in a block of <see cref="BlockBytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong In(ReadOnlySpan<byte> block)
    {
        var (first, second) = (Vector128.Create(block), Vector128.Create(block[16..]));
        var (third, fourth) = (Vector128.Create(block[32..]), Vector128.Create(block[48..]));
        if (Marks(Vector128.Min(Vector128.Min(first, second), Vector128.Min(third, fourth))) == 0)
        {
            // As in most blocks of long messages.
            return 0;
        }

        var low = Marks(first) | (Marks(second) << 16);
        var high = Marks(third) | (Marks(fourth) << 16);
        return low | ((ulong)high << 32);
    }

    // The smaller of itself and 31 is itself: an unsigned comparison, which not every processor has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(Vector128<byte> bytes) =>
        Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)31)), bytes).ExtractMostSignificantBits();
}
