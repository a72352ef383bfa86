using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    public const int InotifyFlags = CloseOnExec | NonBlocking;
    public const uint InotifyModify = 0x2;
    public const uint InotifyMovedFrom = 0x40;
    public const uint InotifyMovedTo = 0x80;
    public const uint InotifyCreate = 0x100;
    public const uint InotifyDelete = 0x200;
    public const uint InotifyDeleteSelf = 0x400;
    public const uint InotifyMoveSelf = 0x800;
    public const uint InotifyIgnored = 0x8000;
    public const uint InotifyOnlyDirectory = 0x0100_0000;

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int InotifyCreateInstance(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    public static partial int InotifyAdd(int descriptor, byte* path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int InotifyRemove(int descriptor, int watch);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, byte* buffer, nuint length, long offset);
}
