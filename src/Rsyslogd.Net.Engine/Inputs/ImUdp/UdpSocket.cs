using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImUdp;

/// <summary>One bound UDP socket of an input. Hot.</summary>
/// <param name="reactor">Its thread.</param>
/// <param name="receiver">The thread's receive area.</param>
/// <param name="writer">The input's batches.</param>
/// <param name="senders">The input's senders.</param>
/// <param name="counters">The socket's counters.</param>
internal sealed class UdpSocket(
    Reactor reactor, DatagramReceiver receiver, BatchWriter writer, SenderCache senders, UdpCounters counters)
    : DatagramSocket(reactor, receiver)
{
    private readonly ReceivePatience _patience = new();
    private uint _dropsBefore;

    /// <summary>rateLimit.*; null: none.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>Says that somebody sent who may not.</summary>
    public required Action OnDisallowed { get; init; }

    /// <inheritdoc/>
    protected override DatagramControl Control => DatagramControl.None;

    /// <inheritdoc/>
    protected override int Patience => _patience.Microseconds;

    /// <inheritdoc/>
    public override void OnReadable()
    {
        if (_patience.Microseconds > 0)
        {
            _patience.Learn(SocketMemory.Of(Descriptor));
        }

        base.OnReadable();
    }

    /// <inheritdoc/>
    protected override bool Take(DatagramReceiver received, int count)
    {
        counters.Calls.Add(1);
        counters.Received.Add(count);
        for (var i = 0; i < count; i++)
        {
            var payload = received.Payload(i);
            if (payload.IsEmpty)
            {
                continue;
            }

            var sender = senders.Find(received.Sender(i));
            if (!sender.IsAllowed)
            {
                counters.Disallowed.Add(1);
                OnDisallowed();
                continue;
            }

            var batch = writer.Room(payload.Length);
            if (batch is null)
            {
                return false;
            }

            if (Limit is not null && !Limit.Allow(batch.ReceivedAt, sender.Peer))
            {
                continue;
            }

            payload.CopyTo(batch.Slab.AsSpan(batch.Used));
            batch.Add(batch.Used, payload.Length, sender.Peer, clean: false);
            batch.Used += payload.Length;
        }

        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Asked for here, once for all datagrams: the kernel would tell it with each of them (SO_RXQ_OVFL), which costs more than a
    /// twentieth of receiving them.</remarks>
    protected override void OnDrained(int count)
    {
        var drops = SocketMemory.Of(Descriptor).Drops;

        // Unsigned arithmetic: right also when the kernel's 32 bits have wrapped.
        var dropped = drops - _dropsBefore;
        _dropsBefore = drops;
        counters.Dropped.Add(dropped);
        _patience.Continue(count >= ManyDatagrams, dropped > 0);
        IsPatient = _patience.Microseconds > 0;
    }
}

/// <summary>What is counted of a UDP socket, under impstats' names.</summary>
internal sealed class UdpCounters(CounterSet set)
{
    /// <summary>Messages handed over.</summary>
    public Counter Submitted { get; } = set.Add("submitted");

    /// <summary>Datagrams of senders that $AllowedSender doesn't name.</summary>
    public Counter Disallowed { get; } = set.Add("disallowed");

    /// <summary>System calls.</summary>
    public Counter Calls { get; } = set.Add("called.recvmmsg");

    /// <summary>Datagrams received.</summary>
    public Counter Received { get; } = set.Add("msgs.received");

    /// <summary>Datagrams that the kernel dropped because the socket's buffer was full.</summary>
    public Counter Dropped { get; } = set.Add("dropped.kernel");
}
