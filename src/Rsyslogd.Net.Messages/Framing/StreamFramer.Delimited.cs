using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Framing;

/// <content>Frames that end in a delimiter. Hot.</content>
public sealed partial class StreamFramer
{
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

        // What stands behind the region has no meaning, but can be read.
        var stop = Math.Min(end, slab.Length - ControlBytes.BlockBytes + 1);
        while (TryFindMarks(slab, stop, ref block, out var marks))
        {
            if (end - block < ControlBytes.BlockBytes)
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
                    region.Batch.Add(start, at - start, region.PeerIndex, isClean);
                }

                start = at + 1;
                isClean = true;
                if (start >= end || !IsDelimited(slab[start]))
                {
                    region.Position = start;
                    return false;
                }
            }

            block += ControlBytes.BlockBytes;
            if (block - start > _maxMessage)
            {
                break;
            }
        }

        region.Position = start;
        var searched = Math.Min(block, end) - start;

        // One that may be too long is looked at from its start.
        if (searched <= _maxMessage)
        {
            state.Scanned = searched;
            state.IsUnclean = !isClean;
        }

        return true;
    }

    /// <summary>Goes on to the next block with a byte below 32. False: there is none before <paramref name="stop"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindMarks(byte[] slab, int stop, ref int block, out ulong marks)
    {
        for (; block < stop; block += ControlBytes.BlockBytes)
        {
            marks = ControlBytes.In(slab.AsSpan(block, ControlBytes.BlockBytes));
            if (marks != 0)
            {
                return true;
            }
        }

        marks = 0;
        return false;
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
                region.Batch.Add(position, length, region.PeerIndex, !state.IsUnclean);
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
                    region.Batch.Add(position, delimiter - position, region.PeerIndex, clean: false);
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
        region.Batch.Add(region.Position, _maxMessage, region.PeerIndex, !state.IsUnclean);
        errors |= FramingErrors.MessageTooLong;
        region.Position += _maxMessage + 1;
        state = default;
        state.Mode = _discardTruncated ? FramingMode.DiscardDelimited : FramingMode.Delimited;
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
}
