using System.Text;

namespace Rsyslogd.Net.Configuration.Text;

/// <summary>
/// Bytes as characters and back without loss. What is no UTF-8 becomes a lone surrogate U+DC80..U+DCFF (the convention of
/// Python's surrogateescape): a Latin-1 configuration or an <c>\377</c> in a string reaches the output as the same byte.
/// </summary>
public static class ByteText
{
    private const char FirstRawByte = '\uDC80';
    private const char LastRawByte = '\uDCFF';

    /// <summary>The character that stands for a byte of an octal escape: ASCII itself, else a raw byte.</summary>
    public static char FromByte(byte value) => value < 0x80 ? (char)value : (char)(0xDC00 + value);

    /// <summary>Text of bytes; a byte that is no UTF-8 is kept.</summary>
    public static string GetString(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> chars = stackalloc char[2];
        while (bytes.Length > 0)
        {
            var plain = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff);
            plain = plain < 0 ? bytes.Length : plain;
            text.Append(Encoding.ASCII.GetString(bytes[..plain]));
            bytes = bytes[plain..];
            if (bytes.Length == 0)
            {
                break;
            }

            if (Rune.DecodeFromUtf8(bytes, out var rune, out var taken) == System.Buffers.OperationStatus.Done)
            {
                text.Append(chars[..rune.EncodeToUtf16(chars)]);
                bytes = bytes[taken..];
            }
            else
            {
                text.Append(FromByte(bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text of a configuration: UTF-8, raw bytes as they were.</summary>
    public static byte[] GetBytes(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstRawByte, LastRawByte) < 0)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new List<byte>(text.Length + 8);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }
}
