using Rsyslogd.Net.Engine.Statistics;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>What impstats shows of imjournal (manual, "imjournal", "Statistic Counter").</summary>
/// <param name="set">Where they are registered.</param>
internal sealed class JournalCounters(CounterSet set)
{
    private long _lostInInterval;
    private long _usage;

    /// <summary>All of them.</summary>
    public CounterSet Set { get; } = set;

    /// <summary>Messages that were given to the queue.</summary>
    public Counter Submitted { get; } = set.Add("submitted");

    /// <summary>Entries that were read.</summary>
    public Counter Read { get; } = set.Add("read");

    /// <summary>Those that the rate limit dropped.</summary>
    public Counter Discarded { get; } = set.Add("discarded");

    /// <summary>Failures to read.</summary>
    public Counter Failed { get; } = set.Add("failed");

    /// <summary>Failures to learn what has changed.</summary>
    public Counter PollFailed { get; } = set.Add("poll_failed");

    /// <summary>How often files came or went.</summary>
    public Counter Rotations { get; } = set.Add("rotations");

    /// <summary>How often the journal was opened anew after a failure.</summary>
    public Counter Recoveries { get; } = set.Add("recovery_attempts");

    /// <summary>Dropped in the present interval.</summary>
    public long LostInInterval { set => Volatile.Write(ref _lostInInterval, value); }

    /// <summary>Bytes on disk.</summary>
    public long Usage { set => Volatile.Write(ref _usage, value); }

    /// <summary>Adds those that are asked for, behind the others.</summary>
    public void AddGauges()
    {
        Set.AddGauge("ratelimit_discarded_in_interval", () => Volatile.Read(ref _lostInInterval));
        Set.AddGauge("disk_usage_bytes", () => Volatile.Read(ref _usage));
    }
}
