using System.Runtime.CompilerServices;
using System.Text;

namespace Rsyslogd.Net.Interop;

/// <summary>How <see cref="NativeFile.Open"/> opens. Always closed on exec, never becomes a controlling terminal.</summary>
[Flags]
public enum FileOpening
{
    /// <summary>For writing at the end (O_WRONLY, O_APPEND), and never waiting for the other end of a fifo or a
    /// terminal (O_NONBLOCK; without effect on regular files).</summary>
    Append = 0,

    /// <summary>Makes it (O_CREAT) if it is not there.</summary>
    Create = 1,

    /// <summary>With <see cref="Create"/>: only if it is not there (O_EXCL).</summary>
    Exclusive = 2,

    /// <summary>Both ways (O_RDWR) instead of at the end: a fifo opens also without a reader then (fifo(7)).</summary>
    ReadWrite = 4,
}

/// <summary>Files as plain numbers for those who write them by themselves. What can fail returns a negative errno then
/// (see <see cref="Errno"/>). Paths are bytes, as the kernel has them, and end in NUL.</summary>
public static unsafe class NativeFile
{
    /// <summary>The longest path that the kernel takes, the NUL included (PATH_MAX).</summary>
    public const int MaxPathBytes = 4096;

    /// <summary>The longest component of a path (NAME_MAX).</summary>
    public const int MaxNameBytes = 255;

    private const int RegularFile = 0x8000;
    private const int FileTypeMask = 0xF000;

    /// <summary>A text as a path.</summary>
    public static byte[] Path(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>open(2): a descriptor.</summary>
    /// <param name="path">Ends in NUL.</param>
    /// <param name="how">What for.</param>
    /// <param name="mode">Of a new file, before the umask.</param>
    public static int Open(ReadOnlySpan<byte> path, FileOpening how, int mode)
    {
        var flags = Libc.OpenCloseOnExec | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking;
        flags |= how.HasFlag(FileOpening.ReadWrite) ? Libc.OpenReadWrite : Libc.OpenWriteOnly | Libc.OpenAppend;
        flags |= how.HasFlag(FileOpening.Create) ? Libc.OpenCreate : 0;
        flags |= how.HasFlag(FileOpening.Exclusive) ? Libc.OpenExclusive : 0;
        fixed (byte* bytes = path)
        {
            return Errno.Result(Libc.OpenPath(bytes, flags, (uint)mode));
        }
    }

    /// <summary>write(2): how many bytes were taken. Hot.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Errno.Result(Libc.Write(descriptor, start, (nuint)bytes.Length));
        }
    }

    /// <summary>read(2): how many bytes, 0 at the end.</summary>
    public static int Read(int descriptor, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            return Errno.Result(Libc.Read(descriptor, start, (nuint)room.Length));
        }
    }

    /// <summary>close(2).</summary>
    public static void Close(int descriptor) => _ = Libc.Close(descriptor);

    /// <summary>Where the next write of this descriptor would be, were it not for O_APPEND: the end of the last one.</summary>
    public static long Position(int descriptor) => Libc.Seek(descriptor, 0, 1);

    /// <summary>Type and size of an open file.</summary>
    [SkipLocalsInit]
    public static bool TryDescribe(int descriptor, out bool isRegular, out long size)
    {
        const int modeOffset = 28;
        const int sizeOffset = 40;
        var result = stackalloc byte[256];
        byte empty = 0;
        var known = Libc.Statx(descriptor, &empty, Libc.StatxEmptyPath, Libc.StatxTypeAndSize, result) == 0;
        isRegular = known && (*(ushort*)(result + modeOffset) & FileTypeMask) == RegularFile;
        size = known ? *(long*)(result + sizeOffset) : 0;
        return known;
    }

    /// <summary>pread(2): how many bytes, 0 at the end. Hot.</summary>
    public static int ReadAt(int descriptor, Span<byte> room, long offset)
    {
        fixed (byte* start = room)
        {
            return Errno.Result(Libc.ReadAt(descriptor, start, (nuint)room.Length, offset));
        }
    }

    /// <summary>Which file a path leads to, and what it is like. 0, or a negative errno.</summary>
    public static int Describe(string path, out FileDescription description)
    {
        const int currentDirectory = -100;
        fixed (byte* bytes = Path(path))
        {
            return Describe(currentDirectory, bytes, 0, out description);
        }
    }

    /// <summary>The same of an open file.</summary>
    public static int Describe(int descriptor, out FileDescription description)
    {
        byte empty = 0;
        return Describe(descriptor, &empty, Libc.StatxEmptyPath, out description);
    }

    /// <summary>ftruncate(2).</summary>
    public static int Truncate(int descriptor, long length) => Errno.Result(Libc.Truncate(descriptor, length));

    /// <summary>fdatasync(2).</summary>
    public static int Sync(int descriptor) => Errno.Result(Libc.Sync(descriptor));

    /// <summary>fchown(2); -1 leaves user or group as they are.</summary>
    public static int ChangeOwner(int descriptor, long user, long group) =>
        Errno.Result(Libc.ChangeOwner(descriptor, (uint)user, (uint)group));

    /// <summary>chown(2); -1 leaves user or group as they are.</summary>
    public static int ChangeOwner(ReadOnlySpan<byte> path, long user, long group)
    {
        fixed (byte* bytes = path)
        {
            return Errno.Result(Libc.ChangeOwnerOfPath(bytes, (uint)user, (uint)group));
        }
    }

    /// <summary>mkdir(2).</summary>
    public static int MakeDirectory(ReadOnlySpan<byte> path, int mode)
    {
        fixed (byte* bytes = path)
        {
            return Errno.Result(Libc.MakeDirectory(bytes, (uint)mode));
        }
    }

    /// <summary>How many descriptors this process may have (RLIMIT_NOFILE, soft).</summary>
    public static long DescriptorLimit()
    {
        Libc.ResourceLimit limit;
        return Libc.GetResourceLimit(Libc.RlimitOpenFiles, &limit) == 0 ? (long)Math.Min(limit.Current, int.MaxValue) : 1024;
    }

    /// <summary>Waits until a descriptor can be read or written, has an error or has been hung up (poll(2)). False when
    /// the time is over.</summary>
    public static bool Wait(int descriptor, bool forWriting, int milliseconds)
    {
        const short input = 1;
        const short output = 4;
        var entry = new Libc.PollEntry { Descriptor = descriptor, Events = forWriting ? output : input };
        return Libc.Poll(&entry, 1, milliseconds) > 0;
    }

    /// <summary>How many bytes written to a pipe have not been read (FIONREAD), also seen from its writing end.</summary>
    public static int UnreadBytes(int descriptor)
    {
        int value;
        return Libc.IoControl(descriptor, Libc.ReadableBytes, &value) < 0 ? 0 : value;
    }

    [SkipLocalsInit]
    private static int Describe(int folder, byte* path, int flags, out FileDescription description)
    {
        // struct statx: nlink at 16, mode 28, ino 32, size 40, mtime 112, dev_major 136, dev_minor 140.
        var result = stackalloc byte[256];
        var status = Errno.Result(Libc.Statx(folder, path, flags, Libc.StatxBasic, result));
        description = status < 0 ? default : new FileDescription(
            new FileIdentity(((ulong)*(uint*)(result + 136) << 32) | *(uint*)(result + 140), *(ulong*)(result + 32)),
            (*(ushort*)(result + 28) & FileTypeMask) == RegularFile,
            *(long*)(result + 40),
            *(uint*)(result + 16),
            *(long*)(result + 112));
        return status;
    }
}
