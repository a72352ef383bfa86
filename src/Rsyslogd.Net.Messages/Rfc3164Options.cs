namespace Rsyslogd.Net.Messages;

/// <summary>The parameters of <c>parser(type="pmrfc3164")</c> (manual, "pmrfc3164").</summary>
public sealed record Rfc3164Options
{
    /// <summary>permit.squareBracketsInHostname: <c>[name]</c> is a hostname.</summary>
    public bool PermitSquareBracketsInHostname { get; init; }

    /// <summary>permit.slashesInHostname.</summary>
    public bool PermitSlashesInHostname { get; init; }

    /// <summary>permit.AtSignsInHostname.</summary>
    public bool PermitAtSignsInHostname { get; init; }

    /// <summary>force.tagEndingByColon: what has no colon is no tag; the tag then shows <c>-</c> and the words stay in msg.</summary>
    public bool ForceTagEndingByColon { get; init; }

    /// <summary>remove.msgFirstSpace: msg loses one space at its start.</summary>
    public bool RemoveMsgFirstSpace { get; init; }

    /// <summary>detect.YearAfterTimestamp: a year behind the time belongs to it.</summary>
    public bool DetectYearAfterTimestamp { get; init; }
}
