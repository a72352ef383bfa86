using Rsyslogd.Net.Configuration.LookupTables;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Lookups;

/// <summary>The content of a lookup table, ready to be asked. Immutable, for any thread. Hot.</summary>
internal abstract class LookupIndex
{
    /// <summary>A table that could not be loaded: empty text for every key.</summary>
    public static LookupIndex Nothing { get; } = new SingleValueIndex([]);

    /// <summary>A table that gives one value for every key.</summary>
    public static LookupIndex Stub(byte[] value) => new SingleValueIndex(value);

    /// <summary>Makes the index of a table.</summary>
    /// <exception cref="FormatException">A regular expression that can't be compiled.</exception>
    public static LookupIndex Build(LookupTableContent content) => content.Type switch
    {
        LookupTableType.Text => new TextIndex(content),
        LookupTableType.Array => new ArrayIndex(content),
        LookupTableType.SparseArray => new SparseIndex(content),
        LookupTableType.Regex => new RegexIndex(content),
    };

    /// <summary>The value of a key.</summary>
    public abstract byte[] Find(ReadOnlySpan<byte> key);

    // Numbers are unsigned and of 32 bits; text counts as far as it is a number.
    private static uint ToNumber(ReadOnlySpan<byte> key) => unchecked((uint)NumberText.Read(key, out _));

    private sealed class SingleValueIndex(byte[] value) : LookupIndex
    {
        public override byte[] Find(ReadOnlySpan<byte> key) => value;
    }

    private sealed class TextIndex : LookupIndex
    {
        private readonly byte[] _noMatch;
        private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _values;

        public TextIndex(LookupTableContent content)
        {
            _noMatch = content.NoMatch;
            var values = new Dictionary<byte[], byte[]>(content.Entries.Length, ByteTextComparer.Instance);
            foreach (var entry in content.Entries)
            {
                values[entry.Key] = entry.Value;
            }

            _values = values.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        public override byte[] Find(ReadOnlySpan<byte> key) => _values.TryGetValue(key, out var value) ? value : _noMatch;
    }

    private sealed class ArrayIndex(LookupTableContent content) : LookupIndex
    {
        private readonly uint _first = content.Entries.IsEmpty ? 0 : content.Entries[0].Index;

        public override byte[] Find(ReadOnlySpan<byte> key)
        {
            var index = unchecked(ToNumber(key) - _first);
            return index < content.Entries.Length ? content.Entries[(int)index].Value : content.NoMatch;
        }
    }

    private sealed class SparseIndex(LookupTableContent content) : LookupIndex
    {
        private readonly uint[] _indexes = [.. content.Entries.Select(entry => entry.Index)];

        public override byte[] Find(ReadOnlySpan<byte> key)
        {
            // The last row that is not above the key.
            var number = ToNumber(key);
            var (low, high) = (0, _indexes.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _indexes[middle] <= number ? (middle + 1, high) : (low, middle);
            }

            return low == 0 ? content.NoMatch : content.Entries[low - 1].Value;
        }
    }

    private sealed class RegexIndex(LookupTableContent content) : LookupIndex
    {
        private readonly PosixRegex[] _expressions = [.. content.Entries.Select(entry => Compile(entry.Key))];

        public override byte[] Find(ReadOnlySpan<byte> key)
        {
            for (var i = 0; i < _expressions.Length; i++)
            {
                if (_expressions[i].IsMatch(key))
                {
                    return content.Entries[i].Value;
                }
            }

            return content.NoMatch;
        }

        private static PosixRegex Compile(byte[] expression) =>
            PosixRegex.TryCompile(expression, true, false, out var regex, out var error) ? regex : throw new FormatException(error);
    }
}
