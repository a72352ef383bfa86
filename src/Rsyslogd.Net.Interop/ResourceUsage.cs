namespace Rsyslogd.Net.Interop;

/// <summary>What this process has used so far (getrusage(2), RUSAGE_SELF).</summary>
/// <param name="UserMicroseconds">ru_utime.</param>
/// <param name="SystemMicroseconds">ru_stime.</param>
/// <param name="MaxResidentKilobytes">ru_maxrss.</param>
/// <param name="MinorFaults">ru_minflt.</param>
/// <param name="MajorFaults">ru_majflt.</param>
/// <param name="InputBlocks">ru_inblock.</param>
/// <param name="OutputBlocks">ru_oublock.</param>
/// <param name="VoluntarySwitches">ru_nvcsw.</param>
/// <param name="InvoluntarySwitches">ru_nivcsw.</param>
public readonly record struct ResourceUsage(
    long UserMicroseconds,
    long SystemMicroseconds,
    long MaxResidentKilobytes,
    long MinorFaults,
    long MajorFaults,
    long InputBlocks,
    long OutputBlocks,
    long VoluntarySwitches,
    long InvoluntarySwitches)
{
    private const int Fields = 18;

    /// <summary>As it is now; all zero where the kernel doesn't tell.</summary>
    public static unsafe ResourceUsage Read()
    {
        // struct rusage: two struct timeval, then 14 longs.
        var usage = stackalloc long[Fields];
        return Libc.GetResourceUsage(0, usage) < 0 ? default : new ResourceUsage(
            (usage[0] * 1_000_000) + usage[1],
            (usage[2] * 1_000_000) + usage[3],
            usage[4],
            usage[8],
            usage[9],
            usage[11],
            usage[12],
            usage[16],
            usage[17]);
    }
}
