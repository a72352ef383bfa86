using System.Buffers.Text;
using System.Text;

namespace Rsyslogd.Net.Messages.Variables;

/// <summary>JSON as text: reading and writing in the spaced form that rsyslog prints (<c>{ "a": 1 }</c>).</summary>
public static class JsonText
{
    /// <summary>Reads one value at the start of a text, as forgivingly as <see cref="JsonReader"/> tells.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="consumed">How many bytes the value takes, with the blanks before it; without a value, where it went wrong.</param>
    /// <returns>The value, or null when there is none.</returns>
    public static JsonValue? TryRead(ReadOnlySpan<byte> text, out int consumed)
    {
        var reader = new JsonReader(text);
        var isRead = reader.TryRead(out var value);
        consumed = reader.Position;
        return isRead ? value : null;
    }

    /// <summary>Reads a text that consists of one value and nothing else but blanks around it.</summary>
    /// <returns>The value, or null when there is none, or something behind it.</returns>
    public static JsonValue? TryReadAll(ReadOnlySpan<byte> text)
    {
        var reader = new JsonReader(text);
        if (!reader.TryRead(out var value))
        {
            return null;
        }

        reader.SkipBlanks();
        return reader.Position == text.Length ? value : null;
    }

    /// <summary>Writes a value: trees as spaced JSON, strings in quotes.</summary>
    public static void Append(JsonValue value, ByteBuffer output)
    {
        switch (value.Kind)
        {
            case JsonKind.Text:
                output.Append((byte)'"');
                AppendEscaped(value.Text, output);
                output.Append((byte)'"');
                break;
            case JsonKind.Array:
                AppendArray(value, output);
                break;
            case JsonKind.Object:
                AppendObject(value, output);
                break;
            default:
                AppendScalar(value, output);
                break;
        }
    }

    /// <summary>Writes a value as a property shows it: text as it is, trees as JSON, null as nothing.</summary>
    public static void AppendPlain(JsonValue value, ByteBuffer output)
    {
        if (value.Kind == JsonKind.Text)
        {
            output.Append(value.Text);
        }
        else if (value.Kind != JsonKind.Null)
        {
            Append(value, output);
        }
    }

    /// <summary>Writes text with the escapes of JSON, in rsyslog's (json-c's) way: also <c>/</c>.</summary>
    public static void AppendEscaped(ReadOnlySpan<byte> text, ByteBuffer output) =>
        AppendEscaped(text, output, "0123456789abcdef"u8, keepEscapes: false);

    /// <summary>The same, as the property replacer wants it. Hot.</summary>
    /// <param name="text">Any bytes; what is not ASCII passes.</param>
    /// <param name="output">Where to.</param>
    /// <param name="digits">The sixteen digits of <c>\u000b</c>; templates have capital ones.</param>
    /// <param name="keepEscapes">Escapes that are there already stay (jsonr).</param>
    public static void AppendEscaped(ReadOnlySpan<byte> text, ByteBuffer output, ReadOnlySpan<byte> digits, bool keepEscapes)
    {
        while (true)
        {
            var room = output.GetSpan(text.Length + 2);
            var at = JsonEscapeSearch.CopyUntil(text, room);
            if (at == text.Length)
            {
                output.Advance(at);
                return;
            }

            if (!keepEscapes && text[at] >= ' ')
            {
                room[at] = (byte)'\\';
                room[at + 1] = text[at];
                output.Advance(at + 2);
                text = text[(at + 1)..];
                continue;
            }

            output.Advance(at);
            if (keepEscapes && text[at] == '\\' && at + 1 < text.Length && "\"\\/bfnrtu"u8.Contains(text[at + 1]))
            {
                output.Append(text.Slice(at, 2));
                text = text[(at + 2)..];
                continue;
            }

            AppendEscape(text[at], digits, output);
            text = text[(at + 1)..];
        }
    }

    private static void AppendEscape(byte value, ReadOnlySpan<byte> digits, ByteBuffer output)
    {
        output.Append((byte)'\\');
        var letter = value switch
        {
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            (byte)'"' or (byte)'\\' or (byte)'/' => value,
            _ => (byte)0,
        };
        if (letter != 0)
        {
            output.Append(letter);
            return;
        }

        output.Append("u00"u8);
        output.Append(digits[value >> 4]);
        output.Append(digits[value & 15]);
    }

    private static void AppendScalar(JsonValue value, ByteBuffer output)
    {
        switch (value.Kind)
        {
            case JsonKind.Number:
                Utf8Formatter.TryFormat(value.Number, output.GetSpan(24), out var written);
                output.Advance(written);
                break;
            case JsonKind.Real:
                output.Append(value.Text);
                break;
            case JsonKind.Bool:
                output.Append(value.Number != 0 ? "true"u8 : "false"u8);
                break;
            default:
                output.Append("null"u8);
                break;
        }
    }

    private static void AppendArray(JsonValue value, ByteBuffer output)
    {
        output.Append("[ "u8);
        for (var i = 0; i < value.Items.Count; i++)
        {
            output.Append(i == 0 ? default : ", "u8);
            Append(value.Items[i], output);
        }

        output.Append(value.Items.Count == 0 ? "]"u8 : " ]"u8);
    }

    private static void AppendObject(JsonValue value, ByteBuffer output)
    {
        output.Append("{ "u8);
        var members = value.Members;
        for (var i = 0; i < members.Count; i++)
        {
            output.Append(i == 0 ? "\""u8 : ", \""u8);
            AppendEscaped(Encoding.UTF8.GetBytes(members[i].Key), output);
            output.Append("\": "u8);
            Append(members[i].Value, output);
        }

        output.Append(members.Count == 0 ? "}"u8 : " }"u8);
    }
}
