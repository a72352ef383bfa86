using Rsyslogd.Net.Engine.Lookups;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Several values that a text is compared with, of which one is enough. Hot; immutable.</summary>
internal sealed class TextValues
{
    private const int Few = 8;

    private readonly TextOperation _operation;
    private readonly byte[][] _values;
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>>? _equal;

    /// <param name="operation">How it is compared.</param>
    /// <param name="values">With what.</param>
    public TextValues(TextOperation operation, byte[][] values)
    {
        _operation = operation;
        _values = values;
        if (operation == TextOperation.Equal && values.Length > Few)
        {
            _equal = new HashSet<byte[]>(values, ByteTextComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        }
    }

    /// <summary>Whether the comparison holds with one of the values at least.</summary>
    public bool Match(ReadOnlySpan<byte> text)
    {
        if (_equal is { } equal)
        {
            return equal.Contains(text);
        }

        foreach (var value in _values)
        {
            if (TextSearch.Compare(_operation, text, value))
            {
                return true;
            }
        }

        return false;
    }
}
