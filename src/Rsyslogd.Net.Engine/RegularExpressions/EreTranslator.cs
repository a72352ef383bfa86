using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>
/// Writes a POSIX extended expression (POSIX.1-2017, XBD 9.4) in the framework's language, which has an automaton that runs in
/// linear time. Cold. Whatever the two might read differently is not translated: extensions of the C library, collating elements,
/// operators without an operand, bytes beyond ASCII.
/// </summary>
internal ref struct EreTranslator
{
    // A repetition is written out in the automaton; the C library has the same limit to what it repeats well.
    private const int MaxRepetitions = 64;

    private readonly ReadOnlySpan<byte> _pattern;
    private readonly StringBuilder _output;
    private int _at;
    private int _depth;
    private bool _mayRepeat;

    private EreTranslator(ReadOnlySpan<byte> pattern, StringBuilder output)
    {
        _pattern = pattern;
        _output = output;
    }

    /// <summary>The framework's automaton for an expression; null when it can't be said in its language.</summary>
    /// <param name="pattern">An expression that the C library has compiled without an error.</param>
    /// <param name="ignoreCase">Case of letters does not matter.</param>
    public static Regex? TryCompile(ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        var output = new StringBuilder();
        if (!new EreTranslator(pattern, output).TryTranslate())
        {
            return null;
        }

        const RegexOptions Always = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
        try
        {
            return new Regex(output.ToString(), ignoreCase ? Always | RegexOptions.IgnoreCase : Always);
        }
        catch (Exception mistake) when (mistake is NotSupportedException or ArgumentException)
        {
            // Too large for an automaton.
            return null;
        }
    }

    private bool TryTranslate()
    {
        while (_at < _pattern.Length)
        {
            if (!TryTranslateNext())
            {
                return false;
            }
        }

        return _depth == 0;
    }

    private bool TryTranslateNext()
    {
        var value = _pattern[_at++];
        switch (value)
        {
            case (byte)'(' or (byte)')' or (byte)'|' or (byte)'^' or (byte)'$':
                return TryTranslateStructure(value);
            case (byte)'.':
                return Write(".", mayRepeat: true);
            case (byte)'*' or (byte)'+' or (byte)'?':
                return TryRepeat(((char)value).ToString());
            case (byte)'{':
                return TryTranslateInterval();
            case (byte)'[':
                return TryTranslateSet();
            case (byte)'\\':
                return _at < _pattern.Length && IsPlainEscape(_pattern[_at]) && WriteLiteral(_pattern[_at++]);
            default:
                return value is > 0 and < 0x80 && WriteLiteral(value);
        }
    }

    private bool TryTranslateStructure(byte value)
    {
        switch (value)
        {
            case (byte)'(':
                _depth++;
                return Write("(?:", mayRepeat: false);
            case (byte)')':
                _depth--;
                return _depth >= 0 && _mayRepeat && Write(")", mayRepeat: true);
            case (byte)'|':
                // An alternative without anything in it is undefined.
                return _mayRepeat && _at < _pattern.Length && Write("|", mayRepeat: false);
            case (byte)'^':
                // Elsewhere the C library has opinions of its own.
                return !_mayRepeat && (_at == 1 || _pattern[_at - 2] is (byte)'(' or (byte)'|') && Write("^", mayRepeat: false);
            default:
                return !_pattern[_at..].ContainsAnyExcept((byte)')') && Write("\\z", mayRepeat: true);
        }
    }

    // \. is a literal point; \w, \<, \` and \1 are extensions.
    private static bool IsPlainEscape(byte value) =>
        value is > (byte)' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)value) && !"<>`'"u8.Contains(value);

    private bool Write(string text, bool mayRepeat)
    {
        _output.Append(text);
        _mayRepeat = mayRepeat;
        return true;
    }

    private bool WriteLiteral(byte value)
    {
        WriteCode(value);
        _mayRepeat = true;
        return true;
    }

    private readonly void WriteCode(byte value) => _output.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");

    /// <summary>One operator behind an operand; a second one would be lazy or possessive in the framework's language.</summary>
    private bool TryRepeat(string repetition)
    {
        var isAlone = _at == _pattern.Length || !"*+?{"u8.Contains(_pattern[_at]);
        return _mayRepeat && isAlone && Write(repetition, mayRepeat: true);
    }

    /// <summary><c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c></summary>
    private bool TryTranslateInterval()
    {
        var close = _pattern[_at..].IndexOf((byte)'}');
        if (close < 1)
        {
            return false;
        }

        var text = Encoding.ASCII.GetString(_pattern.Slice(_at, close));
        _at += close + 1;
        var bounds = text.Split(',');
        var isGood = bounds.Length <= 2 && IsBound(bounds[0]) && (bounds.Length == 1 || bounds[1].Length == 0 || IsBound(bounds[1]));
        return isGood && TryRepeat($"{{{text}}}");
    }

    private static bool IsBound(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxRepetitions;

    /// <summary>A bracket expression: characters, ranges and classes.</summary>
    private bool TryTranslateSet()
    {
        _output.Append('[');
        if (_at < _pattern.Length && _pattern[_at] == '^')
        {
            _output.Append('^');
            _at++;
        }

        var first = _at;
        while (_at < _pattern.Length && (_pattern[_at] != ']' || _at == first))
        {
            if (!TryTranslateMember())
            {
                return false;
            }
        }

        _at++;
        return _at <= _pattern.Length && Write("]", mayRepeat: true);
    }

    private bool TryTranslateMember()
    {
        var low = _pattern[_at];
        if (low == '[' && _at + 1 < _pattern.Length && _pattern[_at + 1] is (byte)':' or (byte)'.' or (byte)'=')
        {
            return TryTranslateClass();
        }

        _at++;
        if (low is 0 or >= 0x80)
        {
            return false;
        }

        WriteCode(low);
        if (_at + 1 >= _pattern.Length || _pattern[_at] != '-' || _pattern[_at + 1] == ']')
        {
            return true;
        }

        var high = _pattern[_at + 1];
        _at += 2;
        _output.Append('-');
        WriteCode(high);

        // A set between brackets can't end a range; neither can what another order of characters could put elsewhere.
        return high is not ((byte)'[' or >= 0x80) && high >= low && IsSameKind(low, high);
    }

    private static bool IsSameKind(byte low, byte high) =>
        (char.IsAsciiDigit((char)low) && char.IsAsciiDigit((char)high))
        || (char.IsAsciiLetterLower((char)low) && char.IsAsciiLetterLower((char)high))
        || (char.IsAsciiLetterUpper((char)low) && char.IsAsciiLetterUpper((char)high));

    /// <summary><c>[:alpha:]</c> for ASCII.</summary>
    private bool TryTranslateClass()
    {
        var end = _pattern[_at..].IndexOf(":]"u8);
        if (_pattern[_at + 1] != ':' || end < 0)
        {
            return false;
        }

        var members = Encoding.ASCII.GetString(_pattern.Slice(_at + 2, end - 2)) switch
        {
            "alpha" => "a-zA-Z",
            "digit" => "0-9",
            "alnum" => "a-zA-Z0-9",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => " \\t\\n\\v\\f\\r",
            "blank" => " \\t",
            "xdigit" => "0-9a-fA-F",
            "punct" => "!-/:-@\\[-`{-~",
            "cntrl" => "\\x00-\\x1F\\x7F",
            "graph" => "!-~",
            "print" => " -~",
            _ => null,
        };
        _at += end + 2;
        _output.Append(members);

        // [[:digit:]-z] is undefined.
        return members is not null && (_at >= _pattern.Length || _pattern[_at] != '-' || _at + 1 >= _pattern.Length || _pattern[_at + 1] == ']');
    }
}
