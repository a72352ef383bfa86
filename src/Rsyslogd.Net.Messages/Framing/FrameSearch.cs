using System.Buffers;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Framing;

/// <summary>The vectorised searches behind framing: one pass finds the frame's end and notices bytes that cleaning must look
/// at. Hot.</summary>
internal sealed class FrameSearch
{
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

    /// <summary>Whether a byte ends a delimited frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDelimiter(byte value) => value == _first || value == _second;

    /// <summary>The first delimiter or byte to be cleaned; -1: none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOfSpecial(ReadOnlySpan<byte> bytes) =>
        _special is null ? ControlBytes.IndexOf(bytes) : bytes.IndexOfAny(_special);

    /// <summary>The first delimiter; -1: none.</summary>
    public int IndexOfDelimiter(ReadOnlySpan<byte> bytes)
    {
        if (_first < 0)
        {
            return -1;
        }

        return _second < 0 ? bytes.IndexOf((byte)_first) : bytes.IndexOfAny((byte)_first, (byte)_second);
    }

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
