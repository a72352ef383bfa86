using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>The parameters of omfwd in the form its parts need them.</summary>
internal sealed record ForwardSettings(string Host, string Port, bool IsTcp)
{
    /// <summary>TCP_Framing="octet-counted" (RFC 6587, 3.4.1) instead of a delimiter (3.4.2).</summary>
    public bool IsOctetCounted { get; init; }

    /// <summary>TCP_FrameDelimiter.</summary>
    public byte Delimiter { get; init; } = (byte)'\n';

    /// <summary>RebindInterval: messages until a new connection is made; 0: never.</summary>
    public long RebindInterval { get; init; }

    /// <summary>UDP.SendToAll.</summary>
    public bool SendToAll { get; init; }

    /// <summary>UDP.SendDelay in microseconds.</summary>
    public int SendDelay { get; init; }

    /// <summary>RateLimit.Interval in seconds; 0: no limit.</summary>
    public long RateInterval { get; init; }

    /// <summary>RateLimit.Burst.</summary>
    public long RateBurst { get; init; } = 200;

    /// <summary>What is set on the socket.</summary>
    public ClientSocketOptions Socket { get; init; } = new();

    /// <summary>For messages to the operator.</summary>
    public string Description =>
        (IsTcp ? "tcp://" : "udp://") + (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host) + ":" + Port;

    /// <summary>Reads the parameters.</summary>
    public static ForwardSettings Read(BoundParameters parameters)
    {
        var isTcp = string.Equals(parameters.GetText("protocol"), "tcp", StringComparison.OrdinalIgnoreCase);
        return new(parameters.RequireText("target"), parameters.GetText("port") ?? "514", isTcp)
        {
            IsOctetCounted =
                string.Equals(parameters.GetText("TCP_Framing"), "octet-counted", StringComparison.OrdinalIgnoreCase),
            Delimiter = (byte)parameters.GetNumber("TCP_FrameDelimiter", '\n'),
            RebindInterval = parameters.GetNumber("RebindInterval", 0),
            SendToAll = parameters.GetSwitch("UDP.SendToAll"),
            SendDelay = (int)parameters.GetNumber("UDP.SendDelay", 0),
            RateInterval = parameters.GetNumber("RateLimit.Interval", 0),
            RateBurst = parameters.GetNumber("RateLimit.Burst", 200),
            Socket = new ClientSocketOptions
            {
                Device = parameters.GetText("Device"),
                Address = isTcp ? null : parameters.GetText("Address"),
                FreeBind = parameters.GetNumber("IpFreeBind", 2) != 0,
                // What the kernel has is kept here too, until it has arrived.
                MaxUnsentBytes = 256 * 1024,
                SendBufferBytes = isTcp ? 0 : (int)parameters.GetNumber("UDP.SendBuf", 0),
                KeepAlive = parameters.GetSwitch("KeepAlive"),
                KeepAliveProbes = (int)parameters.GetNumber("KeepAlive.Probes", 0),
                KeepAliveInterval = (int)parameters.GetNumber("KeepAlive.Interval", 0),
                KeepAliveTime = (int)parameters.GetNumber("KeepAlive.Time", 0),
            },
        };
    }
}
