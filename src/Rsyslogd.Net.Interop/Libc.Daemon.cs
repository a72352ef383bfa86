using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>What a daemon does to its own process.</summary>
internal static unsafe partial class Libc
{
    public const int Eperm = 1;
    public const int SigDefault = 0;
    public const int SigIgnore = 1;
    public const int RlimitOpenFiles = 7;

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial uint GetEffectiveGroup();

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial int SetUmask(int mask);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetResourceLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetResourceLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    public static partial int SetUserId(uint id);

    [LibraryImport("libc", EntryPoint = "setgid", SetLastError = true)]
    public static partial int SetGroupId(uint id);

    [LibraryImport("libc", EntryPoint = "getgid")]
    public static partial uint GetGroupId();

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetSupplementaryGroups(nint count, uint* groups);

    [LibraryImport("libc", EntryPoint = "initgroups", SetLastError = true)]
    public static partial int InitialiseGroups(byte* user, uint group);

    /// <summary>struct passwd; its first member is the name.</summary>
    [LibraryImport("libc", EntryPoint = "getpwuid", SetLastError = true)]
    public static partial byte** FindUserById(uint id);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint SetSignalDisposition(int signal, nint disposition);

    [LibraryImport("libc", EntryPoint = "chroot", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeRoot(string path);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int DuplicateOnto(int from, int to);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    public struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
