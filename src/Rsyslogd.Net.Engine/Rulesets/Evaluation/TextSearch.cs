using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>How a text is compared with another one.</summary>
internal enum TextOperation
{
    Equal,
    Contains,
    ContainsIgnoreCase,
    StartsWith,
    StartsWithIgnoreCase,

    /// <summary>startswith_i of expressions, where 8.2302 also takes a text that is shorter than the value and agrees so far.</summary>
    AgreesFromStartIgnoreCase,
    EndsWith,
    EndsWithIgnoreCase,
}

/// <summary>Comparisons of bytes. Without case means without ASCII case, as in the C locale. Hot.</summary>
internal static class TextSearch
{
    private const int FewPlaces = 16;

    public static bool Compare(TextOperation operation, ReadOnlySpan<byte> text, ReadOnlySpan<byte> value) => operation switch
    {
        TextOperation.Equal => text.SequenceEqual(value),
        TextOperation.Contains => IndexOf(text, value) >= 0,
        TextOperation.ContainsIgnoreCase => ContainsIgnoreCase(text, value),
        TextOperation.StartsWith => text.StartsWith(value),
        TextOperation.StartsWithIgnoreCase => text.Length >= value.Length && EqualsIgnoreCase(text[..value.Length], value),
        TextOperation.AgreesFromStartIgnoreCase => AgreesFromStart(text, value),
        TextOperation.EndsWith => text.EndsWith(value),
        TextOperation.EndsWithIgnoreCase => text.Length >= value.Length && EqualsIgnoreCase(text[^value.Length..], value),
    };

    /// <summary>Where a value stands first in a text; negative: nowhere.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value)
    {
        var last = text.Length - value.Length;
        if (last >= FewPlaces || value.Length < sizeof(ulong))
        {
            return text.IndexOf(value);
        }

        if (last < 0)
        {
            return -1;
        }

        // Tags and names: looking at each of the few places where it may begin is cheaper than preparing a search.
        var places = ((1u << last) << 1) - 1;
        if (text.Length >= Vector128<byte>.Count)
        {
            places &= Vector128.Equals(Vector128.Create(text), Vector128.Create(value[0])).ExtractMostSignificantBits();
        }

        var head = BinaryPrimitives.ReadUInt64LittleEndian(value);
        for (; places != 0; places &= places - 1)
        {
            var at = BitOperations.TrailingZeroCount(places);
            if (BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) == head && text.Slice(at, value.Length).SequenceEqual(value))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool AgreesFromStart(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value)
    {
        var length = Math.Min(text.Length, value.Length);
        return EqualsIgnoreCase(text[..length], value[..length]);
    }

    private static bool ContainsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return true;
        }

        var lower = Lower(value[0]);
        var upper = lower is >= (byte)'a' and <= (byte)'z' ? (byte)(lower - 32) : lower;
        while (text.Length >= value.Length)
        {
            var at = text[..(text.Length - value.Length + 1)].IndexOfAny(lower, upper);
            if (at < 0)
            {
                return false;
            }

            if (EqualsIgnoreCase(text.Slice(at, value.Length), value))
            {
                return true;
            }

            text = text[(at + 1)..];
        }

        return false;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i] && Lower(a[i]) != Lower(b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value + 32) : value;
}
