namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>
/// A piece of the way from the worker to the thread that sends: whole messages, one behind the other. Hot. The worker
/// writes at the end and publishes, the sender reads what is published; nothing is locked. A chunk that is sealed (full)
/// has a next one.
/// </summary>
internal sealed class PumpChunk
{
    /// <summary>How large chunks are, and so the writes that come of them.</summary>
    public const int NormalBytes = 64 * 1024;

    private int[] _ends;
    private int _published;
    private PumpChunk? _next;

    public PumpChunk(int bytes)
    {
        Bytes = GC.AllocateUninitializedArray<byte>(bytes);
        _ends = new int[256];
    }

    /// <summary>The messages.</summary>
    public byte[] Bytes { get; }

    // Worker side.

    /// <summary>How many messages have been written, published or not.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they are.</summary>
    public int Used { get; private set; }

    // Sender side.

    /// <summary>The place of the first byte in the stream of all bytes that this pump has ever had.</summary>
    public long Origin { get; set; }

    /// <summary>The number of messages before this chunk.</summary>
    public long FirstMessage { get; set; }

    /// <summary>The chunk behind this one; null while this one is not sealed.</summary>
    public PumpChunk? Next => Volatile.Read(ref _next);

    /// <summary>How many messages may be read.</summary>
    public int Published => Volatile.Read(ref _published);

    /// <summary>Where the messages end. Only to be read after <see cref="Published"/>, and only so far.</summary>
    public int[] Ends => Volatile.Read(ref _ends);

    /// <summary>Whether a message of that length still fits.</summary>
    public bool HasRoom(int length) => Bytes.Length - Used >= length;

    /// <summary>Adds a message that fits.</summary>
    public void Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> message, ReadOnlySpan<byte> tail)
    {
        var room = Bytes.AsSpan(Used);
        head.CopyTo(room);
        message.CopyTo(room[head.Length..]);
        tail.CopyTo(room[(head.Length + message.Length)..]);
        Used += head.Length + message.Length + tail.Length;
        if (Count == _ends.Length)
        {
            var larger = new int[Count * 2];
            _ends.CopyTo(larger, 0);
            Volatile.Write(ref _ends, larger);
        }

        _ends[Count++] = Used;
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
        Count = 0;
        Used = 0;
        _published = 0;
        _next = null;
    }
}
