namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>The name of this machine.</summary>
internal static class HostName
{
    /// <summary>As the kernel has it, with its domain if it has one; Environment.MachineName would cut that off.</summary>
    public static string Get()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/hostname").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }
}
