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
                // Anything but NUL in the C library.
                return Write("[^\\0]", mayRepeat: true);
            case (byte)'*' or (byte)'+' or (byte)'?':
                return TryRepeat(((char)value).ToString());
            case (byte)'{':
                return TryTranslateInterval();
            case (byte)'[':
                return TryTranslateSet();
            case (byte)'\\':
                return _at < _pattern.Length && PosixSyntax.IsPlainEscape(_pattern[_at]) && WriteLiteral(_pattern[_at++]);
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
        var open = _at - 1;
        return PosixSyntax.TryReadInterval(_pattern, ref _at, out _, out _)
            && TryRepeat(Encoding.ASCII.GetString(_pattern[open.._at]));
    }

    /// <summary>A bracket expression: characters, ranges and classes.</summary>
    private bool TryTranslateSet()
    {
        if (!PosixSyntax.TryReadSet(_pattern, ref _at, out var members, out var isNegated))
        {
            return false;
        }

        _output.Append(isNegated ? "[^" : "[");
        for (byte value = 0; value < 128; value++)
        {
            if (members.Contains(value))
            {
                WriteCode(value);
            }
        }

        return Write("]", mayRepeat: true);
    }
}
