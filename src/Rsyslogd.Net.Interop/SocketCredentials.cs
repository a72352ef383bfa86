using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>Who sent a local datagram: struct ucred of unix(7).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct SocketCredentials
{
    /// <summary>The process, as this daemon's PID namespace numbers it.</summary>
    public readonly int ProcessId;

    /// <summary>Its user.</summary>
    public readonly uint UserId;

    /// <summary>Its group.</summary>
    public readonly uint GroupId;
}
