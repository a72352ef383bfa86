using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Configuration.LookupTables;

/// <summary>Reads the JSON file of a lookup table (manual: "Lookup Tables", "Lookup Table File Format").</summary>
public static class LookupTableFile
{
    /// <summary>Reads the bytes of a file.</summary>
    /// <returns>The table, or why there is none.</returns>
    public static (LookupTableContent? Content, LookupTableFault? Fault) Read(ReadOnlySpan<byte> json)
    {
        var root = JsonText.TryRead(json, out var position);
        if (root is null)
        {
            return Refuse("this is no JSON", position);
        }

        if (root.Find("version") is { } version && ToText(version) is not "1")
        {
            return Refuse($"version {ToText(version)} of lookup tables is not known; there is only 1");
        }

        var name = root.Find("type") is { } written ? ToText(written) : "string";
        LookupTableType? type = name switch
        {
            "string" => LookupTableType.Text,
            "array" => LookupTableType.Array,
            "sparseArray" => LookupTableType.SparseArray,
            "regex" => LookupTableType.Regex,
            _ => null,
        };
        if (type is null)
        {
            return Refuse($"there is no type \"{name}\" of lookup tables; it must be string, array, sparseArray or regex");
        }

        return root.Find("table") is not { Kind: JsonKind.Array } table
            ? Refuse("the member \"table\" is missing, or no array")
            : ReadRows(type.Value, root.Find("nomatch") is { } noMatch ? ToBytes(noMatch) : [], table);
    }

    private static (LookupTableContent? Content, LookupTableFault? Fault) ReadRows(
        LookupTableType type, byte[] noMatch, JsonValue table)
    {
        var (keyName, valueName) = type == LookupTableType.Regex ? ("regex", "tag") : ("index", "value");
        var entries = ImmutableArray.CreateBuilder<LookupEntry>(table.Items.Count);
        foreach (var row in table.Items)
        {
            if (row.Find(keyName) is not { } key)
            {
                return Refuse($"row {entries.Count + 1} of the table has no \"{keyName}\"");
            }

            if (row.Find(valueName) is not { } value)
            {
                return Refuse($"row {entries.Count + 1} of the table has no \"{valueName}\"");
            }

            var bytes = ToBytes(key);
            entries.Add(new LookupEntry(bytes, unchecked((uint)NumberText.Read(bytes, out _)), ToBytes(value)));
        }

        // An array may begin below zero; the numbers of sparseArray are unsigned.
        var sorted = type switch
        {
            LookupTableType.Array => entries.OrderBy(entry => (int)entry.Index).ToImmutableArray(),
            LookupTableType.SparseArray => [.. entries.OrderBy(entry => entry.Index)],
            _ => entries.ToImmutable(),
        };
        if (type == LookupTableType.Array)
        {
            for (var i = 1; i < sorted.Length; i++)
            {
                if ((int)sorted[i].Index != (int)sorted[i - 1].Index + 1)
                {
                    return Refuse(
                        $"an array must have no gaps, and {(int)sorted[i].Index} follows {(int)sorted[i - 1].Index}; use sparseArray");
                }
            }
        }

        return (new LookupTableContent(type, noMatch, sorted), null);
    }

    private static (LookupTableContent? Content, LookupTableFault? Fault) Refuse(string message, int? offset = null) =>
        (null, new LookupTableFault(message, offset));

    private static byte[] ToBytes(JsonValue value)
    {
        var output = new ByteBuffer();
        JsonText.AppendPlain(value, output);
        return output.Written.ToArray();
    }

    private static string ToText(JsonValue value) => ByteText.GetString(ToBytes(value));
}
