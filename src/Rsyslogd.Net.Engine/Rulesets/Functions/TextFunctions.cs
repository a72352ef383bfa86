using System.Buffers;
using System.Buffers.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>RainerScript's functions on text (manual, "Functions"). They count bytes; letters are ASCII only.</summary>
internal static class TextFunctions
{
    /// <summary>strlen(text)</summary>
    public static void Strlen(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(frame.Text(0, message).Length);

    /// <summary>tolower(text)</summary>
    public static void ToLower(FunctionFrame frame, Message message, ref ScriptValue result) =>
        Map(frame, message, ref result, b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b);

    /// <summary>toupper(text)</summary>
    public static void ToUpper(FunctionFrame frame, Message message, ref ScriptValue result) =>
        Map(frame, message, ref result, b => b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b);

    /// <summary>ltrim(text): blanks at the start.</summary>
    public static void TrimStart(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(frame.Text(0, message).TrimStart((byte)' '));

    /// <summary>rtrim(text): blanks at the end.</summary>
    public static void TrimEnd(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(frame.Text(0, message).TrimEnd((byte)' '));

    /// <summary>substring(text, start, length): a negative length counts from the length of the whole text.</summary>
    public static void Substring(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var start = Math.Clamp(frame.Number(1, message), 0, text.Length);
        var length = frame.Number(2, message);
        var rest = text.Length - start;
        var count = Math.Clamp(length < 0 ? text.Length + length : length, 0, rest);
        result.Set(text.Slice((int)start, (int)count));
    }

    /// <summary>replace(text, old, new)</summary>
    public static void Replace(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var old = frame.Text(1, message);
        var replacement = frame.Text(2, message);
        ReplaceAll(text, old, replacement, frame.Output);
        result.Set(frame.Output.Written);
    }

    /// <summary>wrap(text, border) and wrap(text, border, escape): the border inside of the text becomes the escape.</summary>
    public static void Wrap(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var border = frame.Text(1, message);
        frame.Output.Append(border);
        if (frame.Count > 2)
        {
            ReplaceAll(text, border, frame.Text(2, message), frame.Output);
        }
        else
        {
            frame.Output.Append(text);
        }

        frame.Output.Append(border);
        result.Set(frame.Output.Written);
    }

    /// <summary>field(text, delimiter, number): the delimiter is a character code or a text, fields count from 1.</summary>
    public static void Field(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var delimiter = default(ScriptValue);
        frame.Value(1, message, ref delimiter);
        Span<byte> code = [(byte)delimiter.ToNumber()];
        var separator = delimiter.Kind == ScriptKind.Text ? delimiter.Text : code;
        var number = frame.Number(2, message);
        if (separator.IsEmpty)
        {
            result.Set([]);
            return;
        }

        for (; number > 1; number--)
        {
            var at = text.IndexOf(separator);
            if (at < 0)
            {
                break;
            }

            text = text[(at + separator.Length)..];
        }

        var end = text.IndexOf(separator);
        result.Set(number != 1 ? "***FIELD NOT FOUND***"u8 : end < 0 ? text : text[..end]);
    }

    /// <summary>b64_decode(text): nothing when it is no Base64 (RFC 4648 section 4).</summary>
    public static void DecodeBase64(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var room = frame.Output.GetSpan(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        if (Base64.DecodeFromUtf8(text, room, out _, out var written) == OperationStatus.Done)
        {
            frame.Output.Advance(written);
        }

        result.Set(frame.Output.Written);
    }

    // The empty text is found before each byte, and at the end.
    private static void ReplaceAll(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement, ByteBuffer output)
    {
        if (old.IsEmpty)
        {
            foreach (var value in text)
            {
                output.Append(replacement);
                output.Append(value);
            }

            output.Append(replacement);
            return;
        }

        for (var at = text.IndexOf(old); at >= 0; at = text.IndexOf(old))
        {
            output.Append(text[..at]);
            output.Append(replacement);
            text = text[(at + old.Length)..];
        }

        output.Append(text);
    }

    private static void Map(FunctionFrame frame, Message message, ref ScriptValue result, Func<byte, byte> map)
    {
        var text = frame.Text(0, message);
        var room = frame.Output.GetSpan(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            room[i] = map(text[i]);
        }

        frame.Output.Advance(text.Length);
        result.Set(frame.Output.Written);
    }
}
