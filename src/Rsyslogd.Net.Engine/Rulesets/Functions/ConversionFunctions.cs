using System.Globalization;
using System.Net;
using System.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>RainerScript's functions that turn one kind of value into another.</summary>
internal static class ConversionFunctions
{
    /// <summary>cnum(expression)</summary>
    public static void ToNumber(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(frame.Number(0, message));

    /// <summary>cstr(expression)</summary>
    public static void ToText(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(frame.Text(0, message));

    /// <summary>cbool(expression): 0 for nothing, 0, false, off and no; 1 for everything else.</summary>
    public static void ToBool(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message).Trim(" \t\n\v\f\r"u8);
        var isFalse = text.IsEmpty || text is [(byte)'0'] || Ascii.EqualsIgnoreCase(text, "false"u8)
            || Ascii.EqualsIgnoreCase(text, "off"u8) || Ascii.EqualsIgnoreCase(text, "no"u8);
        result.Set(isFalse ? 0 : 1);
    }

    /// <summary>int2hex(number): lower-case digits, without prefix; NAN for what is no number.</summary>
    public static void ToHex(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = default(ScriptValue);
        frame.Value(0, message, ref value);
        if (!value.TryGetNumber(out var number))
        {
            result.Set("NAN"u8);
            return;
        }

        frame.Output.Append(Encoding.ASCII.GetBytes(number.ToString("x", CultureInfo.InvariantCulture)));
        result.Set(frame.Output.Written);
    }

    /// <summary>random(max): 0 to max - 1.</summary>
    public static void Random(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var max = frame.Number(0, message);
        result.Set(max <= 0 ? 0 : System.Random.Shared.NextInt64(max));
    }

    /// <summary>num2ipv4(number): -1 for what is no address.</summary>
    public static void ToIpv4(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = default(ScriptValue);
        frame.Value(0, message, ref value);
        if (!value.TryGetNumber(out var number) || number is < 0 or > uint.MaxValue)
        {
            result.Set("-1"u8);
            return;
        }

        var text = string.Create(
            CultureInfo.InvariantCulture, $"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}");
        frame.Output.Append(Encoding.ASCII.GetBytes(text));
        result.Set(frame.Output.Written);
    }

    /// <summary>ipv42num(text), ip42num(text): blanks around the address are allowed; -1 for what is none. A part may be above 255
    /// and carries over, the first or the last one may be missing, as in rsyslog.</summary>
    public static void FromIpv4(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var text = frame.Text(0, message).Trim((byte)' ');
        uint address = 0;
        uint part = 0;
        var dots = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit((char)text[i]))
            {
                part = unchecked((part * 10) + text[i] - '0');
            }
            else if (text[i] == (byte)'.' && (i == 0 || text[i - 1] != (byte)'.'))
            {
                address = unchecked((address + part) << 8);
                part = 0;
                dots++;
            }
            else
            {
                result.Set(-1);
                return;
            }
        }

        result.Set(dots == 3 ? unchecked(address + part) : -1);
    }

    /// <summary>is_in_subnet(address, network): whether an IPv4 or IPv6 address is in a network such as <c>10.0.0.0/8</c>.</summary>
    public static void IsInSubnet(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var isAddress = IPAddress.TryParse(Encoding.UTF8.GetString(frame.Text(0, message)), out var address);
        var isNetwork = IPNetwork.TryParse(Encoding.UTF8.GetString(frame.Text(1, message)), out var network);
        result.Set(isAddress && isNetwork && network.Contains(address!) ? 1 : 0);
    }
}
