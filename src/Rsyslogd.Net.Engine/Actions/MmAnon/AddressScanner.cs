using System.Buffers;

namespace Rsyslogd.Net.Engine.Actions.MmAnon;

/// <summary>
/// Recognises IP addresses at a place in a text, as mmanon does: four octets in dots, or up to eight groups of hexadecimal
/// digits with one <c>::</c> at most, of which the last two may be written as an IPv4 address (RFC 4291 section 2.2). What
/// stands before and behind does not matter, as long as it could not be a part of the address.
/// </summary>
internal static class AddressScanner
{
    private const int Groups = 8;
    private const int GroupsBeforeIpv4 = 6;

    /// <summary>What an address can begin with.</summary>
    public static SearchValues<byte> Beginnings { get; } = SearchValues.Create("0123456789abcdefABCDEF:"u8);

    /// <summary>An IPv4 address at the start of a text.</summary>
    /// <returns>Its length; 0: there is none.</returns>
    public static int ReadIpv4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        var at = 0;
        for (var octet = 0; octet < 4; octet++)
        {
            var start = at;
            var value = 0u;
            for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
            {
                value = (value * 10) + text[at] - '0';
                if (at - start == 3 || value > 255)
                {
                    return 0;
                }
            }

            if (at == start || (octet < 3 && (at == text.Length || text[at++] != (byte)'.')))
            {
                return 0;
            }

            address = (address << 8) | value;
        }

        return at;
    }

    /// <summary>An IPv6 address at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="endsInIpv4">Whether its last part has to be written as an IPv4 address, or must not be.</param>
    /// <param name="address">Its 128 bits.</param>
    /// <returns>Its length; 0: there is none.</returns>
    public static int ReadIpv6(ReadOnlySpan<byte> text, bool endsInIpv4, out UInt128 address)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        var (at, count, gap) = (0, 0, -1);
        address = 0;
        if (!TryPassColon(text, ref at, count, ref gap, isFirst: true))
        {
            return 0;
        }

        while (true)
        {
            if (endsInIpv4 && ReadIpv4(text[at..], out var ipv4) is > 0 and var length)
            {
                address = (Join(groups[..count], gap, GroupsBeforeIpv4) << 32) | ipv4;
                return (gap >= 0 ? count < GroupsBeforeIpv4 : count == GroupsBeforeIpv4) ? at + length : 0;
            }

            var digits = ReadGroup(text[at..], out var value);
            var isColonTooMany = digits == 0 && (gap != count || text[at..] is [(byte)':', ..]);
            if (isColonTooMany || digits > 4)
            {
                return 0;
            }

            if (digits > 0)
            {
                groups[count++] = value;
                at += digits;
            }

            if (digits == 0 || count == Groups || at == text.Length || text[at] != (byte)':')
            {
                break;
            }

            if (!TryPassColon(text, ref at, count, ref gap, isFirst: false))
            {
                return 0;
            }
        }

        if (endsInIpv4 || (gap >= 0 ? count == Groups : count != Groups))
        {
            return 0;
        }

        address = Join(groups[..count], gap, Groups);
        return at;
    }

    // At the start :: or a digit must stand, between two groups : or, once, ::.
    private static bool TryPassColon(ReadOnlySpan<byte> text, ref int at, int count, ref int gap, bool isFirst)
    {
        if (text[at..].StartsWith("::"u8))
        {
            at += 2;
            var isOnlyOne = gap < 0;
            gap = count;
            return isOnlyOne;
        }

        at += isFirst ? 0 : 1;
        return !isFirst || (text.Length > 0 && text[0] != (byte)':');
    }

    private static int ReadGroup(ReadOnlySpan<byte> text, out ushort value)
    {
        value = 0;
        var at = 0;
        for (; at < text.Length && at < 5 && char.IsAsciiHexDigit((char)text[at]); at++)
        {
            var digit = text[at] <= (byte)'9' ? text[at] - '0' : (text[at] | 0x20) - 'a' + 10;
            value = (ushort)((value << 4) | digit);
        }

        return at;
    }

    private static UInt128 Join(ReadOnlySpan<ushort> groups, int gap, int total)
    {
        // Before an IPv4 address rsyslog puts what stands behind the :: one group too far to the left.
        var behind = gap < 0 ? 0 : groups.Length - gap;
        var start = total - behind - (total == GroupsBeforeIpv4 ? 1 : 0);
        UInt128 address = 0;
        for (var i = 0; i < total; i++)
        {
            var index = gap < 0 || i < gap ? i : i >= start ? i - start + gap : groups.Length;
            address = (address << 16) | (index < groups.Length ? groups[index] : (ushort)0);
        }

        return address;
    }
}
