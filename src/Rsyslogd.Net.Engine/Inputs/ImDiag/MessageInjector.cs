using System.Globalization;
using System.Text;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImDiag;

/// <summary>Puts messages into the main queue as if they had been received. One for each session.</summary>
internal sealed class MessageInjector
{
    private const int MessagesInBatch = 1000;
    private const int MessageRoomBytes = 96;

    private static readonly TimeSpan StopCheckInterval = TimeSpan.FromMilliseconds(100);

    private readonly MessageQueue _queue;
    private readonly Counter _submitted;
    private readonly InputSource _source;
    private readonly Peer _peer = new([.. "127.0.0.1"u8], [.. "127.0.0.1"u8], []);

    public MessageInjector(InputContext context, Counter submitted)
    {
        _queue = context.ResolveQueue(null);
        _submitted = submitted;
        _source = new InputSource([.. "imdiag"u8], FrameDialect.ParserChain) { RulesetIndex = context.ResolveRuleset(null) };
    }

    /// <summary>Whether the daemon is about to end.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Injects numbered messages.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="pause">Called behind each message when a test wants them one by one; null: as fast as can be.</param>
    public void Inject(long from, long count, Action? pause)
    {
        var inBatch = pause is null ? MessagesInBatch : 1;
        for (var done = 0L; done < count && !IsStopped; done += inBatch)
        {
            if (Rent() is not { } batch)
            {
                return;
            }

            for (var number = from + done; number < from + Math.Min(done + inBatch, count); number++)
            {
                batch.EnsureRoom(MessageRoomBytes);
                Encoding.ASCII.TryGetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"<167>Mar  1 01:00:00 192.0.2.8 tag msgnum:{number:D8}:"),
                    batch.Slab.AsSpan(batch.Used), out var length);
                Add(batch, length);
            }

            Enqueue(batch);
            pause?.Invoke();
        }
    }

    /// <summary>Injects one message as it is.</summary>
    public void Inject(ReadOnlySpan<byte> raw)
    {
        if (Rent() is { } batch)
        {
            batch.EnsureRoom(raw.Length);
            raw.CopyTo(batch.Slab.AsSpan(batch.Used));
            Add(batch, raw.Length);
            Enqueue(batch);
        }
    }

    private Batch? Rent()
    {
        while (!IsStopped)
        {
            if (_queue.Pool.TryRent(StopCheckInterval) is { } batch)
            {
                batch.Source = _source;
                batch.ReceivedAt = Clock.Now();
                return batch;
            }
        }

        return null;
    }

    private void Add(Batch batch, int length)
    {
        batch.Add(batch.Used, length, _peer, clean: false);
        batch.Used += length;
    }

    private void Enqueue(Batch batch)
    {
        lock (_submitted)
        {
            _submitted.Add(batch.Count);
        }

        _queue.Enqueue(batch);
    }
}
