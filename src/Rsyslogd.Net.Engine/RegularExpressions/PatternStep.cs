namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>One step of a <see cref="PlainPattern"/>: a fixed text, a repeated set of characters, or one of several alternatives.</summary>
internal sealed class PatternStep
{
    private PatternStep()
    {
    }

    /// <summary>A fixed text; empty when it is another kind of step.</summary>
    public byte[] Text { get; private init; } = [];

    /// <summary>The alternatives, each a sequence of steps of fixed length; empty when it is another kind of step.</summary>
    public PatternStep[][] Alternatives { get; private init; } = [];

    /// <summary>The characters of a set.</summary>
    public AsciiSet Set { get; private init; }

    /// <summary>Whether the C library may find NUL, or bytes beyond ASCII, in the set as well.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Whether the set is any character.</summary>
    public bool IsAny { get; private init; }

    /// <summary>The fewest repetitions of a set.</summary>
    public int Least { get; private init; } = 1;

    /// <summary>The most repetitions of a set.</summary>
    public int Most { get; private init; } = 1;

    /// <summary>How many bytes it takes; null when that differs.</summary>
    public int? Length =>
        Text.Length > 0 ? Text.Length
        : Alternatives.Length == 0 ? (Least == Most ? Least : null)
        : LengthOf(Alternatives[0]) is { } length && Array.TrueForAll(Alternatives, other => LengthOf(other) == length) ? length : null;

    /// <summary>A fixed text.</summary>
    public static PatternStep OfText(byte[] text) => new() { Text = text };

    /// <summary>One of several alternatives.</summary>
    public static PatternStep OfAlternatives(PatternStep[][] alternatives) => new() { Alternatives = alternatives };

    /// <summary>A set of characters.</summary>
    public static PatternStep OfSet(AsciiSet set, bool isOpen, int least = 1, int most = 1) =>
        new() { Set = set, IsOpen = isOpen, IsAny = set.IsAllButNul, Least = least, Most = most };

    /// <summary>The same set with its fewest repetitions; null when that is none.</summary>
    public PatternStep? Shortest() => Least == 0 ? null : OfSet(Set, IsOpen, Least, Least);

    /// <summary>How many bytes several steps take; null when that differs.</summary>
    public static int? LengthOf(IEnumerable<PatternStep> steps)
    {
        int? sum = 0;
        foreach (var step in steps)
        {
            sum += step.Length;
        }

        return sum;
    }
}
