using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>parse_time, parse_time_localtz, is_time and format_time. The state that script_error() shows is set by all but the
/// last one.</summary>
internal sealed class TimeFunctions(ExecutionState state)
{
    /// <summary>format_time(number, "date-rfc3164" or "date-rfc3339"): UTC; what is no number comes back as it is.</summary>
    public static void Format(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        frame.Value(0, message, ref result);
        var form = frame.Text(1, message);
        var isRfc3339 = form.SequenceEqual("date-rfc3339"u8);
        if ((isRfc3339 || form.SequenceEqual("date-rfc3164"u8))
            && result.TryGetNumber(out var seconds) && ScriptTime.TryWrite(seconds, isRfc3339, frame.Output))
        {
            result.Set(frame.Output.Written);
        }
        else
        {
            result.Set(frame.Text(0, message));
        }
    }

    /// <summary>parse_time(text): seconds since 1970, 0 when it is no time. Where a zone is missing, UTC.</summary>
    public void Parse(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(Parse(frame.Text(0, message), message));

    /// <summary>parse_time_localtz(text): the same, but where a zone is missing that of the machine.</summary>
    public void ParseLocal(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message);
        var seconds = Parse(text, message);
        if (!state.IsScriptError && !ScriptTime.TryReadRfc3339(text, out _))
        {
            var local = DateTimeOffset.FromUnixTimeSeconds(seconds).DateTime;
            seconds -= (long)message.TimeProvider.LocalTimeZone.GetUtcOffset(local).TotalSeconds;
        }

        result.Set(seconds);
    }

    /// <summary>is_time(text) and is_time(text, form).</summary>
    public void IsTime(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = default(ScriptValue);
        frame.Value(0, message, ref value);
        var isNumber = value.TryGetNumber(out _);
        var text = frame.Text(0, message);
        var form = frame.Count > 1 ? frame.Text(1, message) : default;
        var isAny = frame.Count < 2;
        var isTime = ((isAny || form.SequenceEqual("date-unix"u8)) && isNumber)
            || ((isAny || form.SequenceEqual("date-rfc3339"u8)) && ScriptTime.TryReadRfc3339(text, out _))
            || ((isAny || form.SequenceEqual("date-rfc3164"u8)) && ScriptTime.TryReadRfc3164(text, YearOf(message), out _));
        state.IsScriptError = !isTime;
        result.Set(isTime ? 1 : 0);
    }

    private static int YearOf(Message message) => message.TimeProvider.GetUtcNow().Year;

    private long Parse(ReadOnlySpan<byte> text, Message message)
    {
        state.IsScriptError = !ScriptTime.TryReadRfc3339(text, out var seconds)
            && !ScriptTime.TryReadRfc3164(text, YearOf(message), out seconds);
        return seconds;
    }
}
