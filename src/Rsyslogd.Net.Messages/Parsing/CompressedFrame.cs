using System.Buffers.Binary;
using System.IO.Compression;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The compression extension (manual, omfwd "compression.mode=single" and global parser.supportCompressionExtension): a
/// frame that begins with <c>z</c>, followed by a zlib stream (RFC 1950). Allocates; rare.</summary>
internal static class CompressedFrame
{
    private const byte Mark = (byte)'z';

    // Two bytes of header, an empty block and the checksum.
    private const int ShortestStream = 8;

    /// <summary>Whether a frame looks like one. Text that begins with z hardly ever has a zlib header behind it.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> frame) =>
        frame.Length > ShortestStream && frame[0] == Mark
        && (frame[1] & 0x0F) == 8 && ((frame[1] << 8) | frame[2]) % 31 == 0;

    /// <summary>Expands a frame. False: it is none after all, is damaged, or becomes longer than a message may be; then it is
    /// taken as it came.</summary>
    /// <param name="slab">Where it stands.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="room">Takes the text; its size is the limit.</param>
    /// <param name="length">How much of it.</param>
    public static bool TryExpand(byte[] slab, in Frame frame, Span<byte> room, out int length)
    {
        using var source = new MemoryStream(slab, frame.Start + 1, frame.Length - 1, writable: false);
        using var stream = new ZLibStream(source, CompressionMode.Decompress);
        length = 0;
        try
        {
            length = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            return length > 0 && stream.ReadByte() < 0
                && HasChecksum(slab.AsSpan(frame.Start, frame.Length), Adler32(room[..length]));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A stream that was cut expands to the beginning of a text, without a fault. One that is whole ends with the checksum of the
    /// text, where perhaps a LF follows.</summary>
    private static bool HasChecksum(ReadOnlySpan<byte> frame, uint checksum)
    {
        Span<byte> wanted = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(wanted, checksum);
        return frame.IndexOf(wanted) >= 0;
    }

    /// <summary>RFC 1950 section 8.2.</summary>
    private static uint Adler32(ReadOnlySpan<byte> text)
    {
        const uint modulus = 65521;
        var (low, high) = (1u, 0u);
        foreach (var value in text)
        {
            low = (low + value) % modulus;
            high = (high + low) % modulus;
        }

        return (high << 16) | low;
    }
}
