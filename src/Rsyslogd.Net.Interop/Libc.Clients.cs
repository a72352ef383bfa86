using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    public const int MsgNoSignal = 0x4000;
    public const int MsgDontWaitToSend = 0x40;
    public const ulong UnsentBytes = 0x5411;
    public const int LevelUdp = 17;
    public const int UdpSegment = 103;

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int descriptor, int how);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* room, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int descriptor, MessageVectorElement* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "getaddrinfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Resolve(string? host, string? service, AddressEntry* hints, AddressEntry** found);

    [LibraryImport("libc", EntryPoint = "freeaddrinfo")]
    public static partial void FreeResolved(AddressEntry* list);

    [LibraryImport("libc", EntryPoint = "gai_strerror")]
    public static partial nint DescribeResolveError(int error);

    /// <summary>A struct cmsghdr with a UDP_SEGMENT, as 64-bit Linux wants it.</summary>
    public struct SegmentControl
    {
        public nuint Length;
        public int Level;
        public int Type;
        public ushort SegmentBytes;

        public static SegmentControl Of(int bytes) => new()
        {
            Length = 18,
            Level = LevelUdp,
            Type = UdpSegment,
            SegmentBytes = (ushort)bytes,
        };
    }

    /// <summary>struct addrinfo of Linux.</summary>
    public struct AddressEntry
    {
        public int Flags;
        public int Family;
        public int Type;
        public int Protocol;
        public uint Length;
        public byte* Address;
        public byte* CanonicalName;
        public AddressEntry* Next;
    }
}
