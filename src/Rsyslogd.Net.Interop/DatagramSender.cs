using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Interop;

/// <summary>
/// Sends datagrams that stand one behind the other over a connected socket (sendmmsg(2)). Over UDP, neighbours of equal
/// length, and a shorter one behind them, go through the network stack as one piece that the kernel cuts up at its end
/// (udp(7), UDP_SEGMENT): what arrives is the same, in the same order, for a fraction of the processor time. Hot. One thread.
/// </summary>
public sealed unsafe class DatagramSender
{
    private const int MaxBatch = 64;

    // The kernel's UDP_MAX_SEGMENTS was 64 at first, and a piece has at most 65,507 bytes. What has to go in fragments can't be
    // cut: 1,000 bytes and the headers go everywhere in one packet.
    private const int MaxJoined = 64;
    private const int MaxJoinedBytes = 1000;

    private readonly int _maxBytes;
    private bool _joins;

    /// <summary>Takes over a connected datagram socket.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="maxBytes">What is longer is cut.</param>
    /// <param name="isUdp">Whether it is a UDP socket.</param>
    public DatagramSender(int descriptor, int maxBytes, bool isUdp)
    {
        Descriptor = descriptor;
        _maxBytes = maxBytes;

        // Old kernels take the length of the cuts with a datagram without a word, and ignore it; the option they refuse.
        var none = 0;
        _joins = isUdp && Libc.SetSocketOption(descriptor, Libc.LevelUdp, Libc.UdpSegment, &none, sizeof(int)) == 0;
    }

    /// <summary>The socket.</summary>
    public int Descriptor { get; }

    /// <summary>Sends as many as it can without waiting: how many, or a negative errno.</summary>
    /// <param name="bytes">The datagrams.</param>
    /// <param name="ends">Where each ends, counted from <paramref name="origin"/>.</param>
    /// <param name="origin">What the first byte counts as.</param>
    public int Send(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int origin)
    {
        var count = SendBatch(bytes, ends, origin, out var isJoined);
        if (isJoined && CannotJoin(-count))
        {
            _joins = false;
            count = SendBatch(bytes, ends, origin, out _);
        }

        return count;
    }

    /// <summary>Closes the socket.</summary>
    public void Close() => _ = Libc.Close(Descriptor);

    /// <summary>What is said where a device doesn't add up checksums, the packets of the path are too small, or they are
    /// encrypted (IPsec). Whether the datagrams can go one by one is seen by trying that.</summary>
    private static bool CannotJoin(int errno) =>
        errno is Errno.InputOutput or Errno.InvalidArgument or Errno.MessageTooLong or Errno.NotSupported;

    [SkipLocalsInit]
    private int SendBatch(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int origin, out bool isJoined)
    {
        var elements = stackalloc Libc.MessageVectorElement[MaxBatch];
        var vectors = stackalloc Libc.IoVector[MaxBatch];
        var controls = stackalloc Libc.SegmentControl[MaxBatch];
        var reached = stackalloc int[MaxBatch];
        fixed (byte* start = bytes)
        {
            var count = 0;
            var at = 0;
            for (var i = 0; i < ends.Length && count < MaxBatch; count++)
            {
                var length = ends[i] - origin - at;
                var next = _joins ? JoinedUntil(ends, i, length) : i + 1;
                var end = ends[next - 1] - origin;
                vectors[count] = new Libc.IoVector { Start = start + at, Length = (nuint)Math.Min(end - at, _maxBytes) };
                elements[count] = new Libc.MessageVectorElement { Vectors = vectors + count, VectorCount = 1 };
                if (next > i + 1)
                {
                    controls[count] = Libc.SegmentControl.Of(length);
                    elements[count].Control = (byte*)(controls + count);
                    elements[count].ControlLength = (nuint)sizeof(Libc.SegmentControl);
                }

                reached[count] = next;
                at = end;
                i = next;
            }

            var result = Errno.Result(Libc.SendMany(Descriptor, elements, (uint)count, Libc.MsgNoSignal));
            isJoined = reached[0] > 1;
            return result > 0 ? reached[result - 1] : result;
        }
    }

    /// <summary>The first datagram behind those that can go in one piece with the one at <paramref name="first"/>.</summary>
    private static int JoinedUntil(ReadOnlySpan<int> ends, int first, int length)
    {
        var next = first + 1;
        if (length > MaxJoinedBytes)
        {
            return next;
        }

        var limit = Math.Min(ends.Length, first + MaxJoined);
        for (; next < limit; next++)
        {
            var more = ends[next] - ends[next - 1];
            if (more != length)
            {
                // A shorter one can only be the last.
                return more < length ? next + 1 : next;
            }
        }

        return next;
    }
}
