using System.Collections.Immutable;

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The names of properties, as configuration files write them. Case does not matter. Cold.</summary>
public static class PropertyNames
{
    /// <summary>Every name and alias, in the spelling of the manual. System properties begin with <c>$</c>.</summary>
    public static ImmutableArray<(string Name, PropertyId Id)> All { get; } = [.. Table()];

    private static readonly Dictionary<string, PropertyId> ByName = Index();

    /// <summary>Looks a name up as it is written in templates and property filters (<c>msg</c>, <c>$year</c>, <c>$!all-json</c>).
    /// Variables with a path are not names.</summary>
    public static bool TryGet(string name, out PropertyId property) => ByName.TryGetValue(name, out property);

    /// <summary>Looks a name up as it is written in expressions behind the <c>$</c>: <c>msg</c> for <c>$msg</c>, <c>year</c> (or
    /// <c>$year</c>, for <c>$$year</c>) for the system property.</summary>
    public static bool TryGetInExpression(string name, out PropertyId property) =>
        ByName.TryGetValue(name, out property) || ByName.TryGetValue("$" + name, out property);

    /// <summary>The manual's first name of a property: the name that diagnostics and JSON members use.</summary>
    public static string NameOf(PropertyId property)
    {
        foreach (var (name, id) in All)
        {
            if (id == property)
            {
                return name;
            }
        }

        return string.Empty;
    }

    private static Dictionary<string, PropertyId> Index()
    {
        var index = new Dictionary<string, PropertyId>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, id) in All)
        {
            index.Add(name, id);
        }

        return index;
    }

    private static IEnumerable<(string, PropertyId)> Table() =>
    [
        ("msg", PropertyId.Msg),
        ("rawmsg", PropertyId.RawMsg),
        ("rawmsg-after-pri", PropertyId.RawMsgAfterPri),
        ("hostname", PropertyId.Hostname),
        ("source", PropertyId.Hostname),
        ("fromhost", PropertyId.FromHost),
        ("fromhost-ip", PropertyId.FromHostIp),
        ("fromhost-port", PropertyId.FromHostPort),
        ("syslogtag", PropertyId.SyslogTag),
        ("programname", PropertyId.ProgramName),
        ("pri", PropertyId.Pri),
        ("pri-text", PropertyId.PriText),
        ("iut", PropertyId.Iut),
        ("syslogfacility", PropertyId.SyslogFacility),
        ("syslogfacility-text", PropertyId.SyslogFacilityText),
        ("syslogseverity", PropertyId.SyslogSeverity),
        ("syslogpriority", PropertyId.SyslogSeverity),
        ("syslogseverity-text", PropertyId.SyslogSeverityText),
        ("syslogpriority-text", PropertyId.SyslogSeverityText),
        ("timegenerated", PropertyId.TimeGenerated),
        ("timereported", PropertyId.TimeReported),
        ("timestamp", PropertyId.TimeReported),
        ("protocol-version", PropertyId.ProtocolVersion),
        ("structured-data", PropertyId.StructuredData),
        ("app-name", PropertyId.AppName),
        ("procid", PropertyId.ProcId),
        ("msgid", PropertyId.MsgId),
        ("parsesuccess", PropertyId.ParseSuccess),
        ("inputname", PropertyId.InputName),
        ("jsonmesg", PropertyId.JsonMesg),
        ("uuid", PropertyId.Uuid),
        ("$!all-json", PropertyId.AllJson),
        ("$!all-json-plain", PropertyId.AllJsonPlain),
        ("$bom", PropertyId.Bom),
        ("$myhostname", PropertyId.MyHostname),
        ("$now", PropertyId.Now),
        ("$now-unixtimestamp", PropertyId.NowUnixTimestamp),
        ("$year", PropertyId.Year),
        ("$month", PropertyId.Month),
        ("$day", PropertyId.Day),
        ("$wday", PropertyId.Wday),
        ("$hour", PropertyId.Hour),
        ("$hhour", PropertyId.HalfHour),
        ("$qhour", PropertyId.QuarterHour),
        ("$minute", PropertyId.Minute),
        ("$now-utc", PropertyId.NowUtc),
        ("$year-utc", PropertyId.YearUtc),
        ("$month-utc", PropertyId.MonthUtc),
        ("$day-utc", PropertyId.DayUtc),
        ("$wday-utc", PropertyId.WdayUtc),
        ("$hour-utc", PropertyId.HourUtc),
        ("$hhour-utc", PropertyId.HalfHourUtc),
        ("$qhour-utc", PropertyId.QuarterHourUtc),
        ("$minute-utc", PropertyId.MinuteUtc),
    ];
}
