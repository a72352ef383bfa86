using System.Globalization;
using System.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>parse_time, is_time and format_time. They set script_error as the manual says.</summary>
internal sealed class TimeFunctions(ExecutionState state)
{
    private static readonly string[] Rfc3164Forms = ["MMM d HH:mm:ss", "MMM  d HH:mm:ss", "MMM dd HH:mm:ss"];

    private static readonly string[] Rfc3339Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK",
    ];

    /// <summary>format_time(number, "date-rfc3164" or "date-rfc3339"): UTC; what is no number comes back as it is.</summary>
    public static void Format(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = default(ScriptValue);
        frame.Value(0, message, ref value);
        if (!value.TryGetNumber(out var seconds) || Math.Abs(seconds) > 253402300799)
        {
            result = value;
            return;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var text = frame.Text(1, message).SequenceEqual("date-rfc3164"u8)
            ? time.ToString("MMM ", CultureInfo.InvariantCulture) + time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)
                + time.ToString(" HH:mm:ss", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        frame.Output.Append(Encoding.ASCII.GetBytes(text));
        result.Set(frame.Output.Written);
    }

    /// <summary>parse_time(text): seconds since 1970, 0 when it is no time.</summary>
    public void Parse(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = Encoding.UTF8.GetString(frame.Text(0, message));
        state.IsScriptError = !(TryParse(text, Rfc3339Forms, out var time) || TryParse(text, Rfc3164Forms, out time));
        result.Set(state.IsScriptError ? 0 : time.ToUnixTimeSeconds());
    }

    /// <summary>is_time(text) and is_time(text, form).</summary>
    public void IsTime(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = default(ScriptValue);
        frame.Value(0, message, ref value);
        var isNumber = value.TryGetNumber(out _);
        var text = Encoding.UTF8.GetString(frame.Text(0, message));
        var form = frame.Count > 1 ? Encoding.UTF8.GetString(frame.Text(1, message)) : string.Empty;
        var isTime = ((form is "" or "date-unix") && isNumber && text.Length > 0)
            || ((form is "" or "date-rfc3339") && TryParse(text, Rfc3339Forms, out _))
            || ((form is "" or "date-rfc3164") && TryParse(text, Rfc3164Forms, out _));
        state.IsScriptError = !isTime;
        result.Set(isTime ? 1 : 0);
    }

    private static bool TryParse(string text, string[] forms, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && (text.EndsWith('Z') || text.IndexOfAny(['+', '-'], Math.Min(text.Length, 10)) > 0 || forms == Rfc3164Forms);
}
