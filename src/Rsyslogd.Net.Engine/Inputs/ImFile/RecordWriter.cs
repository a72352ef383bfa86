using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>Makes frames of the records of an input: with its tag, priority and, if wanted, the place where they stood. Hot.
/// Reactor's thread only.</summary>
/// <param name="settings">The input's parameters.</param>
/// <param name="writer">Its batches.</param>
/// <param name="peer">This machine.</param>
internal sealed class RecordWriter(FileInputSettings settings, BatchWriter writer, Peer peer)
{
    private const long MinuteMicroseconds = 60_000_000;

    private readonly byte[] _tag = settings.NeedsParse ? [] : settings.Tag;
    private long _minuteBegin = long.MinValue / 2;
    private long _lines;
    private long _bytes;

    /// <summary>How many messages there have been.</summary>
    public long Submitted { get; private set; }

    /// <summary>The batch with room for so many bytes; null: the reactor is to stop.</summary>
    public Batch? Room(int bytes)
    {
        var batch = writer.Room(bytes + _tag.Length);
        if (batch is { Used: 0 })
        {
            _tag.CopyTo(batch.Slab, 0);
            batch.Used = _tag.Length;
        }

        return batch;
    }

    /// <summary>Whether a batch has as many messages as one may have (maxSubmitAtOnce).</summary>
    public bool IsFull(Batch batch) => batch.Count >= settings.MaxSubmitAtOnce;

    /// <summary>Gives what there is to the queue.</summary>
    public void HandOver() => writer.HandOver();

    /// <summary>Adds a record, copied into the batch. False: the reactor is to stop.</summary>
    /// <param name="text">The record; an empty one gives no message.</param>
    /// <param name="origin">Where it stands.</param>
    public bool Add(ReadOnlySpan<byte> text, FrameOrigin origin)
    {
        var lead = settings.AddsCeeTag ? "@cee:"u8 : default;
        if (text.IsEmpty)
        {
            return true;
        }

        if (Room(lead.Length + text.Length) is not { } batch)
        {
            return false;
        }

        lead.CopyTo(batch.Slab.AsSpan(batch.Used));
        text.CopyTo(batch.Slab.AsSpan(batch.Used + lead.Length));
        AddInPlace(batch, batch.Used, lead.Length + text.Length, origin);
        batch.Used += lead.Length + text.Length;
        if (IsFull(batch))
        {
            writer.HandOver();
        }

        return true;
    }

    /// <summary>Adds a record that stands in the batch's slab already.</summary>
    public void AddInPlace(Batch batch, int start, int length, FrameOrigin origin)
    {
        if (length == 0 || !IsAllowed(length, batch.ReceivedAt))
        {
            return;
        }

        Submitted++;
        ref var frame = ref batch.Add(peer);
        frame.Start = start;
        frame.Length = length;
        frame.Clean = true; // nothing is escaped in text from files
        frame.Priority = settings.Priority;
        frame.TagLength = (ushort)Math.Min(_tag.Length, ushort.MaxValue);
        frame.TagDistance = _tag.Length > 0 ? start : 0;
        if (settings.AddsMetadata)
        {
            batch.SetOrigin(origin);
        }
    }

    // maxLinesPerMinute, maxBytesPerMinute: what is beyond is dropped, and counts as well.
    private bool IsAllowed(int length, long now)
    {
        if ((settings.MaxLinesPerMinute | settings.MaxBytesPerMinute) == 0)
        {
            return true;
        }

        if (now - _minuteBegin >= MinuteMicroseconds)
        {
            (_minuteBegin, _lines, _bytes) = (now, 0, 0);
        }

        _lines++;
        _bytes += length;
        return (settings.MaxLinesPerMinute == 0 || _lines <= settings.MaxLinesPerMinute)
            && (settings.MaxBytesPerMinute == 0 || _bytes <= settings.MaxBytesPerMinute);
    }
}
