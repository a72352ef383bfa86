namespace Rsyslogd.Net.Messages.Variables;

/// <summary>How RainerScript reads numbers from text.</summary>
public static class NumberText
{
    /// <summary>Reads the decimal number at the start of a value; 0 where there is none. 64 bits, wrapping.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="isComplete">Whether all of the text is a number; the empty text counts as 0.</param>
    public static long Read(ReadOnlySpan<byte> text, out bool isComplete) => text is [(byte)'-', .. var digits]
        ? unchecked(-ReadDigits(digits, 10, out isComplete))
        : ReadDigits(text, 10, out isComplete);

    /// <summary>
    /// Reads a text constant of a configuration where two constants are calculated with, and the argument of cnum(): there
    /// <c>0…</c> is octal and <c>0x…</c> hexadecimal.
    /// </summary>
    public static long ReadConstant(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'0', (byte)'x', .. var digits] => ReadHex(digits),
        [(byte)'0', .. var digits] => ReadDigits(digits, 8, out _),
        _ => Read(text, out _),
    };

    private static long ReadDigits(ReadOnlySpan<byte> text, int radix, out bool isComplete)
    {
        long value = 0;
        var i = 0;
        for (; i < text.Length && (uint)(text[i] - '0') < (uint)radix; i++)
        {
            value = unchecked((value * radix) + (text[i] - '0'));
        }

        isComplete = i == text.Length;
        return value;
    }

    // In strings rsyslog counts the digits a to f as 0 to 5.
    private static long ReadHex(ReadOnlySpan<byte> text)
    {
        long value = 0;
        var i = 0;
        for (; i < text.Length; i++)
        {
            var digit = text[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => text[i] - '0',
                >= (byte)'a' and <= (byte)'f' => text[i] - 'a',
                >= (byte)'A' and <= (byte)'F' => text[i] - 'A',
                _ => -1,
            };
            if (digit < 0)
            {
                break;
            }

            value = unchecked((value * 16) + digit);
        }

        return value;
    }
}
