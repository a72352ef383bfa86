using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>
/// Saves the position while the input runs: it is marked, and saved when everything that was queued by then is settled.
/// </summary>
/// <param name="position">The file.</param>
/// <param name="interval">After so many messages at once, otherwise after a second.</param>
/// <param name="reactor">Its thread does everything.</param>
/// <param name="queue">Where the messages go.</param>
internal sealed class JournalPositionKeeper(JournalPosition position, long interval, Reactor reactor, MessageQueue queue)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    private readonly Settlement _settlement = new(reactor, queue);
    private string? _latest;
    private string? _saved;
    private string? _marked;
    private long _unsaved;
    private bool _isUsualTimerSet;

    /// <summary>The state that was found at the start.</summary>
    public void Begin(string cursor) => _latest = _saved = cursor;

    /// <summary>So many messages have been read, and handed over to the queue.</summary>
    /// <param name="cursor">The last one's.</param>
    /// <param name="count">How many since the last call.</param>
    public void Advance(string cursor, int count)
    {
        _latest = cursor;
        _unsaved += count;
        if (interval > 0 && _unsaved >= interval)
        {
            Mark();
        }
        else if (!_isUsualTimerSet)
        {
            _isUsualTimerSet = true;
            reactor.After(Usual, OnUsualTime);
        }
    }

    /// <summary>At the end: everything that has been handed over will come out.</summary>
    public void SaveLatest()
    {
        _marked = null;
        if (_latest is not null && _latest != _saved)
        {
            position.Save(_latest);
            _saved = _latest;
        }
    }

    private void OnUsualTime()
    {
        _isUsualTimerSet = false;
        Mark();
    }

    private void Mark()
    {
        if (_marked is null && _latest != _saved)
        {
            _marked = _latest;
            _unsaved = 0;
            _settlement.Await(Confirm);
        }
    }

    private void Confirm()
    {
        if (_marked is null)
        {
            return;
        }

        if (_marked != _saved)
        {
            position.Save(_marked);
            _saved = _marked;
        }

        _marked = null;
        if (_latest != _saved)
        {
            Advance(_latest!, 0);
        }
    }
}
