using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>Opens log files, and makes them and their directories with the owner and mode that were configured. What is
/// there already keeps its own. Cold.</summary>
internal sealed class FileOpener(FileSettings settings)
{
    /// <summary>A descriptor, or a negative errno.</summary>
    /// <param name="path">Ends in NUL.</param>
    public int Open(ReadOnlySpan<byte> path)
    {
        var descriptor = NativeFile.Open(path, FileOpening.Append, 0);
        if (descriptor != -Errno.NoEntry)
        {
            return descriptor;
        }

        descriptor = Create(path);
        if (descriptor == -Errno.NoEntry && settings.CreateDirectories)
        {
            var made = MakeDirectories(path);
            descriptor = made < 0 ? made : Create(path);
        }

        return descriptor;
    }

    private int Create(ReadOnlySpan<byte> path)
    {
        var descriptor = NativeFile.Open(path, FileOpening.Create | FileOpening.Exclusive, settings.FileMode);
        if (descriptor == -Errno.Exists)
        {
            // Somebody was faster, or it is a symbolic link to what isn't there yet.
            descriptor = NativeFile.Open(path, FileOpening.Create, settings.FileMode);
        }

        if (descriptor >= 0 && (settings.FileOwner >= 0 || settings.FileGroup >= 0))
        {
            var changed = NativeFile.ChangeOwner(descriptor, settings.FileOwner, settings.FileGroup);
            if (changed < 0 && settings.FailOnChownFailure)
            {
                NativeFile.Close(descriptor);
                return changed;
            }
        }

        return descriptor;
    }

    private int MakeDirectories(ReadOnlySpan<byte> path)
    {
        Span<byte> part = stackalloc byte[NativeFile.MaxPathBytes];
        if (path.Length > part.Length)
        {
            return -Errno.NoEntry;
        }

        path.CopyTo(part);
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] != (byte)'/' || path[i - 1] == (byte)'/')
            {
                continue;
            }

            part[i] = 0;
            var made = NativeFile.MakeDirectory(part[..(i + 1)], settings.DirectoryMode);
            if (made == 0)
            {
                made = GiveToOwner(part[..(i + 1)]);
            }

            if (made < 0 && made != -Errno.Exists)
            {
                return made;
            }

            part[i] = (byte)'/';
        }

        return 0;
    }

    private int GiveToOwner(ReadOnlySpan<byte> directory)
    {
        if (settings.DirectoryOwner < 0 && settings.DirectoryGroup < 0)
        {
            return 0;
        }

        var changed = NativeFile.ChangeOwner(directory, settings.DirectoryOwner, settings.DirectoryGroup);
        return settings.FailOnChownFailure ? changed : 0;
    }
}
