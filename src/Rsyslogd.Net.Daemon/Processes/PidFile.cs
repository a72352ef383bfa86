using System.Globalization;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>The file that holds the process id while the daemon runs.</summary>
internal sealed class PidFile
{
    /// <summary>The path that means: no pid file.</summary>
    public const string None = "NONE";

    private readonly string? _path;

    /// <param name="path">Where; <see cref="None"/>: nowhere. Made absolute at once, because the directory changes later.</param>
    public PidFile(string path) => _path = path == None ? null : Path.GetFullPath(path);

    /// <summary>The daemon of our name that has written the file and still runs, if any.</summary>
    public int? FindOwner() => _path is not null && Read(_path) is { } process && IsDaemon(process) ? process : null;

    /// <summary>Writes our process id, as rsyslogd without a line end. The file appears with its content.</summary>
    public void Write()
    {
        if (_path is null)
        {
            return;
        }

        var draft = _path + ".tmp";
        File.WriteAllText(draft, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(draft, _path, overwrite: true);
    }

    /// <summary>Removes it; after a drop of privileges that may be impossible, and the next start overwrites it.</summary>
    public void Remove()
    {
        try
        {
            if (_path is not null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it: a pid file without its process is recognised as such.
        }
    }

    /// <summary>The process id in a pid file; null when there is none.</summary>
    public static int? Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).AsSpan().Trim();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process > 0
                ? process : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the process runs this program: after a reboot the number may belong to any other.</summary>
    private static bool IsDaemon(int process) =>
        process != Environment.ProcessId && DaemonProcess.Exists(process)
        && (ReadName(process.ToString(CultureInfo.InvariantCulture)) is not { } name || name == ReadName("self"));

    private static string? ReadName(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
