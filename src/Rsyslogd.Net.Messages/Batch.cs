using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages;

/// <summary>Where one frame stands in its batch's slab, and who sent it.</summary>
public struct Frame
{
    /// <summary>First byte in the slab.</summary>
    public int Start;

    /// <summary>Length in bytes, without the framing (no LF, no octet count).</summary>
    public int Length;

    /// <summary>For <see cref="FrameDialect.Prepared"/>: 0, or how many bytes before the frame its tag begins, when it is no
    /// part of the frame: imfile puts the tag of all lines once in front of them.</summary>
    public int TagDistance;

    /// <summary>Which of the batch's senders. No reference: storing one costs a barrier, and frames go from one processor to another.</summary>
    internal int PeerIndex;

    /// <summary>For <see cref="FrameDialect.Prepared"/>: how many bytes at the start of the frame are the tag.</summary>
    public ushort TagLength;

    /// <summary>For <see cref="FrameDialect.Prepared"/>: PRI 0 to 191 (facility * 8 + severity).</summary>
    public byte Priority;

    /// <summary>True when the framing saw that no byte below 32 is in the frame, so cleaning can be left out.</summary>
    public bool Clean;
}

/// <summary>
/// The unit of work: the frames that one receive moment of one input brought, in one slab. Hot. It is filled by an
/// input, travels through a queue, is read by one worker and goes back to its pool.
/// </summary>
public sealed class Batch
{
    private Frame[] _frames;
    private Peer[] _peers = new Peer[4];
    private int _peerCount;
    private FrameColumn<FrameOrigin> _origins;
    private FrameColumn<MessageVariables> _variables;
    private FrameColumn<long> _times;

    /// <summary>Makes a batch whose slab, pinned so that the kernel can write into it, holds <paramref name="slabBytes"/>.</summary>
    public Batch(int slabBytes, int frames = 256)
    {
        Slab = GC.AllocateUninitializedArray<byte>(slabBytes, pinned: true);
        _frames = new Frame[frames];
    }

    /// <summary>The bytes of all frames.</summary>
    public byte[] Slab { get; private set; }

    /// <summary>How much of the slab is used.</summary>
    public int Used { get; set; }

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>The input all frames came from.</summary>
    public InputSource Source { get; set; } = null!;

    /// <summary>When they were received: microseconds since 1970-01-01 UTC.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>The frames.</summary>
    public ReadOnlySpan<Frame> Frames => _frames.AsSpan(0, Count);

    /// <summary>Whether all that is known of the frames is in them: no origins, variables or times.</summary>
    internal bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !(_origins.IsUsed | _variables.IsUsed | _times.IsUsed);
    }

    /// <summary>Adds a frame of a sender, to be filled in by the caller.</summary>
    public ref Frame Add(Peer peer)
    {
        ref var frame = ref Add(IndexOf(peer));
        frame.TagDistance = 0; // few set it, and frames are used again
        return ref frame;
    }

    /// <summary>Adds a frame at a place in the slab.</summary>
    public void Add(int start, int length, Peer peer, bool clean) => Add(start, length, IndexOf(peer), clean);

    /// <summary>The sender of a frame.</summary>
    public Peer PeerOf(in Frame frame) => _peers[frame.PeerIndex];

    /// <summary>Adds a frame at a place in the slab.</summary>
    /// <param name="start">First byte in the slab.</param>
    /// <param name="length">Length in bytes.</param>
    /// <param name="peerIndex">What <see cref="IndexOf"/> said of its sender.</param>
    /// <param name="clean">Whether no byte below 32 is in it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int start, int length, int peerIndex, bool clean)
    {
        ref var frame = ref Add(peerIndex);
        frame.Start = start;
        frame.Length = length;
        frame.TagDistance = 0;
        frame.Clean = clean;
    }

    /// <summary>The number of a sender in this batch. Frames of one sender mostly follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int IndexOf(Peer peer) =>
        _peerCount > 0 && ReferenceEquals(_peers[_peerCount - 1], peer) ? _peerCount - 1 : AddPeer(peer);

    /// <summary>Whether the frames have origins.</summary>
    internal bool HasOrigins => _origins.IsUsed;

    /// <summary>Says where the last frame was read from. Either all frames of a batch have an origin, or none.</summary>
    public void SetOrigin(FrameOrigin origin) => _origins.Set(Count - 1, _frames.Length, origin);

    /// <summary>Where a frame was read from; the default: nobody said.</summary>
    public FrameOrigin GetOrigin(int index) => _origins.Get(index);

    /// <summary>Gives the last frame a time of its own, for inputs that read what was received by somebody else (imjournal).
    /// Either all frames of a batch have one, or none.</summary>
    /// <param name="microseconds">Since 1970-01-01 UTC.</param>
    public void SetTime(long microseconds) => _times.Set(Count - 1, _frames.Length, microseconds);

    /// <summary>When a frame was received.</summary>
    public long GetTime(int index) => _times.IsUsed ? _times.Get(index) : ReceivedAt;

    /// <summary>Gives the last frame the variables of the message that it is a copy of. They belong to the frame from now on.</summary>
    public void SetVariables(MessageVariables variables) => _variables.Set(Count - 1, _frames.Length, variables);

    /// <summary>The variables that came with a frame; null: it brought none.</summary>
    internal MessageVariables? GetVariables(int index) => _variables.Get(index);

    /// <summary>Forgets the frames behind the first <paramref name="count"/>; their bytes stay where they are.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count);
        Count = count;
    }

    /// <summary>Makes room for at least <paramref name="bytes"/> behind <see cref="Used"/>, keeping what is there. Only for
    /// frames larger than a normal slab; a pool drops such a batch instead of keeping it.</summary>
    public void EnsureRoom(int bytes)
    {
        if (Slab.Length - Used < bytes)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(Slab.Length * 2, Used + bytes), pinned: true);
            Slab.AsSpan(0, Used).CopyTo(larger);
            Slab = larger;
        }
    }

    /// <summary>Empties the batch for its next use.</summary>
    public void Reset()
    {
        Count = 0;
        Used = 0;

        // Senders come and go, batches stay.
        Array.Clear(_peers, 0, _peerCount);
        _peerCount = 0;
        _origins.Clear();
        _times.Clear();
        _variables.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Frame Add(int peerIndex)
    {
        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, _frames.Length * 2);
        }

        ref var frame = ref _frames[Count++];
        frame.PeerIndex = peerIndex;
        return ref frame;
    }

    private int AddPeer(Peer peer)
    {
        if (_peerCount == _peers.Length)
        {
            Array.Resize(ref _peers, _peerCount * 2);
        }

        _peers[_peerCount] = peer;
        return _peerCount++;
    }
}
