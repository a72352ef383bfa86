using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>One local socket as it is configured; names follow rsyslog's manual, "imuxsock".</summary>
internal sealed record UnixSocketSettings(string Path)
{
    /// <summary>The socket of syslog(3).</summary>
    public const string DefaultPath = "/dev/log";

    // Where journald passes on what it gets at /dev/log.
    private const string JournalPath = "/run/systemd/journal/syslog";

    /// <summary>Whether connections are accepted instead of datagrams.</summary>
    public bool IsStream { get; init; }

    /// <summary>unlink.</summary>
    public bool Unlink { get; init; }

    /// <summary>createPath.</summary>
    public bool CreatePath { get; init; }

    /// <summary>hostName; null: this machine's.</summary>
    public string? HostName { get; init; }

    /// <summary>usePIDFromSystem.</summary>
    public bool UsePidFromSystem { get; init; }

    /// <summary>annotate.</summary>
    public bool Annotate { get; init; }

    /// <summary>rateLimit.interval in seconds; 0: none.</summary>
    public int RateLimitInterval { get; init; }

    /// <summary>rateLimit.burst.</summary>
    public int RateLimitBurst { get; init; }

    /// <summary>rateLimit.severity: messages more important than this are never dropped.</summary>
    public int RateLimitSeverity { get; init; }

    /// <summary>What its messages have in common.</summary>
    public required InputSource Source { get; init; }

    /// <summary>An additional socket: input(type="imuxsock").</summary>
    public static UnixSocketSettings OfInput(BoundInput input)
    {
        var parameters = input.Parameters;
        return Read(parameters, "", parameters.RequireText("socket"), input.Ruleset) with
        {
            CreatePath = parameters.GetSwitch("createPath"),
            HostName = parameters.GetText("hostName"),
            IsStream = "stream".Equals(parameters.GetText("socketType"), StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The system socket, which is there because the module is loaded; null when it is not to be used.</summary>
    public static UnixSocketSettings? OfModule(BoundParameters parameters)
    {
        if (!parameters.GetSwitch("sysSock.use", true))
        {
            return null;
        }

        // The manual, "Coexistence with systemd", step 1.
        var path = parameters.GetText("sysSock.name") ?? DefaultPath;
        if (!parameters.IsGiven("sysSock.name") && Directory.Exists("/run/systemd/system") && File.Exists(JournalPath))
        {
            path = JournalPath;
        }

        return Read(parameters, "sysSock.", path, ruleset: null);
    }

    private static UnixSocketSettings Read(BoundParameters parameters, string prefix, string path, string? ruleset)
    {
        var isSpecial = parameters.GetSwitch(prefix + "useSpecialParser", true);
        return new UnixSocketSettings(path)
        {
            Unlink = parameters.GetSwitch(prefix + "unlink", true),
            UsePidFromSystem = parameters.GetSwitch(prefix + "usePIDFromSystem"),
            Annotate = parameters.GetSwitch(prefix + "annotate"),
            RateLimitInterval = (int)parameters.GetNumber(prefix + "rateLimit.interval", 0),
            RateLimitBurst = (int)parameters.GetNumber(prefix + "rateLimit.burst", 200),
            RateLimitSeverity = (int)parameters.GetNumber(prefix + "rateLimit.severity", 1),
            Source = new InputSource("imuxsock"u8.ToArray(), isSpecial ? FrameDialect.Local : FrameDialect.ParserChain)
            {
                Ruleset = ruleset,
                IgnoresSenderTime = parameters.GetSwitch(prefix + "ignoreTimestamp", true)
                    || (isSpecial && parameters.GetSwitch(prefix + "useSysTimeStamp", true)),
                ParseHostname = parameters.GetSwitch(prefix + "parseHostname"),
            },
        };
    }
}
