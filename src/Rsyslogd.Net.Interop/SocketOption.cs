namespace Rsyslogd.Net.Interop;

/// <summary>Socket options of Linux: the level in the upper 16 bits, the option's number in the lower.</summary>
public enum SocketOption
{
    /// <summary>SO_REUSEADDR.</summary>
    ReuseAddress = (1 << 16) | 2,

    /// <summary>SO_TYPE.</summary>
    Type = (1 << 16) | 3,

    /// <summary>SO_RCVBUF.</summary>
    ReceiveBuffer = (1 << 16) | 8,

    /// <summary>SO_KEEPALIVE.</summary>
    KeepAlive = (1 << 16) | 9,

    /// <summary>SO_PASSCRED.</summary>
    PassCredentials = (1 << 16) | 16,

    /// <summary>SO_BINDTODEVICE.</summary>
    BindToDevice = (1 << 16) | 25,

    /// <summary>SO_ACCEPTCONN.</summary>
    IsListening = (1 << 16) | 30,

    /// <summary>SO_RCVBUFFORCE: beyond net.core.rmem_max, for root.</summary>
    ReceiveBufferForce = (1 << 16) | 33,

    /// <summary>TCP_KEEPIDLE, seconds.</summary>
    KeepAliveTime = (6 << 16) | 4,

    /// <summary>TCP_KEEPINTVL, seconds.</summary>
    KeepAliveInterval = (6 << 16) | 5,

    /// <summary>TCP_KEEPCNT.</summary>
    KeepAliveProbes = (6 << 16) | 6,

    /// <summary>IP_FREEBIND (level IPPROTO_IP, also for IPv6).</summary>
    FreeBind = (0 << 16) | 15,

    /// <summary>IPV6_V6ONLY.</summary>
    OnlyIPv6 = (41 << 16) | 26,
}
