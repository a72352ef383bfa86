namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>A set of ASCII characters.</summary>
internal struct AsciiSet
{
    private ulong _low;
    private ulong _high;

    /// <summary>Adds a character below 128.</summary>
    public void Add(byte value)
    {
        if (value < 64)
        {
            _low |= 1UL << value;
        }
        else
        {
            _high |= 1UL << (value & 63);
        }
    }

    /// <summary>Adds all characters between two, both included.</summary>
    public void AddRange(int low, int high)
    {
        for (var value = low; value <= high; value++)
        {
            Add((byte)value);
        }
    }

    /// <summary>Adds all characters of a text.</summary>
    public void AddAll(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            Add(value);
        }
    }

    /// <summary>The ASCII characters that are not in this set, NUL excepted.</summary>
    public readonly AsciiSet Others() => new() { _low = ~_low & ~1UL, _high = ~_high };

    /// <summary>Whether it is all of ASCII, NUL excepted.</summary>
    public readonly bool IsAllButNul => _low == ~1UL && _high == ~0UL;

    /// <summary>Whether a byte is in the set; never those beyond ASCII.</summary>
    public readonly bool Contains(byte value) =>
        ((value < 64 ? _low : value < 128 ? _high : 0) >> (value & 63) & 1) != 0;

    /// <summary>The only member; null when there are several, or none.</summary>
    public readonly byte? Single =>
        System.Numerics.BitOperations.PopCount(_low) + System.Numerics.BitOperations.PopCount(_high) != 1 ? null
        : (byte)(_low != 0 ? System.Numerics.BitOperations.TrailingZeroCount(_low) : 64 + System.Numerics.BitOperations.TrailingZeroCount(_high));
}
