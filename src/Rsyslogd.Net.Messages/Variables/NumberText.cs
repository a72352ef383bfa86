namespace Rsyslogd.Net.Messages.Variables;

/// <summary>How RainerScript reads a number from text: decimal with a sign, <c>0…</c> octal, <c>0x…</c> hexadecimal.</summary>
public static class NumberText
{
    /// <summary>Reads the number at the start; 0 where there is none. 64 bits, wrapping.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="isComplete">Whether all of the text is a number; the empty text counts as 0.</param>
    public static long Read(ReadOnlySpan<byte> text, out bool isComplete)
    {
        if (text.IsEmpty)
        {
            isComplete = true;
            return 0;
        }

        if (text[0] == (byte)'0' && text.Length > 1)
        {
            return text[1] == (byte)'x' ? ReadHex(text[2..], out isComplete) : ReadDigits(text[1..], 8, out isComplete);
        }

        if (text[0] == (byte)'-')
        {
            return -ReadDigits(text[1..], 10, out isComplete);
        }

        return ReadDigits(text, 10, out isComplete);
    }

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
    private static long ReadHex(ReadOnlySpan<byte> text, out bool isComplete)
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

        isComplete = i > 0 && i == text.Length;
        return value;
    }
}
