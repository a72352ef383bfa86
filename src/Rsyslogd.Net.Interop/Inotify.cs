using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>inotify(7): tells that files have grown and directories have changed. What can fail returns a negative errno.</summary>
public static unsafe class Inotify
{
    /// <summary>The number that stands for all watches, when the kernel had more to tell than it could keep.</summary>
    public const int AllWatches = -1;

    private const int EventBytes = 16;

    /// <summary>Makes an instance: a descriptor that is readable while something has changed.</summary>
    public static int Create() => Errno.Result(Libc.InotifyCreateInstance(Libc.InotifyFlags));

    /// <summary>Watches what is written to an open file, whatever its name is or becomes.</summary>
    /// <returns>The number of the watch; the same for each descriptor of one file.</returns>
    public static int WatchContent(int inotify, int file) => Add(inotify, NativeFile.Path($"/proc/self/fd/{file}"), Libc.InotifyModify);

    /// <summary>Watches what is written to a file that isn't open.</summary>
    /// <returns>The number of the watch.</returns>
    public static int WatchContent(int inotify, string path) => Add(inotify, NativeFile.Path(path), Libc.InotifyModify);

    /// <summary>Watches which names come and go in a directory, and whether it goes itself.</summary>
    /// <returns>The number of the watch.</returns>
    public static int WatchNames(int inotify, string directory) => Add(
        inotify,
        NativeFile.Path(directory),
        Libc.InotifyCreate | Libc.InotifyDelete | Libc.InotifyMovedFrom | Libc.InotifyMovedTo | Libc.InotifyDeleteSelf
        | Libc.InotifyMoveSelf | Libc.InotifyOnlyDirectory);

    /// <summary>Ends a watch.</summary>
    public static void Remove(int inotify, int watch) => _ = Libc.InotifyRemove(inotify, watch);

    /// <summary>Takes the next event from what was read of the descriptor.</summary>
    /// <param name="events">What is left; the event is cut off.</param>
    /// <param name="watch">Whose event it is, or <see cref="AllWatches"/>.</param>
    /// <param name="isGone">The watch has ended by itself: its file or directory is no more.</param>
    /// <returns>False at the end.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> events, out int watch, out bool isGone)
    {
        if (events.Length < EventBytes)
        {
            (watch, isGone) = (0, false);
            return false;
        }

        watch = MemoryMarshal.Read<int>(events);
        isGone = (MemoryMarshal.Read<uint>(events[4..]) & Libc.InotifyIgnored) != 0;
        var nameBytes = MemoryMarshal.Read<int>(events[12..]);
        events = events[(EventBytes + nameBytes)..];
        return true;
    }

    private static int Add(int inotify, byte[] path, uint mask)
    {
        fixed (byte* bytes = path)
        {
            return Errno.Result(Libc.InotifyAdd(inotify, bytes, mask));
        }
    }
}
