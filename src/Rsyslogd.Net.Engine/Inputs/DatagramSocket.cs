using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>A bound datagram socket: receives up to 256 datagrams with one call, and in one turn some calls at most. Hot.</summary>
internal abstract class DatagramSocket(Reactor reactor, DatagramReceiver receiver) : PolledDescriptor
{
    private const int CallsPerTurn = 8;

    // At the end, what stands in the socket still counts as sent; a sender that goes on does not keep us from ending.
    private const int CallsAtEnd = 256;

    // From here on more are surely on their way.
    protected const int ManyDatagrams = 8;

    /// <summary>What the kernel is to tell beside the bytes.</summary>
    protected abstract DatagramControl Control { get; }

    /// <summary>How long it is good to wait for more datagrams after some have come, in microseconds; 0: not at all.</summary>
    protected abstract int Patience { get; }

    /// <summary>How many calls were made.</summary>
    public long Calls { get; private set; }

    /// <inheritdoc/>
    public override void OnReadable()
    {
        if (Drain(CallsPerTurn) >= ManyDatagrams && Patience is > 0 and var patience)
        {
            reactor.Coalesce(patience);
        }
    }

    /// <summary>Takes a socket that is bound, and receives from now on.</summary>
    public bool TryOpen(int descriptor, out string? reason)
    {
        Descriptor = descriptor;
        if (reactor.TryWatch(this, out reason))
        {
            return true;
        }

        Descriptor = -1;
        return false;
    }

    /// <summary>Receives what has been sent, hands it over, and leaves the descriptor to be closed by the caller.</summary>
    public int Release()
    {
        var descriptor = Descriptor;
        if (descriptor >= 0)
        {
            _ = Drain(CallsAtEnd);
            reactor.Forget(this);
            Descriptor = -1;
        }

        return descriptor;
    }

    /// <summary>Puts received datagrams into batches; false when none is to be had because the reactor is to stop.</summary>
    protected abstract bool Take(DatagramReceiver received, int count);

    /// <summary>All that was there has been received, or as much as a turn allows.</summary>
    /// <param name="count">How many datagrams.</param>
    protected virtual void OnDrained(int count)
    {
    }

    private int Drain(int calls)
    {
        var total = 0;
        for (var call = 0; call < calls; call++)
        {
            // Errors (an ICMP answer to nothing we sent, say) concern no message: the next call goes on behind them.
            var count = receiver.Receive(Descriptor, Control);
            Calls++;
            if (count <= 0)
            {
                break;
            }

            total += count;
            var isTaken = Take(receiver, count);
            receiver.Release(count);
            if (!isTaken || count < receiver.Slots)
            {
                break;
            }
        }

        OnDrained(total);
        return total;
    }
}
