using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Framing;

/// <summary>The vectorised searches behind framing: one pass finds the frame's end and notices bytes that cleaning must look
/// at. Hot.</summary>
internal sealed class FrameSearch
{
    /// <summary>What <see cref="ControlBytes"/> looks at: the bits of a number.</summary>
    public const int BlockBytes = 64;

    private readonly SearchValues<byte>? _special;
    private readonly int _first;
    private readonly int _second;

    /// <summary>Prepares the searches for a listener.</summary>
    public FrameSearch(StreamFramingSettings settings)
    {
        var additional = settings.AdditionalDelimiter is >= 0 and <= 255 ? settings.AdditionalDelimiter : -1;
        _first = settings.DisableLineFeedDelimiter ? additional : '\n';
        _second = settings.DisableLineFeedDelimiter ? -1 : additional;
        if (settings.Escape8Bit || additional >= 32)
        {
            _special = SearchValues.Create(SpecialBytes(settings, additional));
        }
    }

    /// <summary>Whether LF is the only delimiter, and cleaning looks at nothing but bytes below 32.</summary>
    public bool IsByLineFeed => _special is null && _first == '\n' && _second < 0;

    /// <summary>Whether there is a byte below 32 in a block of <see cref="BlockBytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasControlBytes(ReadOnlySpan<byte> block)
    {
        var least = Vector128.Min(
            Vector128.Min(Vector128.Create(block), Vector128.Create(block[16..])),
            Vector128.Min(Vector128.Create(block[32..]), Vector128.Create(block[48..])));
        return ControlBytesOf(least) != 0;
    }

    /// <summary>A bit for each byte below 32 in a block of <see cref="BlockBytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ControlBytes(ReadOnlySpan<byte> block)
    {
        var low = ControlBytesOf(Vector128.Create(block)) | (ControlBytesOf(Vector128.Create(block[16..])) << 16);
        var high = ControlBytesOf(Vector128.Create(block[32..])) | (ControlBytesOf(Vector128.Create(block[48..])) << 16);
        return low | ((ulong)high << 32);
    }

    /// <summary>Whether a byte ends a delimited frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDelimiter(byte value) => value == _first || value == _second;

    /// <summary>The first delimiter or byte to be cleaned; -1: none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOfSpecial(ReadOnlySpan<byte> bytes) =>
        _special is null ? bytes.IndexOfAnyInRange((byte)0, (byte)31) : bytes.IndexOfAny(_special);

    /// <summary>The first delimiter; -1: none.</summary>
    public int IndexOfDelimiter(ReadOnlySpan<byte> bytes)
    {
        if (_first < 0)
        {
            return -1;
        }

        return _second < 0 ? bytes.IndexOf((byte)_first) : bytes.IndexOfAny((byte)_first, (byte)_second);
    }

    // The smaller of itself and 31 is itself: an unsigned comparison, which not every processor has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ControlBytesOf(Vector128<byte> bytes) =>
        Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)31)), bytes).ExtractMostSignificantBits();

    private static byte[] SpecialBytes(StreamFramingSettings settings, int additional)
    {
        var special = new List<byte>();
        for (var value = 0; value <= 255; value++)
        {
            if (value < 32 || value == additional || (value > 127 && settings.Escape8Bit))
            {
                special.Add((byte)value);
            }
        }

        return [.. special];
    }
}
