using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages;

/// <summary>A growable run of bytes that is written at its end and used again and again. Hot: no allocation once
/// it has reached its working size. One owner, one thread.</summary>
public sealed class ByteBuffer
{
    private byte[] _bytes;

    /// <summary>Makes an empty buffer with room for <paramref name="capacityBytes"/>.</summary>
    public ByteBuffer(int capacityBytes = 256) => _bytes = new byte[capacityBytes];

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>The backing array; only the first <see cref="Length"/> bytes have a meaning.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets everything written, keeps the room.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what was written behind <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length);
        Length = length;
    }

    /// <summary>Adds one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Adds bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > _bytes.Length - Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Room for at least <paramref name="size"/> bytes; what is written there counts after <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int size)
    {
        if (size > _bytes.Length - Length)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>Takes over <paramref name="count"/> bytes written into <see cref="GetSpan"/>.</summary>
    public void Advance(int count) => Length += count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
}
