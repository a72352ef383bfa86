using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Reads the PRI part (RFC 5424 section 6.2.1, RFC 3164 section 4.1.1) as rsyslog does. Hot.</summary>
internal static class PriorityReader
{
    /// <summary>user.notice: the priority of a message without a PRI (RFC 3164 section 4.3.3).</summary>
    public const int Default = 13;

    // Digits stop counting here; far above 191.
    private const int NumberLimit = 1000;

    /// <summary>Reads the PRI at the start of a cleaned frame.</summary>
    /// <param name="text">The frame.</param>
    /// <returns>The priority, 0 to 191; 13 without a PRI; <see cref="Message.InvalidPriority"/> for a malformed one. And how many bytes
    /// the PRI takes; 0 when there is none or it is malformed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Priority, int Bytes) Read(ReadOnlySpan<byte> text)
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
