using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.InternalMessages;

/// <summary>What global() says of the daemon's own messages (manual: "global() configuration object").</summary>
public sealed record InternalLogSettings
{
    /// <summary>errorMessagesToStderr.</summary>
    public bool ToStandardError { get; init; } = true;

    /// <summary>errorMessagesToStderr.maxNumber: how many lines there may be at all; further ones go to the rules only.</summary>
    public long MaxStandardErrorLines { get; init; } = long.MaxValue;

    /// <summary>internalmsg.severity: what is less severe does not enter the rules.</summary>
    public Severity LeastSevere { get; init; } = Severity.Informational;

    /// <summary>internalmsg.ratelimit.interval; zero: no limit.</summary>
    public TimeSpan RateLimitInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>internalmsg.ratelimit.burst: how many messages may enter the rules within an interval.</summary>
    public long RateLimitBurst { get; init; } = 500;

    /// <summary>logStatusMessages: that the daemon has started, was HUPed, ends.</summary>
    public bool TellsStatus { get; init; } = true;

    /// <summary>Reads global().</summary>
    public static InternalLogSettings Read(BoundParameters globals)
    {
        ArgumentNullException.ThrowIfNull(globals);
        var defaults = new InternalLogSettings();
        return new InternalLogSettings
        {
            ToStandardError = globals.GetSwitch("errorMessagesToStderr", true),
            MaxStandardErrorLines = globals.GetNumber("errorMessagesToStderr.maxNumber", long.MaxValue),
            LeastSevere = (Severity)globals.GetNumber("internalmsg.severity", (long)defaults.LeastSevere),
            RateLimitInterval = TimeSpan.FromSeconds(globals.GetNumber("internalmsg.rateLimit.interval", 5)),
            RateLimitBurst = globals.GetNumber("internalmsg.rateLimit.burst", defaults.RateLimitBurst),
            TellsStatus = globals.GetSwitch("logStatusMessages", true),
        };
    }
}
