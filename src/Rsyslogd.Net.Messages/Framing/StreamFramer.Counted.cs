using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Framing;

/// <content>Frames with an octet count before them. Hot.</content>
public sealed partial class StreamFramer
{
    // Counts stop growing here: far above any frame size, far below overflow.
    private const int CountLimit = 200_000_000;

    /// <summary>Takes the counted frames at the start of the region, as long as each is there as a whole, of a size that is allowed, and
    /// counted as it should be.</summary>
    private void CutCounted(ref Region region)
    {
        var slab = region.Slab;
        var end = region.End;
        var most = Math.Min(_maxFrame, _maxMessage);
        while (true)
        {
            var start = region.Position;
            var (count, at) = ReadDigits(slab, start, end);
            if (at >= end || slab[at] != ' ' || at - start > _maxMessage || count < 1 || count > most || count >= end - at)
            {
                return;
            }

            region.Position = at + 1;
            AddCounted(ref region, count);
            region.Position += count;
        }
    }

    /// <summary>Reads the digits at a place: their number, which stops growing at some size that no frame has, and where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Count, int End) ReadDigits(byte[] slab, int start, int end)
    {
        var count = 0;
        var at = start;
        for (; at < end; at++)
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

        return (count, at);
    }

    /// <summary>Reads an octet count. Any byte that is no digit ends it. The digits of one that is too large stay in the message, without
    /// that byte, as rsyslog leaves them; those of zero are dropped.</summary>
    private bool ReadCount(ref StreamFramingState state, ref Region region, ref FramingErrors errors)
    {
        var slab = region.Slab;
        var (count, at) = ReadDigits(slab, region.Position, region.End);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddCounted(ref Region region, int length)
    {
        // Special bytes are rare in counted frames: looking for the next one in all that follows is cheaper than looking at each frame.
        if (region.NextSpecial < region.Position)
        {
            var found = _search.IndexOfSpecial(region.Slab.AsSpan(region.Position, region.End - region.Position));
            region.NextSpecial = found < 0 ? region.End : region.Position + found;
        }

        region.Batch.Add(region.Position, length, region.PeerIndex, region.NextSpecial >= region.Position + length);
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
}
