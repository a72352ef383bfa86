using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>What a stream input is configured to do, whatever its sockets are; names follow rsyslog's manual, "imtcp".</summary>
internal sealed record StreamInputSettings
{
    /// <summary>How bytes become frames.</summary>
    public StreamFramingSettings Framing { get; init; } = new();

    /// <summary>maxSessions: connections beyond are closed at once.</summary>
    public int MaxSessions { get; init; } = 200;

    /// <summary>notifyOnConnectionOpen.</summary>
    public bool NotifyOnOpen { get; init; }

    /// <summary>notifyOnConnectionClose.</summary>
    public bool NotifyOnClose { get; init; }

    /// <summary>Whether an unterminated frame is dropped when its connection ends (imptcp) instead of delivered (imtcp).</summary>
    public bool DropUnterminated { get; init; }

    /// <summary>rateLimit.interval in seconds; 0: none.</summary>
    public int RateLimitInterval { get; init; }

    /// <summary>rateLimit.burst.</summary>
    public int RateLimitBurst { get; init; } = 10_000;
}
