using System.Globalization;

namespace Rsyslogd.Net.Interop;

/// <summary>The memory that this process's own program file takes.</summary>
public static unsafe class ProgramMemory
{
    private const int DontNeed = 4;

    /// <summary>
    /// Gives back the pages of code and constants that the start has touched (madvise(2), MADV_DONTNEED). They are clean pages of
    /// the program's file: what is needed again comes from the page cache, one fault for sixteen pages.
    /// </summary>
    /// <returns>Bytes of address space that were given back; 0 where /proc can't be read.</returns>
    public static long ReleaseStart()
    {
        var released = 0L;
        try
        {
            var program = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false)?.FullName;
            var region = string.Empty;
            foreach (var line in File.ReadLines("/proc/self/smaps"))
            {
                if (program is not null && line.EndsWith(program, StringComparison.Ordinal))
                {
                    region = line;
                }
                else if (line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
                {
                    // Constants that were relocated are the process's own, though it can't write to them any more. Code is not, but
                    // looks dirty as long as a newly installed file isn't on the disk.
                    var isClean = line.EndsWith(" 0 kB", StringComparison.Ordinal) || region.Contains(" r-xp ", StringComparison.Ordinal);
                    released += isClean ? Release(region) : 0;
                    region = string.Empty;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }

        return released;
    }

    // "55ee10f64000-55ee11648000 r-xp 00042000 fe:01 1234    /usr/sbin/netsyslogd"
    private static long Release(string region)
    {
        var fields = region.Split(' ', 3);
        var ends = fields[0].Split('-');
        if (ends.Length != 2 || fields[1] is not ("r-xp" or "r--p")
            || !ulong.TryParse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var start)
            || !ulong.TryParse(ends[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var end))
        {
            return 0;
        }

        return Libc.Advise((void*)start, (nuint)(end - start), DontNeed) == 0 ? (long)(end - start) : 0;
    }
}
