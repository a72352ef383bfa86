using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>A bound local datagram socket. Hot.</summary>
/// <param name="reactor">Its thread.</param>
/// <param name="receiver">The thread's receive area.</param>
/// <param name="writer">The socket's batches.</param>
/// <param name="peer">The sender that all its messages show.</param>
/// <param name="settings">Its parameters.</param>
internal sealed class UnixDatagramSocket(
    Reactor reactor, DatagramReceiver receiver, BatchWriter writer, Peer peer, UnixSocketSettings settings)
    : DatagramSocket(reactor, receiver)
{
    // With a queue shorter than this its senders stand still while we wait for more: it halves the throughput.
    private const int LongQueue = 256;

    private const int PatienceMicroseconds = 50;

    // "[4711]:" of the largest process id.
    private const int TagRoom = 16;

    private readonly bool _needsCredentials =
        settings.UsePidFromSystem || settings.Annotate || settings.RateLimitInterval > 0;

    private readonly int _patience = QueueLength() >= LongQueue ? PatienceMicroseconds : 0;

    /// <summary>rateLimit.*; null: none.</summary>
    public ProcessRateLimits? Limits { get; init; }

    /// <summary>ratelimit.discarded.</summary>
    public required Counter Discarded { get; init; }

    /// <inheritdoc/>
    protected override DatagramControl Control =>
        _needsCredentials ? DatagramControl.Credentials : DatagramControl.None;

    /// <inheritdoc/>
    protected override int Patience => _patience;

    /// <inheritdoc/>
    protected override bool Take(DatagramReceiver received, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var payload = received.Payload(i);
            if (payload.IsEmpty)
            {
                continue;
            }

            var isTaken = _needsCredentials ? TakeWithCredentials(received, i, payload) : TakePlain(payload);
            if (!isTaken)
            {
                return false;
            }
        }

        writer.HandOver();
        return true;
    }

    private bool TakePlain(ReadOnlySpan<byte> payload)
    {
        var batch = writer.Room(payload.Length);
        if (batch is null)
        {
            return false;
        }

        payload.CopyTo(batch.Slab.AsSpan(batch.Used));
        batch.Add(batch.Used, payload.Length, peer, clean: false);
        batch.Used += payload.Length;
        return true;
    }

    private bool TakeWithCredentials(DatagramReceiver received, int index, ReadOnlySpan<byte> payload)
    {
        var isKnown = received.TryGetCredentials(index, out var sender) && sender.ProcessId != 0;
        var annotation = isKnown && settings.Annotate ? TrustedProcess.Annotation(sender) : [];
        var batch = writer.Room(payload.Length + TagRoom + annotation.Length);
        if (batch is null)
        {
            return false;
        }

        if (isKnown && Limits is not null && !Limits.Allow(sender.ProcessId, payload, batch.ReceivedAt, peer))
        {
            Discarded.Add(1);
            return true;
        }

        if (annotation.Length > 0)
        {
            // What ends the frame would otherwise stand in the middle of it.
            payload = payload.TrimEnd("\n\0"u8);
        }

        var room = batch.Slab.AsSpan(batch.Used);
        int length;
        if (isKnown && settings.UsePidFromSystem && batch.Source.Dialect == FrameDialect.Local)
        {
            length = TrustedProcess.RewriteTag(payload, sender.ProcessId, room);
        }
        else
        {
            payload.CopyTo(room);
            length = payload.Length;
        }

        annotation.CopyTo(room[length..]);
        length += annotation.Length;
        batch.Add(batch.Used, length, peer, clean: false);
        batch.Used += length;
        return true;
    }

    private static int QueueLength()
    {
        const string path = "/proc/sys/net/unix/max_dgram_qlen";
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), System.Globalization.CultureInfo.InvariantCulture, out var length)
            ? length
            : 0;
    }
}
