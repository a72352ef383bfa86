using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// Saves the positions of an input's files while it runs: offsets are marked, and saved when everything that was queued by then
/// is settled.
/// </summary>
/// <param name="input">Whose files.</param>
/// <param name="store">Where states are.</param>
/// <param name="reactor">Its thread does everything.</param>
/// <param name="queue">Where the records go.</param>
internal sealed class FileStateKeeper(FileInput input, FileStateStore store, Reactor reactor, MessageQueue queue)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    private readonly Settlement _settlement = new(reactor, queue);
    private readonly List<TailedFile> _marked = [];
    private long _marking = long.MaxValue;
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
        var delay = isSoon ? Settlement.Interval : Usual;
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
            _settlement.Await(Confirm);
        }
    }

    private void Confirm()
    {
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
