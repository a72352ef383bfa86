using System.Collections.Frozen;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The words of the property replacer (manual: "The Property Replacer", and "Templates" for property()).</summary>
internal static class ReplacerNames
{
    /// <summary>dateFormat values; in template strings they have <c>date-</c> before them.</summary>
    public static FrozenDictionary<string, TimestampFormat> Dates { get; } = Index(
        ("mysql", TimestampFormat.Mysql), ("pgsql", TimestampFormat.Pgsql), ("rfc3164", TimestampFormat.Rfc3164),
        ("rfc3164-buggyday", TimestampFormat.Rfc3164BuggyDay), ("rfc3339", TimestampFormat.Rfc3339),
        ("unixtimestamp", TimestampFormat.UnixTimestamp), ("subseconds", TimestampFormat.Subseconds), ("year", TimestampFormat.Year),
        ("month", TimestampFormat.Month), ("day", TimestampFormat.Day), ("hour", TimestampFormat.Hour), ("minute", TimestampFormat.Minute),
        ("second", TimestampFormat.Second), ("tzoffshour", TimestampFormat.ZoneHour), ("tzoffsmin", TimestampFormat.ZoneMinute),
        ("tzoffsdirection", TimestampFormat.ZoneDirection), ("ordinal", TimestampFormat.Ordinal), ("week", TimestampFormat.Week),
        ("iso-week", TimestampFormat.IsoWeek), ("iso-week-year", TimestampFormat.IsoWeekYear), ("wday", TimestampFormat.WeekDay),
        ("wdayname", TimestampFormat.WeekDayName));

    /// <summary>format values.</summary>
    public static FrozenDictionary<string, ValueEncoding> Encodings { get; } = Index(
        ("json", ValueEncoding.Json), ("jsonf", ValueEncoding.JsonField), ("jsonr", ValueEncoding.JsonRaw),
        ("jsonfr", ValueEncoding.JsonFieldRaw), ("csv", ValueEncoding.Csv));

    /// <summary>regex.noMatchMode values.</summary>
    public static FrozenDictionary<string, NoMatch> NoMatchModes { get; } = Index(
        ("DFLT", NoMatch.Default), ("BLANK", NoMatch.Blank), ("ZERO", NoMatch.Zero), ("FIELD", NoMatch.Field));

    /// <summary>dataType values.</summary>
    public static FrozenDictionary<string, JsonDataType> DataTypes { get; } = Index(
        ("string", JsonDataType.Text), ("number", JsonDataType.Number), ("bool", JsonDataType.Bool), ("auto", JsonDataType.Auto));

    /// <summary>onEmpty values.</summary>
    public static FrozenDictionary<string, OnEmpty> OnEmptyModes { get; } = Index(
        ("keep", OnEmpty.Keep), ("skip", OnEmpty.Skip), ("null", OnEmpty.Null));

    /// <summary>What an option of a template string does.</summary>
    public static FrozenDictionary<string, Func<ReplacerOptions, ReplacerOptions>> Options { get; } = MakeOptions();

    private static FrozenDictionary<string, T> Index<T>(params (string Name, T Value)[] rows) =>
        rows.ToFrozenDictionary(row => row.Name, row => row.Value, StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, Func<ReplacerOptions, ReplacerOptions>> MakeOptions()
    {
        var options = new Dictionary<string, Func<ReplacerOptions, ReplacerOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            ["uppercase"] = o => o with { Case = CaseConversion.Upper },
            ["lowercase"] = o => o with { Case = CaseConversion.Lower },
            ["fixed-width"] = o => o with { IsFixedWidth = true },
            ["compressspace"] = o => o with { CompressSpace = true },
            ["drop-last-lf"] = o => o with { DropLastLineFeed = true },
            ["sp-if-no-1st-sp"] = o => o with { SpaceIfNoFirstSpace = true },
            ["escape-cc"] = o => o with { ControlCharacters = ControlCharacters.Escape },
            ["space-cc"] = o => o with { ControlCharacters = ControlCharacters.Space },
            ["drop-cc"] = o => o with { ControlCharacters = ControlCharacters.Drop },
            ["secpath-drop"] = o => o with { SecurePath = SecurePath.Drop },
            ["secpath-replace"] = o => o.SecurePath == SecurePath.Drop ? o : o with { SecurePath = SecurePath.Replace },
            ["pos-end-relative"] = o => o with { IsRelativeToEnd = true },
            ["mandatory"] = o => o with { IsMandatory = true },
            ["date-utc"] = o => o with { IsUtc = true },
        };
        foreach (var (name, date) in Dates)
        {
            options["date-" + name] = o => o with { Date = date };
        }

        foreach (var (name, encoding) in Encodings)
        {
            // Of several ones 8.2302 takes the first, unless that is jsonfr.
            options[name] = o =>
                o.Encoding is ValueEncoding.Plain or ValueEncoding.JsonFieldRaw ? o with { Encoding = encoding } : o;
        }

        return options.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
