namespace Rsyslogd.Net.Interop;

/// <summary>What the kernel keeps of a socket's memory (SO_MEMINFO, Linux 4.12).</summary>
/// <param name="Waiting">How much of the receive buffer is used by what waits to be received, in bytes of the kernel's account.</param>
/// <param name="ReceiveBuffer">How large it is: twice what SO_RCVBUF was set to.</param>
/// <param name="Drops">How many datagrams did not fit, or were damaged, so far; wraps at 32 bits.</param>
public readonly record struct SocketMemory(uint Waiting, uint ReceiveBuffer, uint Drops)
{
    private const int SocketLevel = 1;
    private const int MemoryInfo = 55;

    // The order of the kernel's enum SK_MEMINFO_*.
    private const int WaitingIndex = 0;
    private const int ReceiveBufferIndex = 1;
    private const int DropsIndex = 8;
    private const int Count = 9;

    /// <summary>Asks the kernel. All are 0 when it doesn't tell.</summary>
    public static unsafe SocketMemory Of(int descriptor)
    {
        var values = stackalloc uint[Count];
        var length = (uint)(Count * sizeof(uint));
        return Libc.GetSocketOption(descriptor, SocketLevel, MemoryInfo, values, &length) < 0 || length <= DropsIndex * sizeof(uint)
            ? default
            : new SocketMemory(values[WaitingIndex], values[ReceiveBufferIndex], values[DropsIndex]);
    }
}
