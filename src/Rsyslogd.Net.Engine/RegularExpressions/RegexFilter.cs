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
/// Three steps, the cheap ones first: a text that each match contains is searched for; then an automaton of the framework runs
/// over the text, where the expression is in the part of POSIX that both read alike and the text is ASCII; else the C library.
/// Where a match begins and how long it is differ between POSIX and the framework, whether there is one doesn't.
/// </remarks>
internal sealed class RegexFilter
{
    // Longer texts are rare.
    private const int MostChars = 8192;

    private readonly byte[] _literal;
    private readonly PosixRegex _posix;
    private readonly Regex? _automaton;

    // As large as the longest text so far: there may be thousands of filters.
    private char[] _room = [];

    private RegexFilter(PosixRegex posix, byte[] literal, Regex? automaton)
    {
        _posix = posix;
        _literal = literal;
        _automaton = automaton;
    }

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

        return isExtended
            ? new RegexFilter(posix, ignoreCase ? [] : RequiredLiteral.Of(pattern), EreTranslator.TryCompile(pattern, ignoreCase))
            : new RegexFilter(posix, [], null);
    }

    /// <summary>Whether the expression matches anywhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf(_literal) < 0)
        {
            return false;
        }

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
