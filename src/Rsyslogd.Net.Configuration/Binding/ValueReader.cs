using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Reads one written value as its descriptor wants it; a mistake is a diagnostic.</summary>
/// <param name="environment">Knows users, groups, services and regular expressions.</param>
internal sealed class ValueReader(ConfigurationEnvironment environment)
{
    private const string SizeUnits = "kmgtpeKMGTPE";

    private static readonly string[] Endless = ["infinite", "unlimited", "forever", "infinity", "always", "endless"];

    public static readonly string[] Severities = ["emerg", "panic", "alert", "crit", "err", "error", "warning", "warn", "notice", "info", "debug"];

    public static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "security", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
        "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    /// <summary>Reads a value.</summary>
    /// <param name="row">How.</param>
    /// <param name="text">What was written.</param>
    /// <param name="shownName">The name that messages use: that of the parameter, or of the directive.</param>
    /// <returns>The value as BoundParameter tells, or a diagnostic.</returns>
    public (object? Value, Diagnostic? Mistake) Read(ParameterDescriptor row, TextSyntax text, string shownName)
    {
        var value = text.Value;
        var span = text.Span;
        return row.Kind switch
        {
            ParameterKind.Number => ReadNumber(text, shownName, mayBeNegative: true),
            ParameterKind.PositiveNumber => ReadPositive(row, text, shownName),
            ParameterKind.Size => ReadSize(text, shownName),
            ParameterKind.Switch => ReadSwitch(text, shownName),
            ParameterKind.FileMode => ReadMode(text, shownName),
            ParameterKind.User => Id(environment.FindUser(value), row, BindingDiagnostics.UnknownUser(span, value)),
            ParameterKind.Group => Id(environment.FindGroup(value), row, BindingDiagnostics.UnknownGroup(span, value)),
            ParameterKind.Port => Known(IsPort(value) ? value : null, BindingDiagnostics.NotAPort(span, shownName, value)),
            ParameterKind.ZoneOffset => Known(
                IsZoneOffset(value) ? value : null, BindingDiagnostics.NotAZoneOffset(span, shownName, value)),
            ParameterKind.Choice => ReadChoice(row, text, shownName),
            ParameterKind.Character => Known(
                ByteText.GetBytes(value).Length == 1 ? value : null, BindingDiagnostics.NotACharacter(span, shownName, value)),
            ParameterKind.Variable => Known(
                IsVariable(value) ? value : null, BindingDiagnostics.NotAVariableName(span, shownName, value)),
            ParameterKind.Severity => ReadSeverity(text, shownName),
            ParameterKind.Facility => ReadFacility(text, shownName),
            ParameterKind.Regex => environment.CheckRegex(value, isExtended: true) is { } reason
                ? (null, BindingDiagnostics.BadRegex(span, reason))
                : (value, null),
            _ => (value, null),
        };
    }

    /// <summary>The value of a default, which is written in a descriptor table and always right.</summary>
    public object ReadDefault(ParameterDescriptor row)
    {
        var text = new TextSyntax(row.Default!, default);
        return row.Kind == ParameterKind.TextList
            ? System.Collections.Immutable.ImmutableArray.Create(row.Default!)
            : Read(row, text, row.Name).Value
                ?? throw new InvalidOperationException($"the default \"{row.Default}\" of {row.Name} can't be read");
    }

