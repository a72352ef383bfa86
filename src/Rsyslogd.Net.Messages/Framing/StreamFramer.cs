using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Framing;

/// <summary>Cuts the bytes of stream connections into frames as rsyslog's imtcp does (RFC 6587): each frame tells by its first
/// byte whether it is octet-counted. Hot; no state of its own, so one framer serves all connections of a listener, on any
/// thread.</summary>
/// <param name="settings">The listener's parameters.</param>
public sealed partial class StreamFramer(StreamFramingSettings settings)
{
    private readonly FrameSearch _search = new(settings);
    private readonly bool _supportCounting = settings.SupportOctetCounting;
    private readonly bool _skipSpaces = settings.SkipLeadingSpaces;
    private readonly LineStart? _lineStart = settings.LineStart;
    private readonly bool _discardTruncated = settings.DiscardTruncated;
    private readonly bool _discardTruncatedCounted = settings.DiscardTruncated || settings.DiscardTruncatedCounted;
    private readonly int _maxFrame = settings.MaxFrameSizeBytes;
    private readonly int _maxMessage = Math.Max(1, settings.MaxMessageSizeBytes);

    /// <summary>
    /// Appends all complete frames of a region of the batch's slab to the batch, in place. The region begins with the bytes that
    /// the previous call for this connection left unfinished, followed by what was received now.
    /// </summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="batch">Whose slab holds the region; frames are added to it.</param>
    /// <param name="start">First byte of the region in the slab.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="peer">The sender, for the frames.</param>
    /// <param name="unfinished">How many bytes at the end of the region belong to a frame that isn't complete; at most
    /// maxMessageSize + 1. They are to be carried over.</param>
    /// <param name="isAll">Whether the region is everything that was received: false when the caller has more of it at hand.</param>
    /// <returns>What was wrong.</returns>
    public FramingErrors Scan(
        ref StreamFramingState state, Batch batch, int start, int length, Peer peer, out int unfinished, bool isAll = true)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var errors = FramingErrors.None;
        var region = new Region(batch, peer, start, start + length, isAll);
        var isComplete = true;
        while (isComplete && region.Position < region.End)
        {
            isComplete = state.Mode switch
            {
                FramingMode.FrameStart => StartFrame(ref state, ref region, ref errors),
                FramingMode.Delimited => ScanDelimited(ref state, ref region, ref errors),
                FramingMode.Counted => TakeCounted(ref state, ref region, ref errors),
                FramingMode.DiscardDelimited => DiscardDelimited(ref state, ref region),
                _ => DiscardCounted(ref state, ref region),
            };
        }

        unfinished = region.End - region.Position;
        return errors;
    }

    /// <summary>Ends a connection: its unfinished delimited frame becomes a message, a counted one is dropped.</summary>
    /// <param name="state">The connection's state; afterwards that of a new one.</param>
    /// <param name="batch">Whose slab holds the carried-over bytes.</param>
    /// <param name="start">Their first byte in the slab.</param>
    /// <param name="length">How many there are: what <see cref="Scan"/> called unfinished.</param>
    /// <param name="peer">The sender.</param>
    /// <returns>What was wrong.</returns>
#pragma warning disable CA1822 // symmetric with Scan; a listener's framer is what inputs hold
    public FramingErrors Finish(ref StreamFramingState state, Batch batch, int start, int length, Peer peer)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(batch);
        var errors = FramingErrors.None;
        if (state.Mode == FramingMode.Delimited && length > 0)
        {
            batch.Add(start, length, peer, !state.IsUnclean);
        }
        else if (state.Mode is FramingMode.Counted or FramingMode.DiscardCounted || length > 0)
        {
            errors = FramingErrors.Incomplete;
        }

        state = default;
        return errors;
    }

    private bool StartFrame(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        var slab = region.Slab;
        if (IsDelimited(slab[region.Position]))
        {
            if (_lineStart is null && _search.IsByLineFeed && !CutLines(ref state, ref region))
            {
                return true;
            }

            state.Mode = FramingMode.Delimited;
            return ScanDelimited(ref state, ref region, ref errors);
        }

        if (_skipSpaces && slab[region.Position] == ' ')
        {
            region.Position++;
            return true;
        }

        var start = region.Position;
        CutCounted(ref region);
        return region.Position > start || ReadCount(ref state, ref region, ref errors);
    }

    /// <summary>Whether a frame that begins so is delimited.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDelimited(byte first) =>
        !(_supportCounting && (uint)(first - '0') <= 9) && !(_skipSpaces && first == ' ');

    private ref struct Region(Batch batch, Peer peer, int position, int end, bool isAll)
    {
        public readonly bool IsAll = isAll;
        public readonly Batch Batch = batch;
        public readonly byte[] Slab = batch.Slab;
        public readonly int PeerIndex = batch.IndexOf(peer);
        public readonly int End = end;
        public int Position = position;

        /// <summary>The first byte at or behind some former position that cleaning must look at; behind all: there is none.</summary>
        public int NextSpecial = -1;
    }
}
