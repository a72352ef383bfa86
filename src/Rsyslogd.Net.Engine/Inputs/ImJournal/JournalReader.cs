using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>
/// Reads the journal turn by turn: sleeps on its descriptor, takes a bounded number of entries, lets the others have their turn,
/// and goes on. When files came or went it looks for its place again; after an error it opens the journal anew, ever more
/// seldom. Reactor's thread only.
/// </summary>
/// <param name="settings">The module's parameters.</param>
/// <param name="open">How the journal is opened.</param>
/// <param name="reactor">Its thread does everything.</param>
/// <param name="counters">What impstats shows.</param>
internal sealed class JournalReader(
    JournalSettings settings, JournalOpening open, Reactor reactor, JournalCounters counters) : PolledDescriptor
{
    private const int EntriesPerTurn = 256;

    // While other inputs need the batches; the journal can wait.
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(2);

    // Files on a network: nobody tells of changes that another machine makes (sd_journal_reliable_fd(3)).
    private static readonly TimeSpan NetworkInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly JournalEntry _entry = new(settings);
    private JournalPosition? _position;
    private JournalPositionKeeper? _keeper;
    private RateLimit? _limit;
    private IJournal? _journal;
    private JournalCursor? _last;
    private TimeSpan _pause = FirstPause;
    private int _readInTurn;
    private bool _isLocating;
    private bool _isInTrouble;
    private bool _isTurnPosted;
    private bool _hasEnded;

    /// <summary>The batches.</summary>
    public required BatchWriter Writer { get; init; }

    /// <summary>Where they go.</summary>
    public required MessageQueue Queue { get; init; }

    /// <summary>This machine.</summary>
    public required Peer Peer { get; init; }

    /// <summary>Takes what there is to be said.</summary>
    public required Action<Severity, string> Say { get; init; }

    /// <summary>Finds the place where the last run ended, and begins.</summary>
    public void Begin()
    {
        _position = new JournalPosition(settings, text => Say(Severity.Error, text));
        _limit = settings.RateLimitInterval > 0
            ? new RateLimit("imjournal", settings.RateLimitInterval, settings.RateLimitBurst, text => Say(Severity.Warning, text))
            : null;
        if (!_position.TryLoad(out var cursor))
        {
            return;
        }

        if (settings.StateFile is not null)
        {
            _keeper = new JournalPositionKeeper(_position, settings.PersistStateInterval, reactor, Queue);
            if (cursor is not null)
            {
                _keeper.Begin(cursor);
            }
        }

        _last = cursor is null ? null : new JournalCursor(cursor);
        OpenJournal();
    }

    /// <summary>Hands over what has been read, keeps the place and closes.</summary>
    public void End()
    {
        _hasEnded = true;
        Writer.HandOver();
        _keeper?.SaveLatest();
        _limit?.TellLost();
        CloseJournal();
    }

    /// <inheritdoc/>
    public override void OnReadable()
    {
        if (_journal is { } journal)
        {
            var change = journal.Process();
            if (change < 0)
            {
                counters.PollFailed.Add(1);
                Fail("learn what has changed in", change);
                return;
            }

            if (change == (int)JournalChange.Invalidated)
            {
                counters.Rotations.Add(1);
                if (_last is not null && !Located(journal.SeekCursor(_last.Text)))
                {
                    return;
                }
            }

            PostTurn();
        }
    }

    private void OpenJournal()
    {
        if (_hasEnded)
        {
            return;
        }

        _journal = open(settings, out var reason);
        if (_journal is null)
        {
            RetryLater("open", reason ?? "unknown error");
            return;
        }

        if (!Seek())
        {
            return;
        }

        Descriptor = _journal.Descriptor;
        if (!reactor.TryWatch(this, out reason))
        {
            RetryLater("watch", reason);
            return;
        }

        PostTurn();
        if (!_journal.IsDescriptorReliable)
        {
            PollLater(_journal);
        }
    }

    private void CloseJournal()
    {
        reactor.Forget(this);
        _journal?.Dispose();
        _journal = null;
        Descriptor = -1;
    }

    private void PollLater(IJournal journal) => reactor.After(NetworkInterval, () =>
    {
        if (_journal == journal)
        {
            OnReadable();
            PollLater(journal);
        }
    });

    private bool Seek()
    {
        if (_last is { } last)
        {
            var found = _journal!.SeekCursor(last.Text);
            if (found != -Errno.InvalidArgument)
            {
                return Located(found);
            }

            // No cursor at all.
            _last = null;
            if (!_position!.Refuse())
            {
                CloseJournal();
                return false;
            }
        }

        var result = settings.IgnoresPrevious ? _journal!.SeekTail() : _journal!.SeekHead();
        if (result < 0)
        {
            Fail("find the beginning of", result);
        }

        return result >= 0;
    }

    private bool Located(int result)
    {
        _isLocating = result >= 0;
        if (result < 0)
        {
            Fail("find the place in", result);
        }

        return result >= 0;
    }

    private void PostTurn()
    {
        if (!_isTurnPosted)
        {
            _isTurnPosted = true;
            reactor.Post(Turn);
        }
    }

    private void Turn()
    {
        _isTurnPosted = false;
        if (_journal is not { } journal)
        {
            return;
        }

        if (Queue.Pool.Available <= Queue.Pool.Size / 4)
        {
            _isTurnPosted = true;
            reactor.After(ShortagePause, Turn);
            return;
        }

        _readInTurn = 0;
        var result = ReadEntries(journal);
        Writer.HandOver();
        if (_readInTurn > 0)
        {
            _keeper?.Advance(_last!.Text, _readInTurn);
            counters.LostInInterval = _limit?.LostInInterval ?? 0;
        }

        if (result < 0)
        {
            Fail("read", result);
        }
        else if (result > 0)
        {
            PostTurn();
        }
        else if (journal.GetUsage(out var bytes) >= 0)
        {
            counters.Usage = bytes;
        }
    }

    /// <summary>Reads a turn's share. 1: there is more; 0: that was all; otherwise a negative errno.</summary>
    private int ReadEntries(IJournal journal)
    {
        while (_readInTurn < EntriesPerTurn)
        {
            var result = journal.Next();
            if (result <= 0)
            {
                return result;
            }

            result = journal.GetCursor(out var text);
            if (result < 0)
            {
                return result;
            }

            var cursor = new JournalCursor(text);
            if (_isLocating)
            {
                _isLocating = false;
                if (_last!.IsSameEntry(cursor))
                {
                    continue;
                }

                if (_last.DescribeGap(cursor) is { } gap)
                {
                    Say(Severity.Warning, gap);
                }
            }

            _last = cursor;
            result = Take(journal);
            if (result < 0)
            {
                return result;
            }

            _readInTurn++;
            TellEndOfTrouble();
        }

        return 1;
    }

    private int Take(IJournal journal)
    {
        var result = journal.GetRealtime(out var time);
        if (result < 0)
        {
            return result;
        }

        counters.Read.Add(1);
        if (_limit is not null && !_limit.Allow(Clock.Now(), Peer))
        {
            counters.Discarded.Add(1);
            return 0;
        }

        result = _entry.Read(journal);
        if (result < 0)
        {
            // The rest of this one is damaged; what there is of it is worth a message.
            counters.Failed.Add(1);
        }

        _entry.AddTo(Writer, Peer, time);
        return 0;
    }

    private void Fail(string doing, int errno)
    {
        counters.Failed.Add(1);
        RetryLater(doing, Errno.Describe(-errno));
    }

    private void RetryLater(string doing, string reason)
    {
        CloseJournal();
        if (!_isInTrouble)
        {
            _isInTrouble = true;
            Say(Severity.Error, $"imjournal: cannot {doing} the journal: {reason}; it is tried again from time to time");
        }

        reactor.After(_pause, () =>
        {
            counters.Recoveries.Add(1);
            OpenJournal();
        });
        _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
    }

    private void TellEndOfTrouble()
    {
        if (_isInTrouble)
        {
            _isInTrouble = false;
            _pause = FirstPause;
            Say(Severity.Notice, "imjournal: the journal is read again");
        }
    }
}
