using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    public const uint MemoryFileCloseOnExec = 1;
    public const uint MemoryFileAllowSealing = 2;
    public const int AddSeals = 1033;

    /// <summary>F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_WRITE: nothing changes any more.</summary>
    public const int AllSeals = 15;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
    public static partial int CreateMemoryFile(byte* name, uint flags);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint SendMessage(int descriptor, MessageVectorElement* message, int flags);

    /// <summary>struct cmsghdr with one descriptor in it (SCM_RIGHTS, unix(7)).</summary>
    public struct DescriptorControl
    {
        private ulong _length;
        private int _level;
        private int _type;
        private int _descriptor;
        private int _padding;

        public static DescriptorControl Of(int descriptor) => new()
        {
            _length = 20, // header and descriptor, without the padding
            _level = 1, // SOL_SOCKET
            _type = 1, // SCM_RIGHTS
            _descriptor = descriptor,
            _padding = 0,
        };
    }
}
