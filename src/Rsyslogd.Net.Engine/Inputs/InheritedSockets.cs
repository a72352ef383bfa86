using System.Globalization;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>What systemd hands over (sd_listen_fds(3)): syslog.socket, for example, or the open kernel log.</summary>
public static class InheritedSockets
{
    /// <summary>The path under which the kernel's log is found if it was handed over, by netsyslogd-kmsg.socket.</summary>
    public const string KernelLog = "/dev/kmsg";

    // FileDescriptorName= of that unit.
    private const string KernelLogName = "kmsg";

    private const int FirstDescriptor = 3;
    private const int MostDescriptors = 1024;

    /// <summary>
    /// Takes over what LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES announce: each socket by the path or <c>ip:port</c> it is bound
    /// to, made non-blocking and closed on exec. The variables are removed, so that no child takes the sockets for its own.
    /// </summary>
    public static IReadOnlyDictionary<string, int> Collect()
    {
        var found = Collect(
            Environment.GetEnvironmentVariable("LISTEN_PID"),
            Environment.GetEnvironmentVariable("LISTEN_FDS"),
            Environment.ProcessId,
            FirstDescriptor,
            Environment.GetEnvironmentVariable("LISTEN_FDNAMES"));
        foreach (var name in (ReadOnlySpan<string>)["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return found;
    }

    /// <summary>The same for given values.</summary>
    internal static Dictionary<string, int> Collect(string? pid, string? count, int ownPid, int first, string? joinedNames = null)
    {
        var sockets = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!int.TryParse(pid, CultureInfo.InvariantCulture, out var addressee) || addressee != ownPid
            || !int.TryParse(count, CultureInfo.InvariantCulture, out var descriptors))
        {
            return sockets;
        }

        var names = joinedNames?.Split(':') ?? [];
        Span<byte> name = stackalloc byte[SocketAddressText.MaxBytes];
        for (var descriptor = first; descriptor < first + Math.Clamp(descriptors, 0, MostDescriptors); descriptor++)
        {
            _ = NativeSocket.SetCloseOnExec(descriptor);
            if (names.ElementAtOrDefault(descriptor - first) == KernelLogName)
            {
                NativeSocket.TakeOver(descriptor);
                sockets.TryAdd(KernelLog, descriptor);
                continue;
            }

            var length = NativeSocket.GetName(descriptor, name);
            if (length >= 0 && SocketAddressText.Describe(name[..length]) is { } key)
            {
                NativeSocket.TakeOver(descriptor);
                sockets.TryAdd(key, descriptor);
            }
        }

        return sockets;
    }
}
