using System.Diagnostics.CodeAnalysis;

namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>The answer of a <see cref="PlainPattern"/>.</summary>
internal enum PatternAnswer
{
    No,
    Yes,

    /// <summary>Somebody else has to decide.</summary>
    Unsure,
}

/// <summary>
/// Decides the commonest expressions on the bytes themselves: a sequence that has a fixed text at a known place, or begins where
/// the text does. It is compared only where that text occurs. Hot; safe from several threads.
/// </summary>
/// <remarks>Repetitions are tried one after the other, with a limit to the work: a text that is made to take long gets the answer
/// <see cref="PatternAnswer.Unsure"/>, as does one with bytes that the C library may take for a character.</remarks>
internal sealed class PlainPattern
{
    private readonly PatternStep[] _steps;
    private readonly PatternStep[] _before;
    private readonly PatternStep[] _after;
    private readonly int _afterOffset;
    private readonly bool _isAnchoredAtStart;
    private readonly bool _isAnchoredAtEnd;
    private readonly int _literalOffset;
    private readonly byte[] _beginning;

    private PlainPattern(PatternStep[] steps, bool isAnchoredAtStart, bool isAnchoredAtEnd)
    {
        _steps = steps;
        _isAnchoredAtStart = isAnchoredAtStart;
        _isAnchoredAtEnd = isAnchoredAtEnd;
        _beginning = isAnchoredAtStart && steps.Length > 0 ? steps[0].Text : [];
        var offset = 0;
        var at = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Text.Length > Literal.Length)
            {
                (Literal, _literalOffset, at) = (steps[i].Text, offset, i);
            }

            if (steps[i].Length is not { } length)
            {
                break;
            }

