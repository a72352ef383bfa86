using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Rsyslogd.Net.Interop;

/// <summary>Where a match, or one of its groups, stands in the text.</summary>
/// <param name="Start">First byte; -1: the group took no part in the match.</param>
/// <param name="End">The byte behind the last one.</param>
public readonly record struct RegexSpan(int Start, int End);

/// <summary>
/// A POSIX regular expression by the C library: the same meaning (leftmost, longest) that rsyslog's configurations rely on.
/// Matching is safe from several threads; glibc takes a lock inside, so a worker that matches much compiles its own.
/// </summary>
public sealed unsafe class PosixRegex : IDisposable
{
    /// <summary>How many groups, the whole match included, can be asked for (rsyslog's limit as well: submatches up to 50).</summary>
    public const int MaxGroups = 51;

    // sizeof(regex_t) is 64 on every 64-bit glibc; the rest is a margin.
    private const int CompiledBytes = 256;

    private void* _compiled;

    private PosixRegex(void* compiled) => _compiled = compiled;

    /// <summary>Frees the native memory of an expression nobody disposed of.</summary>
    ~PosixRegex() => Free();

    /// <summary>Compiles an expression.</summary>
    /// <param name="pattern">The expression as bytes; a NUL ends it.</param>
    /// <param name="isExtended">POSIX extended (ERE) instead of basic.</param>
    /// <param name="ignoreCase">Case of letters does not matter.</param>
    /// <param name="regex">The compiled expression.</param>
    /// <param name="error">Otherwise: what the C library says is wrong.</param>
    public static bool TryCompile(
        ReadOnlySpan<byte> pattern,
        bool isExtended,
        bool ignoreCase,
        [NotNullWhen(true)] out PosixRegex? regex,
        [NotNullWhen(false)] out string? error)
    {
        var text = new byte[pattern.Length + 1];
        pattern.CopyTo(text);
        var flags = (isExtended ? Libc.RegExtended : 0) | (ignoreCase ? Libc.RegIgnoreCase : 0);
        var compiled = NativeMemory.AllocZeroed(CompiledBytes);
        int code;
        fixed (byte* start = text)
        {
            code = Libc.RegComp(compiled, start, flags);
        }

        if (code == 0)
        {
            regex = new PosixRegex(compiled);
            error = null;
            return true;
        }

        error = Describe(code, compiled);
        NativeMemory.Free(compiled);
        regex = null;
        return false;
    }

    /// <summary>Whether the expression matches anywhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        Span<RegexSpan> whole = stackalloc RegexSpan[1];
        return Match(text, whole);
    }

    /// <summary>The first match, with its groups.</summary>
    /// <param name="text">Any bytes; NUL is a character like others.</param>
    /// <param name="groups">Filled from the whole match (0) on, at most <see cref="MaxGroups"/>; at least one long.</param>
    /// <param name="isLineStart">False: the text is a continuation, so <c>^</c> does not match at its start.</param>
    public bool Match(ReadOnlySpan<byte> text, Span<RegexSpan> groups, bool isLineStart = true)
    {
        ObjectDisposedException.ThrowIf(_compiled is null, this);
        ArgumentOutOfRangeException.ThrowIfZero(groups.Length);
        var count = Math.Min(groups.Length, MaxGroups);
        var matches = stackalloc Libc.RegMatch[count];
        matches[0].Start = 0;
        matches[0].End = text.Length;
        var flags = Libc.RegStartEnd | (isLineStart ? 0 : Libc.RegNotBol);
        byte none = 0;
        int code;
        fixed (byte* start = text)
        {
            code = Libc.RegExec(_compiled, start is null ? &none : start, (nuint)count, matches, flags);
        }

        GC.KeepAlive(this);
        if (code != 0)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            groups[i] = new RegexSpan(matches[i].Start, matches[i].End);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static string Describe(int code, void* compiled)
    {
        Span<byte> text = stackalloc byte[256];
        fixed (byte* start = text)
        {
            var length = (int)Libc.RegError(code, compiled, start, (nuint)text.Length) - 1;
            return Encoding.UTF8.GetString(text[..Math.Clamp(length, 0, text.Length - 1)]);
        }
    }

    private void Free()
    {
        if (_compiled is not null)
        {
            Libc.RegFree(_compiled);
            NativeMemory.Free(_compiled);
            _compiled = null;
        }
    }
}
