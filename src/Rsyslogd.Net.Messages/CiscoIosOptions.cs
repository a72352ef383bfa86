namespace Rsyslogd.Net.Messages;

/// <summary>The parameters of <c>parser(type="pmciscoios")</c> (manual, "pmciscoios").</summary>
public sealed record CiscoIosOptions
{
    /// <summary>present.origin: the sender's name stands before the time.</summary>
    public bool HasOrigin { get; init; }

    /// <summary>present.xr: IOS XR's component before the time, and process before the tag.</summary>
    public bool IsXr { get; init; }

    /// <summary>timezone(): names of time zones and their offsets in minutes east of Greenwich.</summary>
    public IReadOnlyList<(byte[] Id, short OffsetMinutes)> TimeZones { get; init; } = [];
}
