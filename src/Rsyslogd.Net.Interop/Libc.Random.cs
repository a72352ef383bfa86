using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport("libc", EntryPoint = "getentropy", SetLastError = true)]
    public static partial int GetEntropy(byte* buffer, nuint length);
}
