using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>
/// A piece of the way from the worker to the thread that sends: whole messages, one behind the other. Hot. The worker
/// writes at the end and publishes, the sender reads what is published; nothing is locked. A chunk that is sealed (full)
/// has a next one.
/// </summary>
internal sealed class PumpChunk
{
    /// <summary>How full chunks become, and so how large the writes are that come of them.</summary>
    public const int NormalBytes = 64 * 1024;

    // For the message that begins before the limit and ends behind it.
    private const int Spare = 8 * 1024;

    private int[] _ends = new int[256];
    private int _published;
    private PumpChunk? _next;

    // Worker side.

    /// <summary>The messages; behind <see cref="Used"/> bytes may be one that does not count yet. When a message needs more room,
    /// the array behind this is replaced by a larger one with the same contents, so what the sender reads stays as it is.</summary>
    public ByteBuffer Text { get; } = new(NormalBytes + Spare);

    /// <summary>How many messages have been written, published or not.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they are.</summary>
    public int Used { get; private set; }

    /// <summary>Whether nothing is to be added any more.</summary>
    public bool IsFull => Used >= NormalBytes;

    // Sender side.

    /// <summary>The place of the first byte in the stream of all bytes that this pump has ever had.</summary>
    public long Origin { get; set; }

    /// <summary>The number of messages before this chunk.</summary>
    public long FirstMessage { get; set; }

    /// <summary>The chunk behind this one; null while this one is not sealed.</summary>
    public PumpChunk? Next => Volatile.Read(ref _next);

    /// <summary>How many messages may be read.</summary>
    public int Published => Volatile.Read(ref _published);

    /// <summary>The messages. Only to be read after <see cref="Published"/>, and only so far.</summary>
    public byte[] Bytes => Text.Bytes;

    /// <summary>Where the messages end. As <see cref="Bytes"/>.</summary>
    public int[] Ends => Volatile.Read(ref _ends);

    /// <summary>What stands in <see cref="Text"/> behind the last message is one.</summary>
    public void EndMessage() => EndMessage(Text.Length);

    /// <summary>Adds messages that stand one behind the other. Those without text don't count. Returns how many
    /// there were.</summary>
    /// <param name="text">The messages.</param>
    /// <param name="ends">Where each ends, counted from <paramref name="origin"/>.</param>
    /// <param name="origin">What the first byte counts as.</param>
    public int Add(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends, int origin)
    {
        var before = Count;
        var shift = Used - origin;
        Text.Append(text);
        foreach (var end in ends)
        {
            if (end + shift > Used)
            {
                EndMessage(end + shift);
            }
        }

        return Count - before;
    }

    /// <summary>Makes visible what was added.</summary>
    public void Publish() => Volatile.Write(ref _published, Count);

    /// <summary>Nothing more will be added here; it goes on in <paramref name="next"/>.</summary>
    public void Seal(PumpChunk next)
    {
        Publish();
        Volatile.Write(ref _next, next);
    }

    /// <summary>Makes a chunk, that no one else knows any more, empty again.</summary>
    public void Reset()
    {
        Text.Clear();
        Count = 0;
        Used = 0;
        _published = 0;
        _next = null;
    }

    private void EndMessage(int at)
    {
        var ends = _ends;
        var count = Count;
        if ((uint)count >= (uint)ends.Length)
        {
            ends = GrowEnds();
        }

        ends[count] = at;
        Count = count + 1;
        Used = at;
    }

    private int[] GrowEnds()
    {
        var larger = new int[_ends.Length * 2];
        _ends.CopyTo(larger, 0);
        Volatile.Write(ref _ends, larger);
        return larger;
    }
}
