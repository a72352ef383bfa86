using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <content>regcomp(3).</content>
internal static unsafe partial class Libc
{
    public const int RegExtended = 1;
    public const int RegIgnoreCase = 2;
    public const int RegNoSub = 8;
    public const int RegNotBol = 1;
    public const int RegStartEnd = 4;
    public const int RegNoMatch = 1;

    [LibraryImport("libc", EntryPoint = "regcomp")]
    public static partial int RegComp(void* compiled, byte* pattern, int flags);

    [LibraryImport("libc", EntryPoint = "regexec")]
    public static partial int RegExec(void* compiled, byte* text, nuint groups, RegMatch* matches, int flags);

    [LibraryImport("libc", EntryPoint = "regerror")]
    public static partial nuint RegError(int code, void* compiled, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "regfree")]
    public static partial void RegFree(void* compiled);

    public struct RegMatch
    {
        public int Start;
        public int End;
    }
}
