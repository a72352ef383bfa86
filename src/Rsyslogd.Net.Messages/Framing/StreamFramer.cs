using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Framing;

/// <summary>Cuts the bytes of stream connections into frames as rsyslog's imtcp does (RFC 6587): each frame tells by its first
/// byte whether it is octet-counted. Hot; no state of its own, so one framer serves all connections of a listener, on any
/// thread.</summary>
/// <param name="settings">The listener's parameters.</param>
public sealed class StreamFramer(StreamFramingSettings settings)
{
    // Counts stop growing here: far above any frame size, far below overflow.
    private const int CountLimit = 200_000_000;

    private readonly FrameSearch _search = new(settings);
    private readonly bool _supportCounting = settings.SupportOctetCounting;
    private readonly bool _skipSpaces = settings.SkipLeadingSpaces;
    private readonly LineStart? _lineStart = settings.LineStart;
    private readonly bool _isByLineFeed = settings.LineStart is null && new FrameSearch(settings).IsByLineFeed;
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
            if (_isByLineFeed && !CutLines(ref state, ref region))
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

        return ReadCount(ref state, ref region, ref errors);
    }

    /// <summary>Whether a frame that begins so is delimited.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDelimited(byte first) =>
        !(_supportCounting && (uint)(first - '0') <= 9) && !(_skipSpaces && first == ' ');

    /// <summary>Takes the delimited frames at the start of the region, as long as each ends and another one follows: looks for control
    /// characters in blocks, so that a frame costs no search of its own.</summary>
    /// <returns>True when a delimited frame is left that doesn't end in what the state says has been searched of it.</returns>
    private bool CutLines(ref StreamFramingState state, ref Region region)
    {
        var slab = region.Slab;
        var end = region.End;
        var start = region.Position;
        var isClean = true;
        var block = start;
        for (; block < end && slab.Length - block >= FrameSearch.BlockBytes; block += FrameSearch.BlockBytes)
        {
            var marks = FrameSearch.ControlBytes(slab.AsSpan(block, FrameSearch.BlockBytes));
            if (end - block < FrameSearch.BlockBytes)
            {
                marks &= (1UL << (end - block)) - 1;
            }

            for (; marks != 0; marks &= marks - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(marks);
                if (slab[at] != '\n')
                {
                    isClean = false;
                    continue;
                }

                if (at - start > _maxMessage)
                {
                    break;
                }

                if (at > start)
                {
                    region.Batch.Add(start, at - start, region.Peer, isClean);
                }

                start = at + 1;
                isClean = true;
                if (start >= end || !IsDelimited(slab[start]))
                {
                    region.Position = start;
                    return false;
                }
            }

            if (block - start > _maxMessage - FrameSearch.BlockBytes)
            {
                // It may be too long.
                region.Position = start;
                return true;
            }
        }

        region.Position = start;
        state.Scanned = Math.Min(block, end) - start;
        state.IsUnclean = !isClean;
        return true;
    }

    /// <summary>Reads an octet count. Any byte that is no digit ends it. The digits of one that is too large stay in the message, without
    /// that byte, as rsyslog leaves them; those of zero are dropped.</summary>
    private bool ReadCount(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        var slab = region.Slab;
        var at = region.Position;
        var count = 0;
        for (; at < region.End; at++)
        {
            var digit = (uint)(slab[at] - '0');
            if (digit > 9)
            {
                break;
            }

            if (count <= CountLimit)
            {
                count = (count * 10) + (int)digit;
            }
        }

        var digits = at - region.Position;
        if (digits > _maxMessage)
        {
            // No sender counts like this: what looks like digits without end is text, whether its end is in sight or not.
            state.Mode = FramingMode.Delimited;
            errors |= FramingErrors.CountTooLarge;
            return true;
        }

        if (at == region.End)
        {
            return false;
        }

        if (slab[at] != ' ')
        {
            errors |= FramingErrors.DelimiterNotSpace;
        }

        if (count >= 1 && count <= _maxFrame)
        {
            region.Position = at + 1;
            state.CountedRemaining = count;
            state.Mode = FramingMode.Counted;
            return true;
        }

        state.Mode = FramingMode.Delimited;
        if (count < 1)
        {
            errors |= FramingErrors.InvalidCount;
            region.Position = at + 1;
            return true;
        }

        errors |= FramingErrors.CountTooLarge;
        slab.AsSpan(region.Position, digits).CopyTo(slab.AsSpan(region.Position + 1));
        region.Position++;
        return true;
    }

    private bool ScanDelimited(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        if (_lineStart is not null)
        {
            return ScanLines(_lineStart, ref state, ref region, ref errors);
        }

        var position = region.Position;
        var from = position + state.Scanned;
        var limit = (int)Math.Min(region.End, (long)position + _maxMessage + 1);
        var window = region.Slab.AsSpan(from, limit - from);
        var found = _search.IndexOfSpecial(window);
        if (found >= 0 && !_search.IsDelimiter(window[found]))
        {
            state.IsUnclean = true;
            var next = _search.IndexOfDelimiter(window[(found + 1)..]);
            found = next < 0 ? -1 : found + 1 + next;
        }

        if (found >= 0)
        {
            var length = from + found - position;
            if (length > 0)
            {
                region.Batch.Add(position, length, region.Peer, !state.IsUnclean);
            }

            region.Position = from + found + 1;
            state = default;
            return true;
        }

        if (limit - position <= _maxMessage)
        {
            state.Scanned = limit - position;
            return false;
        }

        Truncate(ref state, ref region, ref errors);
        return true;
    }

    /// <summary>Delimited frames of several lines: not every delimiter is an end.</summary>
    private bool ScanLines(LineStart lineStart, ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        var position = region.Position;
        var limit = (int)Math.Min(region.End, (long)position + _maxMessage + 1);
        state.IsUnclean = true;
        while (true)
        {
            var from = position + state.Scanned;
            var found = _search.IndexOfDelimiter(region.Slab.AsSpan(from, limit - from));
            if (found < 0)
            {
                break;
            }

            var delimiter = from + found;
            var role = lineStart.Classify(region.Slab.AsSpan(delimiter + 1, region.End - delimiter - 1), region.IsAll);
            if (role == LineRole.Begins)
            {
                if (delimiter > position)
                {
                    region.Batch.Add(position, delimiter - position, region.Peer, clean: false);
                }

                region.Position = delimiter + 1;
                state = default;
                return true;
            }

            state.Scanned = delimiter - position;
            if (role == LineRole.Unknown)
            {
                return false;
            }

            state.Scanned++;
        }

        if (limit - position <= _maxMessage)
        {
            state.Scanned = limit - position;
            return false;
        }

        Truncate(ref state, ref region, ref errors);
        return true;
    }

    /// <summary>Takes what fits of a delimited frame that is too long. The byte that finds the message full is lost, as in rsyslog.</summary>
    private void Truncate(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        region.Batch.Add(region.Position, _maxMessage, region.Peer, !state.IsUnclean);
        errors |= FramingErrors.MessageTooLong;
        region.Position += _maxMessage + 1;
        state = default;
        state.Mode = _discardTruncated ? FramingMode.DiscardDelimited : FramingMode.Delimited;
    }

    private bool TakeCounted(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        var available = region.End - region.Position;
        if (state.CountedRemaining <= _maxMessage)
        {
            var length = state.CountedRemaining;
            if (available < length)
            {
                return false;
            }

            AddCounted(ref region, length);
            region.Position += length;
            state = default;
            return true;
        }

        if (available <= _maxMessage)
        {
            return false;
        }

        AddCounted(ref region, _maxMessage);
        errors |= FramingErrors.MessageTooLong;
        region.Position += _maxMessage + 1;
        state.CountedRemaining -= _maxMessage + 1;
        if (state.CountedRemaining == 0)
        {
            state = default;
        }
        else if (_discardTruncatedCounted)
        {
            state.Mode = FramingMode.DiscardCounted;
        }

        return true;
    }

    private void AddCounted(ref Region region, int length)
    {
        // Special bytes are rare in counted frames: looking for the next one in all that follows is cheaper than looking at each frame.
        if (region.NextSpecial < region.Position)
        {
            var found = _search.IndexOfSpecial(region.Slab.AsSpan(region.Position, region.End - region.Position));
            region.NextSpecial = found < 0 ? region.End : region.Position + found;
        }

        region.Batch.Add(region.Position, length, region.Peer, region.NextSpecial >= region.Position + length);
    }

    private bool DiscardDelimited(ref StreamFramingState state, ref Region region)
    {
        var found = _search.IndexOfDelimiter(region.Slab.AsSpan(region.Position, region.End - region.Position));
        region.Position = found < 0 ? region.End : region.Position + found + 1;
        if (found >= 0)
        {
            state = default;
        }

        return true;
    }

    private static bool DiscardCounted(ref StreamFramingState state, ref Region region)
    {
        var length = Math.Min(state.CountedRemaining, region.End - region.Position);
        region.Position += length;
        state.CountedRemaining -= length;
        if (state.CountedRemaining == 0)
        {
            state = default;
        }

        return true;
    }

    private ref struct Region(Batch batch, Peer peer, int position, int end, bool isAll)
    {
        public readonly bool IsAll = isAll;
        public readonly Batch Batch = batch;
        public readonly byte[] Slab = batch.Slab;
        public readonly Peer Peer = peer;
        public readonly int End = end;
        public int Position = position;

        /// <summary>The first byte at or behind some former position that cleaning must look at; behind all: there is none.</summary>
        public int NextSpecial = -1;
    }
}