    /// <summary>A severity by name or number.</summary>
    public static bool TryReadSeverity(string value, out int severity) =>
        PriorityNames.TryGetSeverity(value, out severity)
        || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out severity) && severity <= 7);

    private static (object?, Diagnostic?) Known(object? value, Diagnostic otherwise) =>
        value is null ? (null, otherwise) : (value, null);

    // Somebody whom nobody knows must not become root for that: what is vital keeps an id that can't be.
    private static (object?, Diagnostic?) Id(long? id, ParameterDescriptor row, Diagnostic otherwise) =>
        id is not null ? (id, null) : (row.IsVital ? BoundParameters.UnknownId : null, otherwise);

    private static (object?, Diagnostic?) ReadNumber(TextSyntax text, string name, bool mayBeNegative)
    {
        if (!long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var nearest = mayBeNegative && Endless.Contains(text.Value, StringComparer.OrdinalIgnoreCase) ? "-1" : GetDigits(text.Value);
            return (null, BindingDiagnostics.NotANumber(text.Span, name, text.Value, nearest));
        }

        return number < 0 && !mayBeNegative
            ? (null, BindingDiagnostics.NegativeNumber(text.Span, name, text.Value))
            : (number, null);
    }

    private static (object?, Diagnostic?) ReadPositive(ParameterDescriptor row, TextSyntax text, string name)
    {
        var (value, mistake) = ReadNumber(text, name, mayBeNegative: false);
        return value is long number && number < row.Minimum
            ? (null, BindingDiagnostics.NumberTooSmall(text.Span, name, text.Value, row.Minimum))
            : value is long big && big > row.Maximum
                ? (null, BindingDiagnostics.NumberTooLarge(text.Span, name, text.Value, row.Maximum))
                : (value, mistake);
    }

    private static bool IsZoneOffset(string value) =>
        value is ['+' or '-', ..] && TimeOnly.TryParseExact(value[1..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsVariable(string value)
    {
        var name = value.AsSpan(value.StartsWith('$') ? 1 : 0);
        return name.Length > 0 && name[0] is '!' or '.' or '/';
    }

    private static (object?, Diagnostic?) ReadSize(TextSyntax text, string name)
    {
        var digits = text.Value.AsSpan();
        var factor = 1L;
        if (digits.Length > 1 && SizeUnits.IndexOf(digits[^1], StringComparison.Ordinal) is >= 0 and var unit)
        {
            var step = unit < SizeUnits.Length / 2 ? 1024L : 1000L;
            for (var power = unit % (SizeUnits.Length / 2); power >= 0; power--)
            {
                factor *= step;
            }

            digits = digits[..^1];
        }

        var isGood = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / factor;
        return isGood ? (number * factor, null) : (null, BindingDiagnostics.NotASize(text.Span, name, text.Value, GetSize(text.Value)));
    }

    // "30s": a number with a unit that none is expected of. "5OO", "50_000": letters and signs between the digits.
    private static string? GetDigits(string value)
    {
        var digits = value.Replace('O', '0').Replace('o', '0').Replace("_", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length > 0 && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return digits;
        }

        var end = value.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end > 0 ? value[..end] : null;
    }

    // "64KB", "64 kB", "64KiB": the unit is a single letter.
    private static string? GetSize(string value)
    {
        if (GetDigits(value) is { } whole && long.TryParse(value.AsSpan(value.Length - 1), out _))
        {
            return whole;
        }

        var unit = value.AsSpan(GetDigits(value)?.Length ?? value.Length).Trim();
        return unit.Length > 0 && SizeUnits.Contains(unit[0]) && (unit.Length == 1 || unit[1..] is "b" or "B" or "ib" or "iB")
            ? $"{GetDigits(value)}{char.ToLowerInvariant(unit[0])}"
            : null;
    }

    private static (object?, Diagnostic?) ReadSwitch(TextSyntax text, string name) => text.Value.ToUpperInvariant() switch
    {
        "ON" => (true, null),
        "OFF" => (false, null),
        "YES" or "TRUE" or "1" => (null, BindingDiagnostics.NotASwitch(text.Span, name, text.Value, "on")),
        "NO" or "FALSE" or "0" => (null, BindingDiagnostics.NotASwitch(text.Span, name, text.Value, "off")),
        _ => (null, BindingDiagnostics.NotASwitch(text.Span, name, text.Value, Suggestions.Nearest(text.Value, ["on", "off"]))),
    };

    private static (object?, Diagnostic?) ReadMode(TextSyntax text, string name)
    {
        var value = text.Value;
        var isOctal = value.Length > 0 && value.AsSpan().IndexOfAnyExceptInRange('0', '7') < 0;
        return isOctal && value.Length is 4 or 5 && value[0] == '0'
            ? (Convert.ToInt64(value, 8), null)
            : (null, BindingDiagnostics.NotAFileMode(text.Span, name, value, isOctal && value.Length < 4 ? value.PadLeft(4, '0') : null));
    }

    private static (object?, Diagnostic?) ReadChoice(ParameterDescriptor row, TextSyntax text, string name)
    {
        foreach (var choice in row.Choices)
        {
            if (string.Equals(choice, text.Value, StringComparison.OrdinalIgnoreCase))
            {
                return (choice, null);
            }
        }

        return row.IsChoiceNotYet(text.Value)
            ? (row.ChoiceInstead, BindingDiagnostics.ChoiceNotYet(text.Span, name, text.Value, row))
            : (null, BindingDiagnostics.UnknownChoice(
                text.Span, name, text.Value, row.Choices, FindChoice(text.Value, row.Choices)));
    }

    // "linked" is LinkedList, "date-mysql" is mysql, "uppercase" is upper, "iso8601" is what the rest of the world calls RFC 3339.
    private static string? FindChoice(string value, IEnumerable<string> choices)
    {
        const int Shortest = 3;
        var meant = value.StartsWith("iso8601", StringComparison.OrdinalIgnoreCase) ? "rfc3339" : value;
        return Suggestions.Nearest(meant, choices) ?? choices.FirstOrDefault(choice => choice.Length >= Shortest && meant.Length >= Shortest
            && (choice.StartsWith(meant, StringComparison.OrdinalIgnoreCase) || meant.EndsWith(choice, StringComparison.OrdinalIgnoreCase)
                || meant.StartsWith(choice, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The severity that was meant: "informational" is info, as in RFC 5424's table.</summary>
    public static string? FindSeverity(string value, string[] others) =>
        Suggestions.Nearest(value, [.. Severities, .. others])
        ?? Severities.FirstOrDefault(name => value.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static (object?, Diagnostic?) ReadSeverity(TextSyntax text, string name) =>
        TryReadSeverity(text.Value, out var severity)
            ? ((long)severity, null)
            : (null, BindingDiagnostics.UnknownSeverityValue(
                text.Span, name, text.Value, FindSeverity(text.Value, [])));

    private static (object?, Diagnostic?) ReadFacility(TextSyntax text, string name)
    {
        if (PriorityNames.TryGetFacility(text.Value, out var facility)
            || (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out facility) && facility <= 23))
        {
            return ((long)facility, null);
        }

        return (null, BindingDiagnostics.UnknownFacilityValue(
            text.Span, name, text.Value, Suggestions.Nearest(text.Value, Facilities)));
    }

    private bool IsPort(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number <= 65535
            : environment.IsService(value);
}
