using System.Buffers.Text;

namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>
/// The pieces of POSIX expressions (POSIX.1-2017, XBD 9.3.5, 9.4) that mean the same to everybody who reads them. Cold.
/// </summary>
internal static class PosixSyntax
{
    // A repetition is written out in an automaton; the C library has the same limit to what it repeats well.
    private const int MaxRepetitions = 64;

    /// <summary>No limit to a repetition.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary><c>\.</c> is a literal point; <c>\w</c>, <c>\&lt;</c>, <c>\`</c> and <c>\1</c> are extensions of the C library.</summary>
    public static bool IsPlainEscape(byte value) =>
        value is > (byte)' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)value) && !"<>`'"u8.Contains(value);

    /// <summary><c>n}</c>, <c>n,}</c>, <c>n,m}</c>, behind the brace that opens an interval.</summary>
    public static bool TryReadInterval(ReadOnlySpan<byte> pattern, ref int at, out int least, out int most)
    {
        most = Unlimited;
        if (!TryReadBound(pattern, ref at, out least) || at >= pattern.Length)
        {
            return false;
        }

        if (pattern[at] == ',')
        {
            at++;
            if (at < pattern.Length && pattern[at] != '}' && !TryReadBound(pattern, ref at, out most))
            {
                return false;
            }
        }
        else
        {
            most = least;
        }

        return at < pattern.Length && pattern[at++] == '}';
    }

    private static bool TryReadBound(ReadOnlySpan<byte> pattern, ref int at, out int bound)
    {
        // The formatter would take a sign too.
        if (at >= pattern.Length || !char.IsAsciiDigit((char)pattern[at])
            || !Utf8Parser.TryParse(pattern[at..], out bound, out var length) || bound > MaxRepetitions)
        {
            bound = 0;
            return false;
        }

        at += length;
        return true;
    }

    /// <summary>The members of a bracket expression, behind the bracket that opens it: characters, ranges and classes.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="at">Behind the opening bracket; then behind the closing one.</param>
    /// <param name="members">What stands in the brackets.</param>
    /// <param name="isNegated">Whether it is what must not match.</param>
    public static bool TryReadSet(ReadOnlySpan<byte> pattern, ref int at, out AsciiSet members, out bool isNegated)
    {
        members = default;
        isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        var first = at;
        while (at < pattern.Length && (pattern[at] != ']' || at == first))
        {
            if (!TryReadMember(pattern, ref at, ref members))
            {
                return false;
            }
        }

        return at++ < pattern.Length;
    }

    private static bool TryReadMember(ReadOnlySpan<byte> pattern, ref int at, ref AsciiSet members)
    {
        var low = pattern[at];
        if (low == '[' && at + 1 < pattern.Length && pattern[at + 1] is (byte)':' or (byte)'.' or (byte)'=')
        {
            return TryReadClass(pattern, ref at, ref members);
        }

        at++;
        if (low is 0 or >= 0x80)
        {
            return false;
        }

        if (at + 1 >= pattern.Length || pattern[at] != '-' || pattern[at + 1] == ']')
        {
            members.Add(low);
            return true;
        }

        var high = pattern[at + 1];
        at += 2;

        // A set between brackets can't end a range; neither can what another order of characters could put elsewhere.
        if (high is (byte)'[' or >= 0x80 || high < low || !IsSameKind(low, high))
        {
            return false;
        }

        members.AddRange(low, high);
        return true;
    }

    private static bool IsSameKind(byte low, byte high) =>
        (char.IsAsciiDigit((char)low) && char.IsAsciiDigit((char)high))
        || (char.IsAsciiLetterLower((char)low) && char.IsAsciiLetterLower((char)high))
        || (char.IsAsciiLetterUpper((char)low) && char.IsAsciiLetterUpper((char)high));

    /// <summary><c>[:alpha:]</c> for ASCII.</summary>
    private static bool TryReadClass(ReadOnlySpan<byte> pattern, ref int at, ref AsciiSet members)
    {
        var end = pattern[at..].IndexOf(":]"u8);
        if (pattern[at + 1] != ':' || end < 0 || !TryAddClass(pattern.Slice(at + 2, end - 2), ref members))
        {
            return false;
        }

        // [[:digit:]-z] is undefined.
        at += end + 2;
        return at >= pattern.Length || pattern[at] != '-' || at + 1 >= pattern.Length || pattern[at + 1] == ']';
    }

    private static bool TryAddClass(ReadOnlySpan<byte> name, ref AsciiSet members)
    {
        Func<char, bool>? belongs = System.Text.Encoding.ASCII.GetString(name) switch
        {
            "alpha" => char.IsAsciiLetter,
            "digit" => char.IsAsciiDigit,
            "alnum" => char.IsAsciiLetterOrDigit,
            "upper" => char.IsAsciiLetterUpper,
            "lower" => char.IsAsciiLetterLower,
            "space" => value => value is ' ' or (>= '\t' and <= '\r'),
            "blank" => value => value is ' ' or '\t',
            "xdigit" => char.IsAsciiHexDigit,
            "punct" => value => value is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(value),
            "cntrl" => value => value is < ' ' or '\x7F',
            "graph" => value => value is > ' ' and < '\x7F',
            "print" => value => value is >= ' ' and < '\x7F',
            _ => null,
        };
        for (var value = 0; value < 128 && belongs is not null; value++)
        {
            if (belongs((char)value))
            {
                members.Add((byte)value);
            }
        }

        return belongs is not null;
    }
}
