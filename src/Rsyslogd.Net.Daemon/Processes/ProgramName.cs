namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>The name under which we were started: a symbolic link <c>rsyslogd</c> makes us take rsyslogd's place.</summary>
internal static class ProgramName
{
    private const string RsyslogdName = "rsyslogd";

    // Not Environment.ProcessPath, which is what a link leads to.
    private static readonly string Started = ReadFirstArgument();

    /// <summary>Whether we were started as rsyslogd.</summary>
    public static bool IsRsyslogd => System.IO.Path.GetFileName(Started) == RsyslogdName;

    /// <summary>The path that starts us again under the same name.</summary>
    public static string Path
    {
        get
        {
            var found = Started.Contains('/', StringComparison.Ordinal) ? System.IO.Path.GetFullPath(Started) : FindInPath(Started);
            return found is not null && File.Exists(found) ? found : Environment.ProcessPath!;
        }
    }

    private static string? FindInPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => System.IO.Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static string ReadFirstArgument()
    {
        try
        {
            var line = File.ReadAllText("/proc/self/cmdline");
            var end = line.IndexOf('\0', StringComparison.Ordinal);
            return end > 0 ? line[..end] : Environment.ProcessPath!;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessPath!;
        }
    }
}
