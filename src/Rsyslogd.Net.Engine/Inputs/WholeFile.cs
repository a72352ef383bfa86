using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>Small files that are replaced as a whole: whoever reads one, be it after a crash, finds the old one or the new one and
/// never a part of either.</summary>
internal static class WholeFile
{
    /// <summary>Writes a draft beside the file and gives it the file's name.</summary>
    /// <param name="path">The file; there may be none yet.</param>
    /// <param name="content">What will be in it.</param>
    /// <param name="mode">Null: what the umask leaves of 0666.</param>
    /// <param name="isSynced">Waits until content and name are on the disk (fsync(2)).</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode? mode = null, bool isSynced = false)
    {
        var draft = path + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = mode,
        };
        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: isSynced);
        }

        File.Move(draft, path, overwrite: true);
        if (isSynced)
        {
            SyncDirectoryOf(path);
        }
    }

    // The new name must not be lost either.
    private static void SyncDirectoryOf(string path)
    {
        var directory = NativeSocket.OpenForReading(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        if (directory >= 0)
        {
            _ = NativeFile.Sync(directory);
            NativeFile.Close(directory);
        }
    }
}
