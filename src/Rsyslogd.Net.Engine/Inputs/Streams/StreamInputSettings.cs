using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>What becomes of a frame without its delimiter when the connection ends.</summary>
internal enum UnterminatedFrames
{
    /// <summary>Delivered if the peer ended the connection, dropped if the daemon did (imtcp).</summary>
    DropAtStop,

    /// <summary>Dropped (imptcp).</summary>
    Drop,

    /// <summary>Delivered: local programs may write messages without any delimiter.</summary>
    Deliver,
}

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

    /// <summary>What becomes of an unterminated frame.</summary>
    public UnterminatedFrames Unterminated { get; init; }

    /// <summary>rateLimit.interval in seconds; 0: none.</summary>
    public int RateLimitInterval { get; init; }

    /// <summary>rateLimit.burst.</summary>
    public int RateLimitBurst { get; init; } = 10_000;

    /// <summary>Reads the parameters that imtcp and imptcp have in common.</summary>
    /// <param name="parameters">Of the input.</param>
    /// <param name="parser">The global ones.</param>
    /// <param name="defaultSessions">maxSessions where it is not given; 0: no limit.</param>
    public static StreamInputSettings Read(ParameterScope parameters, ParserSettings parser, int defaultSessions)
    {
        var sessions = parameters.Int("maxSessions", defaultSessions);
        return new StreamInputSettings
        {
            Framing = new()
            {
                SupportOctetCounting = parameters.Switch("supportOctetCountedFraming", true),
                AdditionalDelimiter = parameters.Int("addtlFrameDelimiter", -1),
                DisableLineFeedDelimiter = parameters.Switch("disableLFDelimiter", false),
                MaxFrameSizeBytes = parameters.Int("maxFrameSize", 200_000),
                MaxMessageSizeBytes = parser.MaxMessageSizeBytes,
                DiscardTruncated = parameters.Switch("discardTruncatedMsg", false),
                Escape8Bit = parser.Escape8Bit,
            },
            MaxSessions = sessions > 0 || defaultSessions > 0 ? sessions : int.MaxValue,
            NotifyOnOpen = parameters.Switch("notifyOnConnectionOpen", false),
            NotifyOnClose = parameters.Switch("notifyOnConnectionClose", false),
            RateLimitInterval = parameters.Int("rateLimit.interval", 0),
            RateLimitBurst = parameters.Int("rateLimit.burst", 10_000),
        };
    }
}
