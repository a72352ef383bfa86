using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Rsyslogd.Net.Messages.Variables;

/// <summary>What a <see cref="JsonValue"/> is.</summary>
public enum JsonKind
{
    /// <summary>null</summary>
    Null,
    /// <summary>true or false</summary>
    Bool,
    /// <summary>A whole number of 64 bits.</summary>
    Number,
    /// <summary>A number with a fraction or exponent, kept as it was written.</summary>
    Real,
    /// <summary>Bytes; not always valid UTF-8, since messages aren't.</summary>
    Text,
    /// <summary>An array.</summary>
    Array,
    /// <summary>An object; its members keep the order in which they came.</summary>
    Object,
}

/// <summary>
/// A value in a variable tree (<c>$!</c>, <c>$.</c>, <c>$/</c>). Text is bytes, so that what a message carried comes out as it
/// went in. Member names are compared without case, unless <see cref="NamesAreCaseSensitive"/>.
/// </summary>
public sealed class JsonValue
{
    private readonly List<JsonValue>? _items;

    // A member that was taken away leaves a hole (a key of null), which the next new one fills, as in rsyslog.
    private readonly List<KeyValuePair<string, JsonValue>>? _members;
    private int _holes;

    private JsonValue(JsonKind kind, long number = 0, byte[]? text = null)
    {
        Kind = kind;
        Number = number;
        Text = text ?? [];
        _items = kind == JsonKind.Array ? [] : null;
        _members = kind == JsonKind.Object ? [] : null;
    }

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The number; 1 or 0 for a bool.</summary>
    public long Number { get; }

    /// <summary>The bytes of a text, the digits of a real.</summary>
    public byte[] Text { get; }

    /// <summary>The items of an array; empty for everything else.</summary>
    public IReadOnlyList<JsonValue> Items => _items ?? (IReadOnlyList<JsonValue>)[];

    /// <summary>The members of an object in order; empty for everything else.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members =>
        _holes > 0 ? [.. _members!.Where(member => member.Key is not null)]
            : _members ?? (IReadOnlyList<KeyValuePair<string, JsonValue>>)[];

    /// <summary>global(variables.caseSensitive=): one switch for all trees of the process, as rsyslog's JSON library has it. Set
    /// before there are trees.</summary>
    public static bool NamesAreCaseSensitive { get; set; }

    /// <summary>Whether it holds others.</summary>
    public bool IsTree => Kind is JsonKind.Object or JsonKind.Array;

    /// <summary>The value as a whole number: a real without its fraction, a tree or a text as 0.</summary>
    public long ToNumber() => Kind == JsonKind.Real && Utf8Parser.TryParse(Text, out double real, out _)
        ? (long)real
        : Number;

    /// <summary>null.</summary>
    public static JsonValue Null { get; } = new(JsonKind.Null);

    /// <summary>A bool.</summary>
    public static JsonValue From(bool value) => new(JsonKind.Bool, value ? 1 : 0);

    /// <summary>A number.</summary>
    public static JsonValue From(long value) => new(JsonKind.Number, value);

    /// <summary>A text; the bytes are copied.</summary>
    public static JsonValue From(ReadOnlySpan<byte> text) => new(JsonKind.Text, 0, text.ToArray());

    /// <summary>A number that is not whole, as it was written.</summary>
    public static JsonValue FromReal(ReadOnlySpan<byte> digits) => new(JsonKind.Real, 0, digits.ToArray());

    /// <summary>An empty object.</summary>
    public static JsonValue NewObject() => new(JsonKind.Object);

    /// <summary>An empty array.</summary>
    public static JsonValue NewArray() => new(JsonKind.Array);

    /// <summary>A member by name; null when there is none or this is no object.</summary>
    public JsonValue? Find(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? null : _members![index].Value;
    }

    /// <summary>Sets a member, at its old place if it was there.</summary>
    public void Set(string name, JsonValue value)
    {
        var index = IndexOf(name);
        if (index >= 0)
        {
            _members![index] = new(_members[index].Key, value);
        }
        else if (_holes > 0)
        {
            _members![_members.FindIndex(member => member.Key is null)] = new(name, value);
            _holes--;
        }
        else
        {
            _members?.Add(new(name, value));
        }
    }

    /// <summary>Takes a member away; false when it wasn't there.</summary>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index >= 0)
        {
            _members![index] = default;
            _holes++;
        }

        return index >= 0;
    }

    /// <summary>Adds an item to an array.</summary>
    public void Add(JsonValue item) => _items?.Add(item);

    /// <summary>A copy that shares no tree with this one. Reals have 17 digits then, as in rsyslog's copies.</summary>
    public JsonValue Clone()
    {
        if (!IsTree)
        {
            return Kind == JsonKind.Real ? ToSeventeenDigits() : this;
        }

        var copy = new JsonValue(Kind);
        copy._items?.AddRange(_items!.Select(i => i.Clone()));
        copy._members?.AddRange(Members.Select(m => KeyValuePair.Create(m.Key, m.Value.Clone())));
        return copy;
    }

    // 8.2302 adds ".0" also behind an exponent.
    private JsonValue ToSeventeenDigits()
    {
        if (!Utf8Parser.TryParse(Text, out double real, out _))
        {
            return this;
        }

        var digits = real.ToString("G17", CultureInfo.InvariantCulture).ToLowerInvariant();
        return FromReal(Encoding.ASCII.GetBytes(digits.Contains('.') ? digits : digits + ".0"));
    }

    private int IndexOf(string name)
    {
        var comparison = NamesAreCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (var i = 0; _members is not null && i < _members.Count; i++)
        {
            if (string.Equals(_members[i].Key, name, comparison))
            {
                return i;
            }
        }

        return -1;
    }
}
