using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Compares two values. Hot; one for each place that compares, for its room.</summary>
/// <param name="isEquality">For == and !=, whose type rules are others than those of an order.</param>
internal sealed class ValueOrder(bool isEquality)
{
    private readonly ByteBuffer _left = new(32);
    private readonly ByteBuffer _right = new(32);

    /// <summary>Zero when they are equal; else the difference, of texts that of the first bytes that differ.</summary>
    public int Compare(ref ScriptValue a, ref ScriptValue b) => isEquality ? CompareEquality(ref a, ref b) : CompareOrder(ref a, ref b);

    /// <summary>The difference of two texts as rsyslog gives it: of the bytes, or else of the lengths' order.</summary>
    public static int Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var at = a.CommonPrefixLength(b);
        return at < a.Length && at < b.Length ? a[at] - b[at] : a.Length.CompareTo(b.Length);
    }

    private int CompareOrder(ref ScriptValue a, ref ScriptValue b) =>
        a.TryGetNumber(out var x) && b.TryGetNumber(out var y)
            ? x.CompareTo(y)
            : a.ToText(_left).SequenceCompareTo(b.ToText(_right));

    private int CompareEquality(ref ScriptValue a, ref ScriptValue b)
    {
        if (b.Kind == ScriptKind.Json && a.TryGetNumber(out _))
        {
            // 8.2302 finds no number equal to what a variable on the right side holds, unless that is text.
            return 1;
        }

        var isNumeric = a.Kind == ScriptKind.Number || b.Kind == ScriptKind.Number;
        if (isNumeric && a.TryGetNumber(out var x) && b.TryGetNumber(out var y))
        {
            return x == y ? 0 : 1;
        }

        var difference = Difference(a.ToText(_left), b.ToText(_right));
        return a.Kind == ScriptKind.Number ? -difference : difference;
    }
}
