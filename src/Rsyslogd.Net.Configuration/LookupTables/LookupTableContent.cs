using System.Collections.Immutable;

namespace Rsyslogd.Net.Configuration.LookupTables;

/// <summary>How keys are compared (manual: "Lookup Tables", "Types").</summary>
public enum LookupTableType
{
    /// <summary>string: the same bytes.</summary>
    Text,

    /// <summary>array: the same number; numbers without gaps.</summary>
    Array,

    /// <summary>sparseArray: the largest number that is not above the key.</summary>
    SparseArray,

    /// <summary>regex: the first expression (POSIX extended) that matches.</summary>
    Regex,
}

/// <summary>A row of a lookup table.</summary>
/// <param name="Key">For string and regex.</param>
/// <param name="Index">For array and sparseArray: 32 bits, unsigned.</param>
/// <param name="Value">What lookup() gives.</param>
public sealed record LookupEntry(byte[] Key, uint Index, byte[] Value);

/// <summary>What the file of a lookup table holds.</summary>
/// <param name="Type">How keys are compared.</param>
/// <param name="NoMatch">What lookup() gives for unknown keys.</param>
/// <param name="Entries">The rows; of array and sparseArray in the order of their indexes, later ones of the same behind.</param>
public sealed record LookupTableContent(LookupTableType Type, byte[] NoMatch, ImmutableArray<LookupEntry> Entries);

/// <summary>Why the file of a lookup table can't be used.</summary>
/// <param name="Message">One sentence.</param>
/// <param name="Offset">The byte where it was found; null: it concerns the whole table.</param>
public sealed record LookupTableFault(string Message, int? Offset = null);
