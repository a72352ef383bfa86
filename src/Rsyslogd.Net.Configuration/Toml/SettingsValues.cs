using System.Collections.Immutable;
using System.Net;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>Checks and converts the values that were given, and takes the defaults for the others.</summary>
internal sealed class SettingsValues(
    SourceText source, DiagnosticBag diagnostics, Dictionary<SettingsKey, (ValueSyntax Value, TextSpan Key)> given)
{
    public DaemonSettings ToSettings() => new()
    {
        Rules = ReadList(SettingsKeys.Rules),
        PidFile = ReadText(SettingsKeys.PidFile),
        Control = ReadText(SettingsKeys.Control),
        WorkDirectory = ReadText(SettingsKeys.WorkDirectory),
        Umask = ReadMode(SettingsKeys.Umask),
        EnableDns = ReadSwitch(SettingsKeys.Dns),
        User = ReadText(SettingsKeys.User),
        UserSpan = FindPlace(SettingsKeys.User),
        Group = ReadText(SettingsKeys.Group),
        GroupSpan = FindPlace(SettingsKeys.Group),
        OpenFiles = ReadNumber(SettingsKeys.OpenFiles),
        MessageBytes = ReadNumber(SettingsKeys.MessageBytes),
        ListenLocal = ReadSwitch(SettingsKeys.ListenLocal),
        ListenKernel = ReadSwitch(SettingsKeys.ListenKernel),
        ListenUdp = ReadListen(SettingsKeys.ListenUdp),
        ListenTcp = ReadListen(SettingsKeys.ListenTcp),
        FileOwner = ReadText(SettingsKeys.FileOwner),
        FileGroup = ReadText(SettingsKeys.FileGroup),
        FileMode = ReadMode(SettingsKeys.FileMode),
        DirectoryMode = ReadMode(SettingsKeys.DirectoryMode),
    };

    private string ReadText(SettingsKey key)
    {
        var value = Get(key, out var fallback);
        if (value is StringValueSyntax { Value: { } text })
        {
            return text;
        }

        ReportType(key, value, "a string in quotes");
        return ((StringValueSyntax)fallback).Value!;
    }

    private bool ReadSwitch(SettingsKey key)
    {
        var value = Get(key, out var fallback);
        if (value is BooleanValueSyntax flag)
        {
            return flag.Value;
        }

        ReportType(key, value, "true or false, without quotes");
        return ((BooleanValueSyntax)fallback).Value;
    }

    private long ReadNumber(SettingsKey key)
    {
        var value = Get(key, out var fallback);
        if (value is IntegerValueSyntax number)
        {
            if (number.Value >= key.Minimum)
            {
                return number.Value;
            }

            Report(SettingsDiagnostics.WrongValue(GetSpan(value), key.FullName, $"the least is {key.Minimum}"));
        }
        else
        {
            ReportType(key, value, "a whole number without quotes");
        }

        return ((IntegerValueSyntax)fallback).Value;
    }

    private int ReadMode(SettingsKey key)
    {
        var value = Get(key, out var fallback);
        if (value is StringValueSyntax { Value: { } text } && TryReadOctal(text, out var mode))
        {
            return mode;
        }

        ReportType(key, value, "an octal mode in quotes, such as " + key.Default);
        return TryReadOctal(((StringValueSyntax)fallback).Value!, out mode) ? mode : 0;
    }

    private ImmutableArray<string> ReadList(SettingsKey key)
    {
        var value = Get(key, out var fallback);
        if (value is not ArraySyntax)
        {
            ReportType(key, value, "an array of strings: " + key.Default);
            value = fallback;
        }

        var list = ImmutableArray.CreateBuilder<string>();
        foreach (var item in ((ArraySyntax)value).Items)
        {
            if (item.Value is StringValueSyntax { Value: { } text })
            {
                list.Add(text);
            }
            else
            {
                Report(SettingsDiagnostics.WrongType(GetSpan(item.Value ?? value), key.FullName, "strings in quotes"));
            }
        }

        return list.ToImmutable();
    }

    private ImmutableArray<ListenAddress> ReadListen(SettingsKey key)
    {
        const string Expected = "an array of ports and addresses, such as [514, \"[::1]:514\"]";
        var value = Get(key, out _);
        if (value is not ArraySyntax array)
        {
            ReportType(key, value, Expected);
            return [];
        }

        var list = ImmutableArray.CreateBuilder<ListenAddress>();
        foreach (var item in array.Items)
        {
            if (item.Value is { } place && TryReadPlace(place, out var address))
            {
                list.Add(address);
            }
            else
            {
                var span = GetSpan(item.Value ?? value);
                Report(SettingsDiagnostics.WrongValue(span, key.FullName, "a port is 1 to 65535, an address \"192.0.2.1:514\" or \"[2001:db8::1]:514\""));
            }
        }

        return list.ToImmutable();
    }

    private static bool TryReadPlace(ValueSyntax value, out ListenAddress address)
    {
        address = new ListenAddress(null, 0);
        if (value is IntegerValueSyntax number)
        {
            address = new ListenAddress(null, (int)Math.Clamp(number.Value, 0, int.MaxValue));
        }
        else if (value is StringValueSyntax { Value: { } text })
        {
            if (ushort.TryParse(text, out var port))
            {
                address = new ListenAddress(null, port);
            }
            else if (IPEndPoint.TryParse(text, out var place))
            {
                address = new ListenAddress(place.Address.ToString(), place.Port);
            }
        }

        return address.Port is > 0 and <= ushort.MaxValue;
    }

    private static bool TryReadOctal(string text, out int mode)
    {
        mode = 0;
        if (text.Length is < 3 or > 4 || text.AsSpan().ContainsAnyExceptInRange('0', '7'))
        {
            return false;
        }

        mode = Convert.ToInt32(text, 8);
        return true;
    }

    /// <summary>The value that was given, or the default.</summary>
    private ValueSyntax Get(SettingsKey key, out ValueSyntax fallback)
    {
        var document = SyntaxParser.Parse($"x = {key.Default}");
        fallback = document.KeyValues.GetChild(0)!.Value!;
        return given.TryGetValue(key, out var found) ? found.Value : fallback;
    }

    private TextSpan? FindPlace(SettingsKey key) => given.TryGetValue(key, out var found) ? GetSpan(found.Value) : null;

    private TextSpan GetSpan(SyntaxNodeBase node) => SettingsSpans.Get(source, node.Span);

    private void ReportType(SettingsKey key, ValueSyntax value, string expected) =>
        Report(SettingsDiagnostics.WrongType(GetSpan(value), key.FullName, expected));

    private void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);
}
