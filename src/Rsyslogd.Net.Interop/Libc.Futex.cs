using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>The C library. One partial class, split by subject.</summary>
internal static unsafe partial class Libc
{
    public const int Eintr = 4;
    public const int Eagain = 11;

    private const long SysFutexX64 = 202;
    private const long SysFutexArm64 = 98;

    public static readonly long SysFutex =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? SysFutexArm64 : SysFutexX64;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial long Futex(long number, int* word, int operation, int value, TimeSpec* timeout);

    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
