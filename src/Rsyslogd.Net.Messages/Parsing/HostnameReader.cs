using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Decides whether the word before the tag of an old-format message is a hostname. Hot.</summary>
internal static class HostnameReader
{
    // Longer words are no hostname.
    private const int MaxBytes = 511;

    // By what is permitted besides letters, digits and .-_: nothing, slashes, at signs, both.
    private static readonly SearchValues<byte>[] Sets = [Set(""u8), Set("/"u8), Set("@"u8), Set("/@"u8)];

    // The letters, digits and .-_ by the two halves of a byte: it is one of them where what its halves stand for has a bit in common.
    private static Vector128<byte> LowHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 12, 4, 4, 5, 5, 20);
    }

    private static Vector128<byte> HighHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)0, 0, 1, 2, 4, 24, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Takes a first word that can be a hostname: all of the text, or up to a space and not ending in punctuation.</summary>
    /// <param name="text">What follows the time.</param>
    /// <param name="options">What is permitted.</param>
    /// <param name="length">The hostname's length in bytes.</param>
    /// <returns>How many bytes it takes with its space; 0: there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> text, Rfc3164Options options, out int length)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            // Most are shorter than this.
            length = BitOperations.TrailingZeroCount(~HostnameBytes(Vector128.Create(text)));
            if (length is > 0 and < 16 && text[length] == ' ')
            {
                return IsLetterOrDigit(text[length - 1]) ? length + 1 : 0;
            }
        }

        return ReadAny(text, options, out length);
    }

    /// <summary>A bit for each byte that can be part of a hostname in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HostnameBytes(Vector128<byte> bytes)
    {
        var low = Vector128.ShuffleNative(LowHalves, bytes & Vector128.Create((byte)15));
        var high = Vector128.ShuffleNative(HighHalves, (bytes.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)15));
        return ~Vector128.Equals(low & high, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    private static int ReadAny(ReadOnlySpan<byte> text, Rfc3164Options options, out int length)
    {
        var set = Sets[(options.PermitSlashesInHostname ? 1 : 0) | (options.PermitAtSignsInHostname ? 2 : 0)];
        length = text.IndexOfAnyExcept(set);
        if (length < 0)
        {
            length = text.Length;
            return length <= MaxBytes ? length : 0;
        }

        if (length == 0)
        {
            return options.PermitSquareBracketsInHostname ? ReadBracketed(text, set, out length) : 0;
        }

        return length <= MaxBytes && text[length] == ' ' && IsLetterOrDigit(text[length - 1]) ? length + 1 : 0;
    }

    private static int ReadBracketed(ReadOnlySpan<byte> text, SearchValues<byte> set, out int length)
    {
        length = 0;
        if (text[0] != '[')
        {
            return 0;
        }

        var inner = text[1..].IndexOfAnyExcept(set);
        if (inner <= 0 || inner > MaxBytes || !text[(inner + 1)..].StartsWith("] "u8))
        {
            return 0;
        }

        length = inner + 2;
        return length + 1;
    }

    /// <summary>What a hostname may end in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetterOrDigit(byte value) =>
        (uint)((value | 0x20) - 'a') <= 'z' - 'a' || (uint)(value - '0') <= 9;

    private static SearchValues<byte> Set(ReadOnlySpan<byte> more) => SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8, .. more]);
}
