namespace Rsyslogd.Net.Interop;

/// <summary>What <see cref="IJournal.Process"/> has found.</summary>
public enum JournalChange
{
    /// <summary>Nothing (SD_JOURNAL_NOP).</summary>
    None = 0,

    /// <summary>Entries were appended (SD_JOURNAL_APPEND).</summary>
    Appended = 1,

    /// <summary>Files came or went: entries may have been added or removed anywhere (SD_JOURNAL_INVALIDATE).</summary>
    Invalidated = 2,
}

/// <summary>systemd's journal as sd-journal(3) reads it. For one thread at a time. What can fail returns a negative errno then
/// (see <see cref="Errno"/>).</summary>
public interface IJournal : IDisposable
{
    /// <summary>Readable when something has changed (sd_journal_get_fd(3)); to be followed by <see cref="Process"/>.</summary>
    int Descriptor { get; }

    /// <summary>Whether <see cref="Descriptor"/> tells of all changes: not on a file system of the network.</summary>
    bool IsDescriptorReliable { get; }

    /// <summary>Takes note of what has changed: a <see cref="JournalChange"/>, or a negative errno.</summary>
    int Process();

    /// <summary>Before the first entry.</summary>
    int SeekHead();

    /// <summary>Behind the last entry that there is now.</summary>
    int SeekTail();

    /// <summary>Before the entry with this cursor or, when it is no longer there, before the one that came next.</summary>
    int SeekCursor(string cursor);

    /// <summary>Goes to the next entry: 1, or 0 when there is none (yet).</summary>
    int Next();

    /// <summary>The cursor of the entry.</summary>
    int GetCursor(out string cursor);

    /// <summary>When journald took the entry in: microseconds since 1970.</summary>
    int GetRealtime(out long microseconds);

    /// <summary>The next <see cref="NextField"/> gives the entry's first field.</summary>
    void RestartFields();

    /// <summary>The next field of the entry, <c>NAME=value</c>, valid until the next call of any method: 1, or 0 at the end.</summary>
    int NextField(out ReadOnlySpan<byte> field);

    /// <summary>How many bytes the journal's files take on disk.</summary>
    int GetUsage(out long bytes);
}
