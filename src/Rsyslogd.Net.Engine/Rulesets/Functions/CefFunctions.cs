using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>tocef and cef_ext_escape: lines in ArcSight's Common Event Format (manual, "tocef()").</summary>
internal static class CefFunctions
{
    private const int EventClassField = 4;
    private const int HeaderFields = 7;

    /// <summary>cef_ext_escape(text): as the value of an extension.</summary>
    public static void EscapeExtension(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        foreach (var value in frame.Text(0, message))
        {
            switch (value)
            {
                case (byte)'\n':
                    frame.Output.Append("\\n"u8);
                    break;
                case (byte)'\r':
                    frame.Output.Append("\\r"u8);
                    break;
                default:
                    AppendEscaped(value, "\\="u8, frame.Output);
                    break;
            }
        }

        result.Set(frame.Output.Written);
    }

    /// <summary>tocef(version, vendor, product, device version, event class, name, severity, extensions)</summary>
    public static void Build(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        frame.Output.Append("CEF:"u8);
        for (var field = 0; field < HeaderFields; field++)
        {
            foreach (var value in frame.Text(field, message))
            {
                AppendEscaped(value, field == EventClassField ? "\\|=%#"u8 : "\\|"u8, frame.Output);
            }

            frame.Output.Append((byte)'|');
        }

        frame.Output.Append(frame.Text(HeaderFields, message));
        result.Set(frame.Output.Written);
    }

    private static void AppendEscaped(byte value, ReadOnlySpan<byte> escaped, ByteBuffer output)
    {
        if (escaped.Contains(value))
        {
            output.Append((byte)'\\');
        }

        output.Append(value);
    }
}
