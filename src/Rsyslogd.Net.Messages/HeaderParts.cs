namespace Rsyslogd.Net.Messages;

/// <summary>Fields of a message's header that a modification module may replace.</summary>
[Flags]
public enum HeaderParts : byte
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>hostname</summary>
    Hostname = 1,
    /// <summary>syslogtag; programname, app-name and procid follow from it.</summary>
    Tag = 2,
    /// <summary>procid</summary>
    ProcId = 4,
    /// <summary>msgid</summary>
    MsgId = 8,
    /// <summary>structured-data</summary>
    StructuredData = 16,
}
