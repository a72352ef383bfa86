using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>The journal by libsystemd.</summary>
public sealed unsafe class Journal : IJournal
{
    private readonly SystemdLibrary _library;
    private void* _journal;

    private Journal(SystemdLibrary library, void* journal)
    {
        _library = library;
        _journal = journal;
        Descriptor = library.GetDescriptor(journal);
    }

    /// <inheritdoc/>
    public int Descriptor { get; }

    /// <inheritdoc/>
    public bool IsDescriptorReliable => _library.IsDescriptorReliable(Open()) > 0;

    /// <summary>Opens the journal.</summary>
    /// <param name="directory">One with journal files; null: where the system has them.</param>
    /// <param name="withRemote">Entries of other machines as well.</param>
    /// <param name="maxFieldBytes">Longer fields may be cut.</param>
    /// <param name="journal">Positioned nowhere.</param>
    /// <param name="reason">Otherwise: why not.</param>
    public static bool TryOpen(
        string? directory,
        bool withRemote,
        long maxFieldBytes,
        [NotNullWhen(true)] out Journal? journal,
        [NotNullWhen(false)] out string? reason)
    {
        const int localOnly = 1;
        journal = null;
        if (!SystemdLibrary.TryGet(out var library, out reason))
        {
            return false;
        }

        void* opened = null;
        int result;
        if (directory is null)
        {
            result = library.Open(&opened, withRemote ? 0 : localOnly);
        }
        else
        {
            fixed (byte* path = NativeFile.Path(directory))
            {
                result = library.OpenDirectory(&opened, path, 0);
            }
        }

        if (result < 0)
        {
            reason = Errno.Describe(-result);
            return false;
        }

        journal = new Journal(library, opened);
        _ = library.SetDataThreshold(opened, (nuint)maxFieldBytes);
        if (journal.Descriptor >= 0)
        {
            return true;
        }

        reason = Errno.Describe(-journal.Descriptor);
        journal.Dispose();
        journal = null;
        return false;
    }

    /// <inheritdoc/>
    public int Process() => _library.Process(Open());

    /// <inheritdoc/>
    public int SeekHead() => _library.SeekHead(Open());

    /// <inheritdoc/>
    public int SeekTail()
    {
        // Without a step back, "next" would begin with the last entry (sd_journal_seek_tail(3)); with nothing to step to, it
        // would begin with the last of those that come now.
        var result = _library.SeekTail(Open());
        if (result >= 0)
        {
            result = _library.Previous(_journal);
        }

        return result == 0 ? SeekHead() : Math.Min(result, 0);
    }

    /// <inheritdoc/>
    public int SeekCursor(string cursor)
    {
        fixed (byte* text = NativeFile.Path(cursor))
        {
            return _library.SeekCursor(Open(), text);
        }
    }

    /// <inheritdoc/>
    public int Next() => _library.Next(Open());

    /// <inheritdoc/>
    public int GetCursor(out string cursor)
    {
        byte* text = null;
        var result = _library.GetCursor(Open(), &text);
        cursor = result < 0 ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";
        NativeMemory.Free(text);
        return result;
    }

    /// <inheritdoc/>
    public int GetRealtime(out long microseconds)
    {
        ulong time = 0;
        var result = _library.GetRealtime(Open(), &time);
        microseconds = (long)time;
        return result;
    }

    /// <inheritdoc/>
    public void RestartFields() => _library.RestartData(Open());

    /// <inheritdoc/>
    public int NextField(out ReadOnlySpan<byte> field)
    {
        void* data = null;
        nuint length = 0;
        var result = _library.EnumerateData(Open(), &data, &length);
        field = result > 0 ? new ReadOnlySpan<byte>(data, (int)Math.Min(length, int.MaxValue)) : default;
        return result;
    }

    /// <inheritdoc/>
    public int GetUsage(out long bytes)
    {
        ulong usage = 0;
        var result = _library.GetUsage(Open(), &usage);
        bytes = (long)usage;
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_journal is not null)
        {
            _library.Close(_journal);
            _journal = null;
        }
    }

    private void* Open()
    {
        ObjectDisposedException.ThrowIf(_journal is null, this);
        return _journal;
    }
}
