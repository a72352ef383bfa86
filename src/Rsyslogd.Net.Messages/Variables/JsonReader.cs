using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rsyslogd.Net.Messages.Variables;

/// <summary>
/// Reads JSON as forgivingly as rsyslog's library does, for what applications log is not always RFC 8259: texts in single
/// quotes, bytes that are no UTF-8, a comma behind the last item, comments, leading zeroes, NaN, names of constants in any
/// case. Whole numbers beyond 64 bits become the nearest that fits; others keep the digits in which they came.
/// </summary>
/// <param name="text">UTF-8, mostly.</param>
internal ref struct JsonReader(ReadOnlySpan<byte> text)
{
    // Deeper nesting is refused, as there.
    private const int MaxDepth = 32;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>How far it has been read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads one value; false when there is none.</summary>
    public bool TryRead(out JsonValue value) => TryReadValue(1, out value);

    /// <summary>Skips blanks and comments.</summary>
    public void SkipBlanks()
    {
        while (Position < _text.Length)
        {
            if (_text[Position] is (byte)' ' or (>= 9 and <= 13))
            {
                Position++;
            }
            else if (_text[Position..].StartsWith("/*"u8))
            {
                var end = _text[(Position + 2)..].IndexOf("*/"u8);
                Position = end < 0 ? _text.Length : Position + end + 4;
            }
            else if (_text[Position..].StartsWith("//"u8))
            {
                var end = _text[Position..].IndexOf((byte)'\n');
                Position = end < 0 ? _text.Length : Position + end + 1;
            }
            else
            {
                return;
            }
        }
    }

    private bool TryReadValue(int depth, out JsonValue value)
    {
        value = JsonValue.Null;
        SkipBlanks();
        if (Position >= _text.Length || depth > MaxDepth)
        {
            return false;
        }

        switch (_text[Position])
        {
            case (byte)'{':
                return TryReadObject(depth, out value);
            case (byte)'[':
                return TryReadArray(depth, out value);
            case (byte)'"' or (byte)'\'':
                if (!TryReadText(out var bytes))
                {
                    return false;
                }

                value = JsonValue.From(bytes.Written);
                return true;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return TryReadNumber(out value);
            default:
                return TryReadConstant(out value);
        }
    }

    private bool TryReadObject(int depth, out JsonValue value)
    {
        value = JsonValue.NewObject();
        Position++;
        for (var isFirst = true; ; isFirst = false)
        {
            SkipBlanks();
            if (TryTake((byte)'}'))
            {
                return true;
            }

            if (!isFirst && !TryTake((byte)','))
            {
                return false;
            }

            SkipBlanks();
            if (!isFirst && TryTake((byte)'}'))
            {
                return true;
            }

            if (Position >= _text.Length || _text[Position] is not ((byte)'"' or (byte)'\'') || !TryReadText(out var name))
            {
                return false;
            }

            SkipBlanks();
            if (!TryTake((byte)':') || !TryReadValue(depth + 1, out var member))
            {
                return false;
            }

            value.Set(Encoding.UTF8.GetString(name.Written), member);
        }
    }

    private bool TryReadArray(int depth, out JsonValue value)
    {
        value = JsonValue.NewArray();
        Position++;
        for (var isFirst = true; ; isFirst = false)
        {
            SkipBlanks();
            if (TryTake((byte)']'))
            {
                return true;
            }

            if (!isFirst && !TryTake((byte)','))
            {
                return false;
            }

            SkipBlanks();
            if (!isFirst && TryTake((byte)']'))
            {
                return true;
            }

            if (!TryReadValue(depth + 1, out var item))
            {
                return false;
            }

            value.Add(item);
        }
    }

    private bool TryReadNumber(out JsonValue value)
    {
        var digits = _text[Position..];
        var length = digits.IndexOfAnyExcept(OfNumbers);
        digits = length < 0 ? digits : digits[..length];
        Position += digits.Length;
        if (digits.IndexOfAny(".eE"u8) >= 0)
        {
            value = JsonValue.FromReal(digits);
            return digits.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
        }

        var isNegative = digits[0] == (byte)'-';
        var number = 0UL;
        var count = 0;
        var limit = isNegative ? 1UL << 63 : long.MaxValue;
        foreach (var digit in digits[(isNegative ? 1 : 0)..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            count++;
            number = number > (limit - 9) / 10 ? Saturate(number, digit, limit) : (number * 10) + digit - '0';
        }

        value = JsonValue.From(isNegative ? unchecked(-(long)number) : (long)number);
        return count > 0;
    }

    private static ulong Saturate(ulong number, byte digit, ulong limit)
    {
        var exact = ((UInt128)number * 10) + (UInt128)(digit - '0');
        return exact > limit ? limit : (ulong)exact;
    }

    private bool TryReadConstant(out JsonValue value)
    {
        (value, var length) = this switch
        {
            _ when Is("true"u8) => (JsonValue.From(true), 4),
            _ when Is("false"u8) => (JsonValue.From(false), 5),
            _ when Is("null"u8) => (JsonValue.Null, 4),
            _ when Is("nan"u8) => (JsonValue.FromReal("NaN"u8), 3),
            _ when Is("infinity"u8) => (JsonValue.FromReal("Infinity"u8), 8),
            _ => (JsonValue.Null, 0),
        };
        Position += length;
        return length > 0;
    }

    private readonly bool Is(ReadOnlySpan<byte> lowerCase) =>
        _text.Length - Position >= lowerCase.Length
        && Ascii.EqualsIgnoreCase(_text.Slice(Position, lowerCase.Length), lowerCase);

    private bool TryReadText(out ByteBuffer bytes)
    {
        var quote = _text[Position++];
        bytes = new ByteBuffer(32);
        while (true)
        {
            var rest = _text[Position..];
            var at = rest.IndexOfAny(quote, (byte)'\\');
            if (at < 0)
            {
                return false;
            }

            bytes.Append(rest[..at]);
            Position += at + 1;
            if (rest[at] == quote)
            {
                CutAtNul(bytes);
                return true;
            }

            if (!TryReadEscape(bytes))
            {
                return false;
            }
        }
    }

    // A NUL ends the text, for whoever wrote it could not have meant it to go on in rsyslog.
    private static void CutAtNul(ByteBuffer bytes)
    {
        var nul = bytes.Written.IndexOf((byte)0);
        if (nul >= 0)
        {
            bytes.Truncate(nul);
        }
    }

    private bool TryReadEscape(ByteBuffer bytes)
    {
        if (Position >= _text.Length)
        {
            return false;
        }

        var letter = _text[Position++];
        var plain = letter switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => letter,
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => (byte)0,
        };
        if (plain != 0)
        {
            bytes.Append(plain);
            return true;
        }

        return letter == (byte)'u' && TryReadCodePoint(bytes);
    }

    private bool TryReadCodePoint(ByteBuffer bytes)
    {
        if (!TryReadHex(out var first))
        {
            return false;
        }

        var rune = Rune.ReplacementChar;
        if (char.IsHighSurrogate((char)first) && _text[Position..].StartsWith("\\u"u8))
        {
            var before = Position;
            Position += 2;
            if (!TryReadHex(out var second))
            {
                return false;
            }

            if (!Rune.TryCreate((char)first, (char)second, out rune))
            {
                rune = Rune.ReplacementChar;
                Position = before;
            }
        }
        else if (!Rune.TryCreate(first, out rune))
        {
            rune = Rune.ReplacementChar;
        }

        bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
        return true;
    }

    private bool TryReadHex(out int value)
    {
        value = 0;
        if (_text.Length - Position < 4
            || !int.TryParse(_text.Slice(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        Position += 4;
        return true;
    }

    private bool TryTake(byte wanted)
    {
        if (Position >= _text.Length || _text[Position] != wanted)
        {
            return false;
        }

        Position++;
        return true;
    }
}
