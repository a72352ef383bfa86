using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// One file that is written: its descriptor, and what waits for it. Hot. What could not be written stays, whole lines only:
/// after a short write the half line is taken back from the file's end, so that nothing of another day is joined to it.
/// </summary>
/// <param name="path">Ends in NUL.</param>
/// <param name="name">Of a dynamic file, as the template wrote it; null: that is the path.</param>
internal sealed class LogFile(byte[] path, byte[]? name = null)
{
    /// <summary>No piece of <see cref="PendingText"/>.</summary>
    public const int NoPiece = -1;

    private const int FirstPauseMilliseconds = 100;
    private const int MaxPauseMilliseconds = 1000;

    private static int _openInProcess;

    private int _pause;

    /// <summary>How many of all files are open.</summary>
    public static int OpenInProcess => Volatile.Read(ref _openInProcess);

    /// <summary>The path, ending in NUL.</summary>
    public byte[] Path { get; } = path;

    /// <summary>-1: not open.</summary>
    public int Descriptor { get; private set; } = -1;

    /// <summary>What waits; null while nothing does. Of a dynamic file only what could not be written, and what is being written.</summary>
    public ByteBuffer? Buffer { get; set; }

    /// <summary>The last piece of what waits for a dynamic file in <see cref="PendingText"/>.</summary>
    public int LastPiece { get; set; } = NoPiece;

    /// <summary>How long all these pieces are.</summary>
    public int PendingBytes { get; set; }

    /// <summary>Why it can't be written; 0: it can.</summary>
    public int Trouble { get; private set; }

    /// <summary>The trouble that the operator was told of; 0: none.</summary>
    public int ReportedTrouble { get; set; }

    /// <summary>When the next attempt is due (<see cref="Environment.TickCount64"/>).</summary>
    public long RetryAt { get; set; }

    /// <summary>How many messages found no room while it could not be written.</summary>
    public long Lost { get; set; }

    /// <summary>Whether the name was made harmless; each message for it counts.</summary>
    public bool IsNeutralised { get; init; }

    /// <summary>Regular files have an end to cut at, a size, and can be synced.</summary>
    public bool IsRegular { get; private set; }

    /// <summary>Size after the last flush; only kept for those with a size limit.</summary>
    public long Size { get; set; }

    // For LogFileTable.

    /// <summary>The name as the template wrote it.</summary>
    public ReadOnlySpan<byte> Name => name ?? Path.AsSpan(0, Path.Length - 1);

    /// <summary>Hash of <see cref="Name"/>.</summary>
    public ulong Hash { get; init; }

    /// <summary>The next one in the same slot.</summary>
    public LogFile? NextInSlot { get; set; }

    /// <summary>Used before this one.</summary>
    public LogFile? Older { get; set; }

    /// <summary>Used after this one.</summary>
    public LogFile? Newer { get; set; }

    /// <summary>When it was used last, in the seconds of <see cref="OutputAction.Tick"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>Whether it is in the list of files to be flushed.</summary>
    public bool IsListed { get; set; }

    /// <summary>Opens the file if it isn't. False: <see cref="Trouble"/> says why.</summary>
    public bool EnsureOpen(FileOpener opener)
    {
        if (Descriptor >= 0)
        {
            return true;
        }

        var result = opener.Open(Path);
        if (result < 0)
        {
            Fail(-result);
            return false;
        }

        Descriptor = result;
        Interlocked.Increment(ref _openInProcess);
        NativeFile.TryDescribe(result, out var isRegular, out var size);
        IsRegular = isRegular;
        Size = size;
        return true;
    }

    /// <summary>Writes all that waits. False: <see cref="Trouble"/> says why, the rest still waits.</summary>
    public bool TryWrite(FileOpener opener)
    {
        var buffer = Buffer!;
        var written = WriteAll(opener, buffer.Written);
        if (written < buffer.Length)
        {
            Keep(buffer, written);
            return false;
        }

        buffer.Clear();
        return true;
    }

    /// <summary>Writes a text while nothing waits. False: <see cref="Trouble"/> says why, the rest waits in the buffer.</summary>
    public bool TryWrite(FileOpener opener, ReadOnlySpan<byte> text)
    {
        var written = WriteAll(opener, text);
        Buffer!.Append(text[written..]);
        return written == text.Length;
    }

    /// <summary>With nothing to write: whether it can be opened now.</summary>
    public bool TryRecover(FileOpener opener)
    {
        if (!EnsureOpen(opener))
        {
            return false;
        }

        Trouble = 0;
        _pause = 0;
        return true;
    }

    /// <summary>Closes the descriptor.</summary>
    public void Close()
    {
        if (Descriptor >= 0)
        {
            NativeFile.Close(Descriptor);
            Descriptor = -1;
            Interlocked.Decrement(ref _openInProcess);
        }
    }

    /// <summary>Writes a text; how much of it is in the file then. Not all: <see cref="Trouble"/> says why.</summary>
    private int WriteAll(FileOpener opener, ReadOnlySpan<byte> text)
    {
        if (!EnsureOpen(opener))
        {
            return 0;
        }

        var written = 0;
        while (written < text.Length)
        {
            var result = NativeFile.Write(Descriptor, text[written..]);
            if (result > 0)
            {
                written += result;
            }
            else if (result != -Errno.Interrupted)
            {
                written = IsRegular ? TakeBackHalfLine(text, written) : written;
                Fail(result == 0 ? Errno.InputOutput : -result);
                return written;
            }
        }

        Size += written;
        Trouble = 0;
        _pause = 0;
        return written;
    }

    /// <summary>How much of what was written counts, once a half line at the end of it has been cut off the file.</summary>
    private int TakeBackHalfLine(ReadOnlySpan<byte> text, int written)
    {
        if (written == 0 || text[written - 1] == (byte)'\n')
        {
            return written;
        }

        var whole = text[..written].LastIndexOf((byte)'\n') + 1;
        var end = NativeFile.Position(Descriptor);
        if (NativeFile.TryDescribe(Descriptor, out _, out var size) && size == end)
        {
            return NativeFile.Truncate(Descriptor, size - (written - whole)) == 0 ? whole : written;
        }

        // Somebody else has written behind it: the half line stays, and comes again as a whole.
        return whole;
    }

    private static void Keep(ByteBuffer buffer, int from)
    {
        buffer.Bytes.AsSpan(from, buffer.Length - from).CopyTo(buffer.Bytes);
        buffer.Truncate(buffer.Length - from);
    }

    private void Fail(int errno)
    {
        Trouble = errno;
        _pause = Math.Clamp(_pause * 2, FirstPauseMilliseconds, MaxPauseMilliseconds);
        RetryAt = Environment.TickCount64 + _pause;
        if (errno is not (Errno.NoSpace or Errno.QuotaExceeded or Errno.TryAgain or Errno.FileTooBig))
        {
            Close();
        }
    }
}
