namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>
/// Finds a text that every match of a POSIX extended expression must contain. Searching it first is some thirty times cheaper
/// than running the expression, and most messages don't contain it. Cold.
/// </summary>
/// <remarks>Whatever it isn't sure of ends the literal run it is in; the answer may be shorter than it could be, never wrong. Only the
/// top level of the expression counts: what is in a group may be one of several alternatives.</remarks>
internal static class RequiredLiteral
{
    /// <summary>The longest required literal; empty when there is none.</summary>
    /// <param name="pattern">A POSIX extended expression that has been compiled without an error.</param>
    public static byte[] Of(ReadOnlySpan<byte> pattern)
    {
        var best = new List<byte>();
        var run = new List<byte>();
        for (var i = 0; i < pattern.Length;)
        {
            switch (pattern[i])
            {
                case (byte)'|':
                    // Alternatives of the whole expression: nothing is required.
                    return [];
                case (byte)'(':
                    i = SkipGroup(pattern, i);
                    End(best, run);
                    break;
                case (byte)'[':
                    i = TakeSet(pattern, i, best, run);
                    break;
                case (byte)'.' or (byte)'^' or (byte)'$':
                    i++;
                    End(best, run);
                    break;
                case (byte)'*' or (byte)'?' or (byte)'{' or (byte)'+':
                    i = TakeRepetitions(pattern, i, run);
                    End(best, run);
                    break;
                case (byte)'\\':
                    i = TakeEscape(pattern, i, best, run);
                    break;
                default:
                    run.Add(pattern[i++]);
                    break;
            }
        }

        End(best, run);
        return [.. best];
    }

    private static void End(List<byte> best, List<byte> run)
    {
        if (run.Count > best.Count)
        {
            best.Clear();
            best.AddRange(run);
        }

        run.Clear();
    }

    private static void DropLast(List<byte> run)
    {
        // With a locale of UTF-8 the operator belongs to the whole character.
        while (run.Count > 0)
        {
            var last = run[^1];
            run.RemoveAt(run.Count - 1);
            if ((last & 0xC0) != 0x80)
            {
                return;
            }
        }
    }

    private static int TakeEscape(ReadOnlySpan<byte> pattern, int at, List<byte> best, List<byte> run)
    {
        // \. is a literal point; \w, \b, \1 and their kin are extensions of the C library.
        if (at + 1 < pattern.Length && !char.IsAsciiLetterOrDigit((char)pattern[at + 1])
            && !"<>`'"u8.Contains(pattern[at + 1]))
        {
            run.Add(pattern[at + 1]);
        }
        else
        {
            End(best, run);
        }

        return at + 2;
    }

    /// <summary>A bracket expression; <c>[.]</c> is a literal.</summary>
    private static int TakeSet(ReadOnlySpan<byte> pattern, int at, List<byte> best, List<byte> run)
    {
        var end = SkipSet(pattern, at);
        if (end == at + 3 && pattern[at + 1] is not (byte)'^' and < 0x80)
        {
            run.Add(pattern[at + 1]);
        }
        else
        {
            End(best, run);
        }

        return end;
    }

    private static int SkipSet(ReadOnlySpan<byte> pattern, int at)
    {
        var i = at + 1;
        if (i < pattern.Length && pattern[i] == (byte)'^')
        {
            i++;
        }

        if (i < pattern.Length && pattern[i] == (byte)']')
        {
            i++;
        }

        while (i < pattern.Length && pattern[i] != (byte)']')
        {
            var isClass = pattern[i] == (byte)'[' && i + 1 < pattern.Length && ":.="u8.Contains(pattern[i + 1]);
            var close = isClass ? pattern[(i + 2)..].IndexOf([pattern[i + 1], (byte)']']) : -1;
            i += close < 0 ? 1 : close + 4;
        }

        return Math.Min(i + 1, pattern.Length);
    }

    private static int SkipGroup(ReadOnlySpan<byte> pattern, int at)
    {
        var depth = 0;
        var i = at;
        while (i < pattern.Length)
        {
            switch (pattern[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'[':
                    i = SkipSet(pattern, i) - 1;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }

            i++;
        }

        return pattern.Length;
    }

    /// <summary>What stands in front of the operators may be absent, unless they are all <c>+</c>.</summary>
    private static int TakeRepetitions(ReadOnlySpan<byte> pattern, int at, List<byte> run)
    {
        var mayBeAbsent = false;
        while (at < pattern.Length && "*?{+"u8.Contains(pattern[at]))
        {
            mayBeAbsent |= pattern[at] != (byte)'+';
            at = SkipRepetition(pattern, at);
        }

        if (mayBeAbsent)
        {
            DropLast(run);
        }

        return at;
    }

    private static int SkipRepetition(ReadOnlySpan<byte> pattern, int at)
    {
        if (pattern[at] != (byte)'{')
        {
            return at + 1;
        }

        var close = pattern[at..].IndexOf((byte)'}');
        return close < 0 ? pattern.Length : at + close + 1;
    }
}
