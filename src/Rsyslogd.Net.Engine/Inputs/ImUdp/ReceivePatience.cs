using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImUdp;

/// <summary>How long a socket is left alone while many datagrams come: the longer, the fewer wake-ups, and the more is received with each.
/// It follows how quickly the receive buffer fills.</summary>
internal sealed class ReceivePatience
{
    /// <summary>At first, in microseconds: the smallest buffers last that long.</summary>
    public const int Shortest = 50;

    /// <summary>More gains nothing that can be measured.</summary>
    public const int Longest = 1000;

    // Filled to less than this part of the buffer during a pause, it may be longer. The rest is for other processes that have the
    // processor when we want it.
    private const uint LittleFilled = 16;

    // To more than this part: shorter.
    private const uint MuchFilled = 8;

    /// <summary>The next pause in microseconds; 0: none.</summary>
    public int Microseconds { get; private set; }

    /// <summary>Learns from what has come during a pause.</summary>
    public void Learn(SocketMemory memory)
    {
        if (memory.Waiting > memory.ReceiveBuffer / MuchFilled)
        {
            Microseconds = Math.Max(Microseconds / 2, Shortest);
        }
        else if (memory.Waiting < memory.ReceiveBuffer / LittleFilled)
        {
            Microseconds = Math.Min(Microseconds * 2, Longest);
        }
    }

    /// <summary>A drain is over.</summary>
    /// <param name="isFlood">Whether it found many datagrams.</param>
    /// <param name="hasDropped">Whether the kernel has dropped some meanwhile: then every microsecond away from the socket costs messages.</param>
    public void Continue(bool isFlood, bool hasDropped) =>
        Microseconds = !isFlood || hasDropped ? 0 : Math.Max(Microseconds, Shortest);
}
