namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The message and system properties of rsyslog's manual, "rsyslog Properties". Their names, and aliases, are in
/// <see cref="PropertyNames"/>.</summary>
public enum PropertyId
{
    /// <summary>msg</summary>
    Msg,
    /// <summary>rawmsg</summary>
    RawMsg,
    /// <summary>rawmsg-after-pri</summary>
    RawMsgAfterPri,
    /// <summary>hostname, source</summary>
    Hostname,
    /// <summary>fromhost</summary>
    FromHost,
    /// <summary>fromhost-ip</summary>
    FromHostIp,
    /// <summary>fromhost-port</summary>
    FromHostPort,
    /// <summary>syslogtag</summary>
    SyslogTag,
    /// <summary>programname</summary>
    ProgramName,
    /// <summary>pri</summary>
    Pri,
    /// <summary>pri-text</summary>
    PriText,
    /// <summary>iut (MonitorWare's message type)</summary>
    Iut,
    /// <summary>syslogfacility</summary>
    SyslogFacility,
    /// <summary>syslogfacility-text</summary>
    SyslogFacilityText,
    /// <summary>syslogseverity, syslogpriority</summary>
    SyslogSeverity,
    /// <summary>syslogseverity-text, syslogpriority-text</summary>
    SyslogSeverityText,
    /// <summary>timegenerated</summary>
    TimeGenerated,
    /// <summary>timereported, timestamp</summary>
    TimeReported,
    /// <summary>protocol-version</summary>
    ProtocolVersion,
    /// <summary>structured-data</summary>
    StructuredData,
    /// <summary>app-name</summary>
    AppName,
    /// <summary>procid</summary>
    ProcId,
    /// <summary>msgid</summary>
    MsgId,
    /// <summary>parsesuccess</summary>
    ParseSuccess,
    /// <summary>inputname</summary>
    InputName,
    /// <summary>jsonmesg</summary>
    JsonMesg,
    /// <summary>uuid</summary>
    Uuid,
    /// <summary>$!all-json</summary>
    AllJson,
    /// <summary>$!all-json-plain</summary>
    AllJsonPlain,
    /// <summary>A path into the message's JSON: <c>$!a!b</c>; the path stands beside it.</summary>
    MessageVariable,
    /// <summary>A path into the local variables: <c>$.a!b</c>.</summary>
    LocalVariable,
    /// <summary>A path into the global variables: <c>$/a!b</c>.</summary>
    GlobalVariable,
    /// <summary>$bom</summary>
    Bom,
    /// <summary>$myhostname</summary>
    MyHostname,
    /// <summary>$now</summary>
    Now,
    /// <summary>$now-unixtimestamp</summary>
    NowUnixTimestamp,
    /// <summary>$year</summary>
    Year,
    /// <summary>$month</summary>
    Month,
    /// <summary>$day</summary>
    Day,
    /// <summary>$wday</summary>
    Wday,
    /// <summary>$hour</summary>
    Hour,
    /// <summary>$hhour</summary>
    HalfHour,
    /// <summary>$qhour</summary>
    QuarterHour,
    /// <summary>$minute</summary>
    Minute,
    /// <summary>$now-utc</summary>
    NowUtc,
    /// <summary>$year-utc</summary>
    YearUtc,
    /// <summary>$month-utc</summary>
    MonthUtc,
    /// <summary>$day-utc</summary>
    DayUtc,
    /// <summary>$wday-utc</summary>
    WdayUtc,
    /// <summary>$hour-utc</summary>
    HourUtc,
    /// <summary>$hhour-utc</summary>
    HalfHourUtc,
    /// <summary>$qhour-utc</summary>
    QuarterHourUtc,
    /// <summary>$minute-utc</summary>
    MinuteUtc,
}
