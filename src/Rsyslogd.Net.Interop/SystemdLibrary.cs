using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>libsystemd, loaded when somebody first wants the journal: machines without systemd have none, and need none.
/// Signatures: systemd/sd-journal.h.</summary>
internal sealed unsafe class SystemdLibrary
{
    private const string FileName = "libsystemd.so.0";

    private static readonly Lock Loading = new();
    private static SystemdLibrary? _loaded;

    private SystemdLibrary(nint library)
    {
        Open = (delegate* unmanaged<void**, int, int>)Find(library, "sd_journal_open");
        OpenDirectory = (delegate* unmanaged<void**, byte*, int, int>)Find(library, "sd_journal_open_directory");
        Close = (delegate* unmanaged<void*, void>)Find(library, "sd_journal_close");
        GetDescriptor = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_get_fd");
        IsDescriptorReliable = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_reliable_fd");
        Process = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_process");
        SeekHead = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_seek_head");
        SeekTail = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_seek_tail");
        SeekCursor = (delegate* unmanaged<void*, byte*, int>)Find(library, "sd_journal_seek_cursor");
        Next = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_next");
        Previous = (delegate* unmanaged<void*, int>)Find(library, "sd_journal_previous");
        GetCursor = (delegate* unmanaged<void*, byte**, int>)Find(library, "sd_journal_get_cursor");
        GetRealtime = (delegate* unmanaged<void*, ulong*, int>)Find(library, "sd_journal_get_realtime_usec");
        SetDataThreshold = (delegate* unmanaged<void*, nuint, int>)Find(library, "sd_journal_set_data_threshold");
        RestartData = (delegate* unmanaged<void*, void>)Find(library, "sd_journal_restart_data");
        // Of systemd 246, as rsyslog's module; the older one stops at a field that this build can't decompress.
        EnumerateData = (delegate* unmanaged<void*, void**, nuint*, int>)Find(library, "sd_journal_enumerate_available_data");
        GetUsage = (delegate* unmanaged<void*, ulong*, int>)Find(library, "sd_journal_get_usage");
    }

    public delegate* unmanaged<void**, int, int> Open { get; }

    public delegate* unmanaged<void**, byte*, int, int> OpenDirectory { get; }

    public delegate* unmanaged<void*, void> Close { get; }

    public delegate* unmanaged<void*, int> GetDescriptor { get; }

    public delegate* unmanaged<void*, int> IsDescriptorReliable { get; }

    public delegate* unmanaged<void*, int> Process { get; }

    public delegate* unmanaged<void*, int> SeekHead { get; }

    public delegate* unmanaged<void*, int> SeekTail { get; }

    public delegate* unmanaged<void*, byte*, int> SeekCursor { get; }

    public delegate* unmanaged<void*, int> Next { get; }

    public delegate* unmanaged<void*, int> Previous { get; }

    public delegate* unmanaged<void*, byte**, int> GetCursor { get; }

    public delegate* unmanaged<void*, ulong*, int> GetRealtime { get; }

    public delegate* unmanaged<void*, nuint, int> SetDataThreshold { get; }

    public delegate* unmanaged<void*, void> RestartData { get; }

    public delegate* unmanaged<void*, void**, nuint*, int> EnumerateData { get; }

    public delegate* unmanaged<void*, ulong*, int> GetUsage { get; }

    /// <summary>Loads it, unless it has been.</summary>
    public static bool TryGet([NotNullWhen(true)] out SystemdLibrary? library, [NotNullWhen(false)] out string? reason)
    {
        lock (Loading)
        {
            reason = null;
            if (_loaded is null && NativeLibrary.TryLoad(FileName, out var handle))
            {
                try
                {
                    _loaded = new SystemdLibrary(handle);
                }
                catch (EntryPointNotFoundException fault)
                {
                    reason = $"{FileName} is too old: {fault.Message}";
                }
            }

            library = _loaded;
            reason ??= library is null ? $"{FileName} is not installed" : null;
            return library is not null;
        }
    }

    private static nint Find(nint library, string name) => NativeLibrary.GetExport(library, name);
}
