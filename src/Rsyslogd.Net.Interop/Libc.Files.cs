using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    public const int OpenWriteOnly = 0x1;
    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenNoControllingTerminal = 0x100;
    public const int OpenAppend = 0x400;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;
    public const int StatxEmptyPath = 0x1000;
    public const int StatxTypeAndSize = 0x1 | 0x200;
    public const uint StatxBasic = 0x7ff;
    public const ulong ReadableBytes = 0x541B;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int OpenPath(byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Statx(int folder, byte* path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(int descriptor, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true)]
    public static partial int ChangeOwnerOfPath(byte* path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    public static partial int MakeDirectory(byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoControl(int descriptor, ulong request, int* value);

    /// <summary>struct pollfd.</summary>
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
