using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Reads the PRI part (RFC 5424 section 6.2.1, RFC 3164 section 4.1.1) as rsyslog does. Hot.</summary>
internal static class PriorityReader
{
    /// <summary>user.notice: the priority of a message without a PRI (RFC 3164 section 4.3.3).</summary>
    public const int Default = 13;

    private const ulong CloseBrackets = 0x3E3E3E3E3E3E3E3E;
    private const ulong LowBits = 0x0101010101010101;

    // A PRI of one to three digits ends in the third, fourth or fifth byte.
    private const ulong HighBitsOfEnds = 0x8080800000;
    private const int LastHighBit = 39;

    // Three digits.
    private const uint Zeros = 0x303030;
    private const uint AboveNine = 0x767676;
    private const uint HighBits = 0x808080;

    // Digits stop counting here; far above 191.
    private const int NumberLimit = 1000;

    /// <summary>Reads the PRI at the start of a cleaned frame.</summary>
    /// <param name="text">The frame.</param>
    /// <returns>The priority, 0 to 191; 13 without a PRI; <see cref="Message.InvalidPriority"/> for a malformed one. And how many bytes
    /// the PRI takes; 0 when there is none or it is malformed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Priority, int Bytes) Read(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong) && TryReadShort(BinaryPrimitives.ReadUInt64LittleEndian(text), out var priority, out var bytes))
        {
            return (priority, bytes);
        }

        return ReadAny(text);
    }

    /// <summary>Reads a PRI of one to three digits.</summary>
    /// <param name="block">The first eight bytes of a frame; what is behind the PRI may be anything.</param>
    /// <param name="priority">0 to 191.</param>
    /// <param name="bytes">How many bytes the PRI takes, 3 to 5.</param>
    /// <returns>False: it is none, or malformed, or another one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadShort(ulong block, out int priority, out int bytes)
    {
        // Without a jump for each digit: how many there are differs from message to message.
        var other = block ^ CloseBrackets;
        var close = (other - LowBits) & ~other & HighBitsOfEnds;
        var highBit = BitOperations.TrailingZeroCount(close);
        var digits = (uint)(((block >> 8) ^ Zeros) << (LastHighBit - highBit)) & 0xFFFFFF;
        priority = (int)(((byte)digits * 100) + ((byte)(digits >> 8) * 10) + (digits >> 16));
        bytes = (highBit >> 3) + 1;
        var wrong = ((byte)block ^ (uint)'<') | (((digits + AboveNine) | digits) & HighBits);
        return (wrong == 0) & (close != 0) & (priority < Message.InvalidPriority);
    }

    private static (int Priority, int Bytes) ReadAny(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || text[0] != '<')
        {
            return (Default, 0);
        }

        var number = 0;
        for (var at = 1; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                number = number < NumberLimit ? (number * 10) + (int)digit : NumberLimit;
                continue;
            }

            if (text[at] == '>' && number < Message.InvalidPriority)
            {
                return (number, at + 1);
            }

            break;
        }

        return (Message.InvalidPriority, 0);
    }

    /// <summary>Where rawmsg-after-pri begins: behind a <c>&gt;</c> that closes a PRI of one to three characters, whatever these
    /// are; else at the start.</summary>
    public static int AfterPri(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == '<')
        {
            for (var at = 2; at <= 4 && at < text.Length; at++)
            {
                if (text[at] == '>')
                {
                    return at + 1;
                }
            }
        }

        return 0;
    }
}
