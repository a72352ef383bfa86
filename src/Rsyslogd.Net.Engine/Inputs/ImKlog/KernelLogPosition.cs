using System.Globalization;
using System.Text;

namespace Rsyslogd.Net.Engine.Inputs.ImKlog;

/// <summary>
/// How far the kernel's log was read in this boot. /dev/kmsg gives everything since the machine started to each reader;
/// without this a restart of the daemon would log it all again. Kept in workDirectory; without one there is no memory.
/// </summary>
internal sealed class KernelLogPosition(string? workDirectory)
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    private readonly string? _path = workDirectory is null ? null : Path.Combine(workDirectory, "imklog-position");

    /// <summary>The first record that has not been read; 0: none has.</summary>
    public long Load()
    {
        try
        {
            if (_path is not null && File.Exists(_path))
            {
                var words = File.ReadAllText(_path).Split(' ');
                if (words.Length == 2 && words[0] == BootId()
                    && long.TryParse(words[1], CultureInfo.InvariantCulture, out var next) && next > 0)
                {
                    return next;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing remembered: everything is new.
        }

        return 0;
    }

    /// <summary>Remembers it.</summary>
    public void Save(long next)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            WholeFile.Replace(_path, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{BootId()} {next}")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next start logs the kernel's messages once more: better than none at all.
        }
    }

    private static string BootId() => File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : "";
}
