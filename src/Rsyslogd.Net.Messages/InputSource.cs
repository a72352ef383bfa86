namespace Rsyslogd.Net.Messages;

/// <summary>How the frames of an input are to be read.</summary>
public enum FrameDialect
{
    /// <summary>The ruleset's parser chain: RFC 5424, then RFC 3164.</summary>
    ParserChain,

    /// <summary>imuxsock's own reading: <c>[PRI][time]tag: text</c>, no hostname, the time of reception.</summary>
    Local,

    /// <summary>Already complete: priority, tag and text are given (kernel messages, the daemon's own).</summary>
    Prepared,
}

/// <summary>What all messages of one input (one listener) have in common.</summary>
/// <param name="Name">The property inputname, for example <c>imudp</c>.</param>
/// <param name="Dialect">How its frames are read.</param>
public sealed record InputSource(byte[] Name, FrameDialect Dialect)
{
    /// <summary>The time of reception is the message's, whatever time the frame has (imuxsock ignoreTimestamp and, with its own
    /// parser, useSysTimeStamp).</summary>
    public bool IgnoresSenderTime { get; init; }

    /// <summary>Parser chain, old format: look for a hostname before the tag. Off for the local log socket with useSpecialParser=off
    /// unless parseHostname is on.</summary>
    public bool ParseHostname { get; init; } = true;

    /// <summary>The name of the ruleset that the input is bound to; null for the default one.</summary>
    public string? Ruleset { get; init; }

    /// <summary>Index of that ruleset in the running topology; set when the topology is built.</summary>
    public int RulesetIndex { get; set; }

    /// <summary>Index of the ruleset whose parsers read its frames: the one above, also when another ruleset has called this one.</summary>
    public int ParserIndex { get; set; }

    /// <summary>immark with use.markFlag: its interval, for actions that need no sign of life while they have messages
    /// (action.writeAllMarkMessages="off"); 0: no mark messages.</summary>
    public long MarkIntervalSeconds { get; init; }

    /// <summary>A time zone for senders that give none (imudp/imtcp defaultTZ), for example <c>+02:00</c>; null: local.</summary>
    public TimeSpan? DefaultZone { get; init; }
}
