using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>
/// A text whose escapes have been resolved, with the way back to where each of its characters stood. Bytes that are no
/// UTF-8 (from the file or from <c>\ooo</c>) are kept in it; <see cref="ByteText.GetBytes"/> gives them back.
/// </summary>
/// <param name="Value">The text itself.</param>
/// <param name="Span">What was written between the quotes (without them); for unquoted text all of it.</param>
public sealed record TextSyntax(string Value, TextSpan Span)
{
    /// <summary>For each character of <see cref="Value"/> its offset in the source, and one more for the end; null when
    /// characters and offsets run in step (no escapes), or when the text does not come from the file at all.</summary>
    internal int[]? Offsets { get; init; }

    /// <summary>True when the value was made by backticks: its characters stand nowhere.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The place of a part of <see cref="Value"/>.</summary>
    /// <param name="start">Index of the first character in the value.</param>
    /// <param name="length">Number of characters of the value.</param>
    public TextSpan GetSpan(int start, int length)
    {
        if (IsComputed)
        {
            return Span;
        }

        var from = Offsets?[start] ?? Span.Start + start;
        var to = Offsets?[start + length] ?? Span.Start + start + length;
        return new TextSpan(Span.Source, from, to - from);
    }

    /// <summary>A part of this text as a text of its own.</summary>
    public TextSyntax Slice(int start, int length) => new(Value.Substring(start, length), GetSpan(start, length))
    {
        Offsets = Offsets?[start..(start + length + 1)],
        IsComputed = IsComputed,
    };

    /// <summary>This text as a name.</summary>
    public NameSyntax ToName() => new(Value, Span);

    /// <summary>Same text at the same place; the table of offsets follows from the source.</summary>
    public bool Equals(TextSyntax? other) => other is not null && Value == other.Value && Span == other.Span;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Span);
}
