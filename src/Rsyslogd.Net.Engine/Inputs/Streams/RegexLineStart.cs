using System.Text;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>framing.delimiter.regex: a line that the expression matches begins a message. Reactor's thread only.</summary>
internal sealed class RegexLineStart : LineStart
{
    // A line that has not matched by then goes on with the message before it: nobody's headers are longer, and what waits
    // for its end stays bounded.
    private const int LongestHeaderBytes = 1024;

    private readonly PosixRegex _regex;

    private RegexLineStart(PosixRegex regex) => _regex = regex;

    /// <summary>Compiles a POSIX extended expression; null with the reason when it is wrong.</summary>
    public static RegexLineStart? Compile(string expression, out string? error) =>
        PosixRegex.TryCompile(Encoding.UTF8.GetBytes(expression), isExtended: true, ignoreCase: false, out var regex, out error)
            ? new RegexLineStart(regex)
            : null;

    /// <inheritdoc/>
    public override LineRole Classify(ReadOnlySpan<byte> text, bool isAll)
    {
        var line = text[..Math.Min(text.Length, LongestHeaderBytes)];
        var end = line.IndexOf((byte)'\n');
        var isKnown = end >= 0 || line.Length == LongestHeaderBytes;
        line = end >= 0 ? line[..end] : line;
        if (!line.IsEmpty && _regex.IsMatch(line))
        {
            return LineRole.Begins;
        }

        return isKnown ? LineRole.Continues : LineRole.Unknown;
    }
}