            offset += length;
        }

        // What is found needs no comparison, unless alternatives are in front of it.
        var isSplit = Literal.Length > 0 && !steps[..at].Any(step => step.Alternatives.Length > 0);
        (_before, _after, _afterOffset) = isSplit ? (steps[..at], steps[(at + 1)..], Literal.Length) : ([], steps, -_literalOffset);
    }

    /// <summary>A text that each match contains at the same distance from its start; empty: there is none.</summary>
    public byte[] Literal { get; } = [];

    /// <summary>Another text that each match contains; empty: there is none.</summary>
    public byte[] OtherLiteral =>
        _steps.Select(step => step.Text).Where(text => text != Literal).MaxBy(text => text.Length) ?? [];

    /// <summary>Whether <see cref="Literal"/> has to be searched for: the pattern is not tied to the start of the text.</summary>
    public bool IsSearched => !_isAnchoredAtStart;

    /// <summary>Compiles an expression that the C library has compiled without an error; false when it is no such sequence.</summary>
    public static bool TryCompile(ReadOnlySpan<byte> pattern, bool isExtended, [NotNullWhen(true)] out PlainPattern? plain)
    {
        var reader = new PlainPatternReader(pattern, isExtended);
        plain = reader.Read() is { } steps
            ? new PlainPattern(
                Shorten(steps, !reader.IsAnchoredAtStart, !reader.IsAnchoredAtEnd), reader.IsAnchoredAtStart, reader.IsAnchoredAtEnd)
            : null;
        plain = plain is { IsSearched: true, Literal.Length: 0 } ? null : plain;
        return plain is not null;
    }

    /// <summary>Whether it matches anywhere in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where <see cref="Literal"/> stands first, if it is searched for at all.</param>
    public PatternAnswer Match(ReadOnlySpan<byte> text, int at)
    {
        // Most texts are told by this.
        if (!text.StartsWith(_beginning))
        {
            return PatternAnswer.No;
        }

        var attempt = new Attempt(text, _isAnchoredAtEnd);
        if (_isAnchoredAtStart)
        {
            return attempt.Matches(_steps, 0) ? PatternAnswer.Yes : attempt.Otherwise;
        }

        while (true)
        {
            if (at >= _literalOffset && attempt.TryTake(_before, at - _literalOffset, out _) && attempt.Matches(_after, at + _afterOffset))
            {
                return PatternAnswer.Yes;
            }

            var next = text[(at + 1)..].IndexOf(Literal);
            if (next < 0)
            {
                return attempt.Otherwise;
            }

            at += next + 1;
        }
    }

    /// <summary>At an end that is not anchored, the fewest repetitions say as much as more of them.</summary>
    private static PatternStep[] Shorten(PatternStep[] steps, bool shortenStart, bool shortenEnd)
    {
        var shortened = steps.ToList();
        while (shortenEnd && shortened is [.., { Length: null, Alternatives.Length: 0 } last])
        {
            shortened.RemoveAt(shortened.Count - 1);
            if (last.Shortest() is { } least)
            {
                shortened.Add(least);
            }
        }

        while (shortenStart && shortened is [{ Length: null, Alternatives.Length: 0 } first, ..])
        {
            shortened.RemoveAt(0);
            if (first.Shortest() is { } least)
            {
                shortened.Insert(0, least);
            }
        }

        return [.. shortened];
    }

    /// <summary>The work on one text.</summary>
    private ref struct Attempt(ReadOnlySpan<byte> text, bool isAnchoredAtEnd)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _work = 256 + (16 * text.Length);
        private bool _isUnsure;

        /// <summary>The answer where no match has been found.</summary>
        public readonly PatternAnswer Otherwise => _isUnsure ? PatternAnswer.Unsure : PatternAnswer.No;

        /// <summary>Whether the steps match from a place on.</summary>
        public bool Matches(ReadOnlySpan<PatternStep> steps, int at)
        {
            for (var i = 0; i < steps.Length; i++)
            {
                var step = steps[i];
                if (step.Text.Length > 0)
                {
                    if (!IsNext(step.Text, at))
                    {
                        return false;
                    }

                    at += step.Text.Length;
                }
                else if (step.Alternatives.Length > 0)
                {
                    return MatchesAny(step.Alternatives, steps[(i + 1)..], at);
                }
                else
                {
                    var run = Run(step, at);
                    if (run != step.Least)
                    {
                        return run > step.Least && MatchesRun(step, run, steps[(i + 1)..], at);
                    }

                    at += run;
                }
            }

            return !isAnchoredAtEnd || at == _text.Length;
        }

        private bool MatchesAny(PatternStep[][] alternatives, ReadOnlySpan<PatternStep> rest, int at)
        {
            foreach (var alternative in alternatives)
            {
                if (TryTake(alternative, at, out var end) && Spend(1) && Matches(rest, end))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether the rest matches behind some number of repetitions.</summary>
        private bool MatchesRun(PatternStep step, int run, ReadOnlySpan<PatternStep> rest, int at)
        {
            for (var taken = step.Least; taken <= run && Spend(1); taken++)
            {
                if (rest is [{ Text: { Length: > 0 } next }, ..])
                {
                    // Only where the next text stands.
                    var last = Math.Min(_text.Length, at + run + next.Length);
                    var skipped = _text[(at + taken)..last].IndexOf(next);
                    if (skipped < 0)
                    {
                        return false;
                    }

                    taken += skipped;
                }

                if (Matches(rest, at + taken))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Takes steps of fixed length.</summary>
        public bool TryTake(PatternStep[] steps, int at, out int end)
        {
            end = at;
            foreach (var step in steps)
            {
                if (step.Text.Length > 0 ? !IsNext(step.Text, end) : Run(step, end) != step.Least)
                {
                    return false;
                }

                end += step.Text.Length > 0 ? step.Text.Length : step.Least;
            }

            return true;
        }

        private readonly bool IsNext(byte[] expected, int at) =>
            at < _text.Length && _text[at] == expected[0] && _text[at..].StartsWith(expected);

        /// <summary>How many characters of a set follow, as far as the step wants them.</summary>
        private int Run(PatternStep step, int at)
        {
            var most = (int)Math.Min((long)at + step.Most, _text.Length);
            var end = at;
            if (step.IsAny && step.Most > 1)
            {
                var length = _text[at..most].IndexOfAnyExceptInRange((byte)1, (byte)0x7F);
                end = length < 0 ? most : at + length;
            }

            while (end < most && step.Set.Contains(_text[end]))
            {
                end++;
            }

            _isUnsure |= end < most && step.IsOpen && _text[end] is 0 or >= 0x80;
            return Spend(end - at) ? end - at : -1;
        }

        private bool Spend(int work)
        {
            _work -= work;
            _isUnsure |= _work < 0;
            return _work >= 0;
        }
    }
}
