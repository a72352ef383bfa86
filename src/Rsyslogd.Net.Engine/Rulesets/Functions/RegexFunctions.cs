using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.RegularExpressions;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>re_match and re_extract, with and without case. The expression is POSIX extended and compiled at load when it is
/// a constant, as it always should be.</summary>
internal sealed class RegexFunctions(BoundFunctionCall call, bool ignoreCase)
{
    private readonly PosixRegex? _constant =
        call.Arguments[1] is BoundText text ? Compile(text.Value, ignoreCase) : null;

    private PosixRegex? _last;
    private byte[] _lastPattern = [];

    /// <summary>re_match(text, expression)</summary>
    public static FunctionBody Match(BoundFunctionCall call, bool ignoreCase) =>
        call.Arguments[1] is BoundText text && RegexFilter.TryCompile(text.Value, isExtended: true, ignoreCase) is { } filter
            ? (FunctionFrame frame, Message message, ref ScriptValue result) =>
                result.Set(filter.IsMatch(frame.Text(0, message)) ? 1 : 0)
            : new RegexFunctions(call, ignoreCase).MatchAny;

    /// <summary>re_match() with an expression that isn't known before the message.</summary>
    public void MatchAny(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(Expression(frame, message) is { } regex && regex.IsMatch(frame.Text(0, message)) ? 1 : 0);

    /// <summary>re_extract(text, expression, match, submatch, otherwise)</summary>
    public void Extract(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var wanted = frame.Number(2, message);
        var group = (int)Math.Clamp(frame.Number(3, message), -1, PosixRegex.MaxGroups);
        var regex = group is >= 0 and < PosixRegex.MaxGroups ? Expression(frame, message) : null;
        Span<RegexSpan> groups = stackalloc RegexSpan[Math.Max(group, 0) + 1];

        // As in rsyslog, ^ matches again behind each match.
        for (long match = 0; regex is not null && regex.Match(text, groups); match++)
        {
            if (match == wanted)
            {
                if (groups[group].Start >= 0)
                {
                    result.Set(text[groups[group].Start..groups[group].End]);
                    return;
                }

                break;
            }

            // rsyslog goes on right behind the match; an empty one must not hold it for ever.
            var next = Math.Max(groups[0].End, groups[0].Start + 1);
            if (next > text.Length)
            {
                break;
            }

            text = text[next..];
        }

        result.Set(frame.Text(4, message));
    }

    private static PosixRegex? Compile(byte[] pattern, bool ignoreCase) =>
        PosixRegex.TryCompile(pattern, true, ignoreCase, out var regex, out _) ? regex : null;

    private PosixRegex? Expression(FunctionFrame frame, Message message)
    {
        if (_constant is not null || call.Arguments[1] is BoundText)
        {
            return _constant;
        }

        var pattern = frame.Text(1, message);
        if (_last is null || !pattern.SequenceEqual(_lastPattern))
        {
            _last?.Dispose();
            _lastPattern = pattern.ToArray();
            _last = Compile(_lastPattern, ignoreCase);
        }

        return _last;
    }
}
