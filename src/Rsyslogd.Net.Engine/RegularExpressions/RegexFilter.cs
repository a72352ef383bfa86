using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>
/// Whether a POSIX expression matches, and no more: the question of filters. Hot. One thread.
/// </summary>
/// <remarks>
/// The cheap steps come first. A text that each match contains is searched for. A plain sequence is compared where that text stands;
/// for others an automaton of the framework runs over the text, where the expression is in the part of POSIX that both read alike
/// and the text is ASCII. What then is still open, the C library decides.
/// Where a match begins and how long it is differ between POSIX and the framework, whether there is one doesn't.
/// </remarks>
internal sealed class RegexFilter
{
    // Longer texts are rare.
    private const int MostChars = 8192;

    private readonly PosixRegex _posix;
    private readonly PlainPattern? _plain;
    private readonly Regex? _automaton;

    // As large as the longest text so far: there may be thousands of filters.
    private char[] _room = [];

    private RegexFilter(PosixRegex posix, PlainPattern plain)
    {
        _posix = posix;
        _plain = plain;
        (Literal, OtherLiteral) = plain.IsSearched ? (plain.Literal, plain.OtherLiteral) : ([], []);
    }

    private RegexFilter(PosixRegex posix, byte[] literal, Regex? automaton)
    {
        _posix = posix;
        _automaton = automaton;
        (Literal, OtherLiteral) = (literal, []);
    }

    /// <summary>A text that each match contains; empty: none is known, or searching for it gains nothing.</summary>
    public byte[] Literal { get; }

    /// <summary>Another such text; may be empty.</summary>
    public byte[] OtherLiteral { get; }

    /// <summary>Compiles an expression; null when it is wrong.</summary>
    /// <param name="pattern">The expression as bytes.</param>
    /// <param name="isExtended">POSIX extended (ERE) instead of basic.</param>
    /// <param name="ignoreCase">Case of letters does not matter.</param>
    public static RegexFilter? TryCompile(byte[] pattern, bool isExtended, bool ignoreCase)
    {
        if (!PosixRegex.TryCompile(pattern, isExtended, ignoreCase, out var posix, out _))
        {
            return null;
        }

        if (!ignoreCase && PlainPattern.TryCompile(pattern, isExtended, out var plain))
        {
            return new RegexFilter(posix, plain);
        }

        return isExtended
            ? new RegexFilter(posix, ignoreCase ? [] : RequiredLiteral.Of(pattern), EreTranslator.TryCompile(pattern, ignoreCase))
            : new RegexFilter(posix, [], null);
    }

    /// <summary>Whether the expression matches anywhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var at = Literal.Length == 0 ? 0 : text.IndexOf(Literal);
        return at >= 0 && IsMatch(text, at);
    }

    /// <summary>Whether the expression matches anywhere in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where <see cref="Literal"/> stands first.</param>
    public bool IsMatch(ReadOnlySpan<byte> text, int at) => (_plain?.Match(text, at) ?? PatternAnswer.Unsure) switch
    {
        PatternAnswer.Yes => true,
        PatternAnswer.No => false,
        PatternAnswer.Unsure => Run(text),
    };

    private bool Run(ReadOnlySpan<byte> text)
    {
        if (_automaton is null || text.Length > MostChars)
        {
            return _posix.IsMatch(text);
        }

        if (_room.Length < text.Length)
        {
            _room = new char[BitOperations.RoundUpToPowerOf2((uint)text.Length)];
        }

        return Ascii.ToUtf16(text, _room, out var length) == OperationStatus.Done
            ? _automaton.IsMatch(_room.AsSpan(0, length))
            : _posix.IsMatch(text);
    }
}
