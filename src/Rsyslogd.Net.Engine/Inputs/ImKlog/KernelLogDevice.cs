using System.Globalization;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImKlog;

/// <summary>The open kernel log: each read(2) gives one record. Reactor's thread only.</summary>
/// <param name="writer">The input's batches.</param>
/// <param name="peer">This machine.</param>
/// <param name="lost">Counts records that the kernel overwrote before they were read.</param>
/// <param name="say">Says how many.</param>
internal sealed class KernelLogDevice(BatchWriter writer, Peer peer, Counter lost, Action<string> say) : PolledDescriptor
{
    // The kernel gives EINVAL for a record that doesn't fit: its own limit is 8 KiB with escapes.
    private const int RecordBytes = 16 * 1024;
    private const int RecordsPerTurn = 1024;
    private const string PrintTimePath = "/sys/module/printk/parameters/time";

    private readonly byte[] _record = new byte[RecordBytes];
    private readonly bool _printsTime = File.Exists(PrintTimePath) && File.ReadAllText(PrintTimePath).StartsWith('Y');
    private long _expected = -1;

    /// <summary>permitNonKernelFacility.</summary>
    public bool PermitOthers { get; init; }

    /// <summary>parseKernelTimestamp: the message's time is the kernel's.</summary>
    public bool ParseTime { get; init; }

    /// <summary>keepKernelTimestamp: it stays in the text nevertheless.</summary>
    public bool KeepTime { get; init; }

    /// <summary>rateLimit*; null: none.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>The number of the first record that has not been read.</summary>
    public long Next { get; set; }

    /// <summary>Reads from now on.</summary>
    public bool TryOpen(Reactor reactor, int descriptor, out string? reason)
    {
        Descriptor = descriptor;
        return reactor.TryWatch(this, out reason);
    }

    /// <summary>Reads what there is and closes.</summary>
    public void Close(Reactor reactor)
    {
        _ = Drain();
        reactor.Forget(this);
        NativeSocket.Close(Descriptor);
        Descriptor = -1;
        Limit?.TellLost();
    }

    /// <summary>Hands over what has been taken.</summary>
    internal void HandOver() => writer.HandOver();

    /// <inheritdoc/>
    public override void OnReadable()
    {
        var ending = Drain();
        if (ending < 0)
        {
            throw new IOException($"cannot read the kernel log: {NativeSocket.Describe(ending)}");
        }
    }

    /// <summary>Reads a bounded number of records; a negative errno when that no longer works.</summary>
    private int Drain()
    {
        for (var i = 0; i < RecordsPerTurn; i++)
        {
            var length = NativeSocket.Read(Descriptor, _record);
            switch (length)
            {
                case > 0:
                    Take(_record.AsSpan(0, length));
                    break;
                case NativeSocket.BrokenPipe:
                    // Overwritten before it was read; the next record's number tells how many.
                    continue;
                case 0 or NativeSocket.WouldBlock or NativeSocket.Interrupted:
                    HandOver();
                    return 0;
                default:
                    HandOver();
                    return length;
            }
        }

        HandOver();
        return 0;
    }

    /// <summary>Takes one record.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        if (!KernelRecord.TryParse(bytes, out var record))
        {
            return;
        }

        CountGap(record.Sequence);
        if (record.Sequence < Next)
        {
            return;
        }

        Next = record.Sequence + 1;
        if (record.Priority > 7 && !PermitOthers)
        {
            return;
        }

        if (ParseTime)
        {
            // A batch has one time, so each record gets a batch of its own here.
            writer.HandOver();
        }

        var text = record.Text;
        while (true)
        {
            // A record may hold several lines, with escaped line feeds between; rsyslog sees them one by one.
            var end = text.IndexOf("\\x0a"u8);
            Add(record, end < 0 ? text : text[..end]);
            if (end < 0)
            {
                return;
            }

            text = text[(end + 4)..];
        }
    }

    private void CountGap(long sequence)
    {
        if (_expected >= 0 && sequence > _expected)
        {
            lost.Add(sequence - _expected);
            say($"imklog: {sequence - _expected} kernel messages were overwritten before they could be read");
        }

        _expected = sequence + 1;
    }

    private void Add(in KernelRecord record, ReadOnlySpan<byte> text)
    {
        const int timeRoom = 48;
        var tag = "kernel:"u8;
        if (text.IsEmpty || writer.Room(tag.Length + timeRoom + text.Length) is not { } batch)
        {
            return;
        }

        if (ParseTime)
        {
            batch.ReceivedAt = Clock.Now() - (Environment.TickCount64 * 1000) + record.Microseconds;
        }

        if (Limit is not null && !Limit.Allow(batch.ReceivedAt, peer))
        {
            return;
        }

        var room = batch.Slab.AsSpan(batch.Used);
        tag.CopyTo(room);
        var length = tag.Length;
        if (_printsTime && (!ParseTime || KeepTime))
        {
            // As printk writes it on the console: seconds in at least five places.
            room[length..].TryWriteTime(record.Microseconds, out var written);
            length += written;
        }

        text.CopyTo(room[length..]);
        length += KernelRecord.Unescape(room.Slice(length, text.Length));
        ref var frame = ref batch.Add(peer);
        frame.Start = batch.Used;
        frame.Length = length;
        frame.Clean = false;
        frame.Priority = (byte)record.Priority;
        frame.TagLength = (ushort)tag.Length;
        batch.Used += length;
    }
}

/// <summary>How printk shows the time of a record.</summary>
internal static class KernelTime
{
    /// <summary>Writes <c>[ssssss.uuuuuu] </c>.</summary>
    public static void TryWriteTime(this Span<byte> room, long microseconds, out int written) =>
        _ = System.Text.Unicode.Utf8.TryWrite(
            room, CultureInfo.InvariantCulture, $"[{microseconds / 1_000_000,5}.{microseconds % 1_000_000:D6}] ", out written);
}
