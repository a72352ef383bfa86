using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// Saves the positions of an input's files while it runs, never ahead of what has come out at the other end: offsets are
/// marked, and saved when the rules have taken and written everything that was queued by then. After a crash, records may come
/// twice, but none is missing.
/// </summary>
/// <param name="input">Whose files.</param>
/// <param name="store">Where states are.</param>
/// <param name="reactor">Its thread does everything.</param>
/// <param name="queue">Where the records go.</param>
internal sealed class FileStateKeeper(FileInput input, FileStateStore store, Reactor reactor, MessageQueue queue)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly List<TailedFile> _marked = [];
    private long _marking = long.MaxValue;
    private long _ticket;
    private long _countAtSave;

    /// <summary>Something may have been read.</summary>
    public void Schedule()
    {
        if (_marked.Count > 0 || !input.All.Any(static file => file.RecordOffset != file.SavedOffset && file.RecordOffset > 0))
        {
            return;
        }

        var isSoon = input.Settings.PersistsAfterSubmission || (input.Settings.PersistStateInterval > 0
            && input.Records.Submitted - _countAtSave >= input.Settings.PersistStateInterval);
        var delay = isSoon ? Soon : Usual;
        var due = Environment.TickCount64 + (long)delay.TotalMilliseconds;
        if (due < _marking)
        {
            _marking = due;
            reactor.After(delay, Mark);
        }
    }

    /// <summary>At the end: everything that has been handed over will come out.</summary>
    public void SaveAll(IEnumerable<TailedFile> files)
    {
        foreach (var file in files)
        {
            file.MarkedOffset = file.RecordOffset;
            Save(file);
        }
    }

    private void Mark()
    {
        _marking = long.MaxValue;
        if (_marked.Count > 0)
        {
            return;
        }

        foreach (var file in input.All)
        {
            if (file.RecordOffset != file.SavedOffset)
            {
                file.MarkedOffset = file.RecordOffset;
                _marked.Add(file);
            }
        }

        if (_marked.Count > 0)
        {
            _countAtSave = input.Records.Submitted;
            _ticket = queue.Enqueued;
            Confirm();
        }
    }

    private void Confirm()
    {
        if (queue.Settled < _ticket)
        {
            reactor.After(Soon, Confirm);
            return;
        }

        foreach (var file in _marked)
        {
            if (!file.IsClosed)
            {
                Save(file);
            }
        }

        _marked.Clear();
        Schedule();
    }

    private void Save(TailedFile file)
    {
        if (file.MarkedOffset != file.SavedOffset)
        {
            _ = store.Save(
                file.StateName, file.Path, file.MarkedOffset, input.Settings.PersistsAfterSubmission, room => file.ReadAt(room, 0));
            file.SavedOffset = file.MarkedOffset;
        }
    }
}
