using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>
/// An action with what all actions have in common (action.* of the manual, "actions"): when it runs at all, suspension and
/// retry, repeated messages, counters. Hot.
/// </summary>
internal sealed class ActionRunner
{
    private readonly OutputAction _action;
    private readonly Counter _processed;
    private readonly Counter _failed;
    private readonly Counter _suspended;
    private readonly Counter _suspendedSeconds;
    private readonly Counter _resumed;
    private readonly bool _onlyWhenPreviousIsSuspended;
    private readonly SuspensionReport _report;
    private readonly ErrorFile? _errors;
    private readonly bool _skipsMarks;
    private readonly bool _isPlain;
    private readonly long _everyNth;
    private readonly long _onceEveryMilliseconds;
    private readonly long _nthTimeoutMilliseconds;
    private readonly long _resumeMilliseconds;
    private readonly long _maxResumeMilliseconds;
    private readonly bool _dropsSummary;
    private readonly RepeatedMessageFilter? _repeated;

    private long _count;
    private long _lastCounted;
    private long _lastSecond;
    private long _lastRun = long.MinValue / 2;
    private long _resumeAt;
    private long _flushAt;
    private int _failures;
    private bool _isListedDirty;
    private Lock? _lock;

    /// <param name="bound">The action of the configuration.</param>
    /// <param name="name">What messages and statistics call it.</param>
    /// <param name="action">Its module's part.</param>
    /// <param name="errors">action.errorfile; null: none.</param>
    /// <param name="report">Tells of suspension and resumption.</param>
    /// <param name="counters">Its counters.</param>
    /// <param name="index">Its place among all actions.</param>
    /// <param name="isInDefaultRuleset">rsyslog tells repeats only in the default ruleset; in others they are just dropped.</param>
    public ActionRunner(
        BoundAction bound, string name, OutputAction action, ErrorFile? errors, SuspensionReport report, CounterSet counters,
        int index, bool isInDefaultRuleset)
    {
        Bound = bound;
        Name = name;
        Index = index;
        _action = action;
        _errors = errors;
        _report = report;
        _processed = counters.Add("processed");
        _failed = counters.Add("failed");
        _suspended = counters.Add("suspended");
        _suspendedSeconds = counters.Add("suspended.duration");
        _resumed = counters.Add("resumed");

        var parameters = bound.Parameters;
        _onlyWhenPreviousIsSuspended = parameters.GetSwitch("action.execOnlyWhenPreviousIsSuspended");
        _everyNth = parameters.GetNumber("action.execOnlyEveryNthTime", 0);
        _nthTimeoutMilliseconds = parameters.GetNumber("action.execOnlyEveryNthTimeTimeout", 0) * 1000;
        _onceEveryMilliseconds = parameters.GetNumber("action.execOnlyOnceEveryInterval", 0) * 1000;
        _resumeMilliseconds = Math.Max(1, parameters.GetNumber("action.resumeInterval", 30)) * 1000;
        _maxResumeMilliseconds = Math.Max(1, parameters.GetNumber("action.resumeIntervalMax", 1800)) * 1000;
        _repeated = parameters.GetSwitch("action.repeatedMsgReduction") ? new RepeatedMessageFilter() : null;
        _dropsSummary = !isInDefaultRuleset;
        _skipsMarks = !parameters.GetSwitch("action.writeAllMarkMessages", true);
        _isPlain = !_skipsMarks && !_onlyWhenPreviousIsSuspended && _everyNth <= 1 && _onceEveryMilliseconds == 0 && _repeated is null;
    }

    /// <summary>The action of the configuration.</summary>
    public BoundAction Bound { get; }

    /// <summary>What messages and statistics call it.</summary>
    public string Name { get; }

    /// <summary>Its place among all actions of the configuration.</summary>
    public int Index { get; }

    /// <summary>What it is, as the configuration describes it: another configuration in which it is the same keeps it.</summary>
    public string Description { get; init; } = "";

    /// <summary>The part of the statistics that goes with it.</summary>
    public StatisticsRegistry? Statistics { get; init; }

    /// <summary>Whether its messages may be formatted by several workers, and handed over in blocks.</summary>
    public bool TakesBlocks => _isPlain && _errors is null && !_action.NeedsOutcome && _action.TakesBlocks;

    /// <summary>Whether it is suspended at this moment (previous_action_suspended, impstats).</summary>
    public bool IsSuspended => _failures > 0;

    /// <summary>Whether its end may have to wait for somebody else.</summary>
    public bool MayWait => _action.MayWait;

    /// <summary>Whether it has messages that are on their way to a target. Callable from every thread.</summary>
    public bool IsBusy => _action.IsBusy;

    /// <summary>From now on workers of several queues call it. To be said while none does.</summary>
    public void Share() => _lock ??= new Lock();

    /// <summary>Gives it a message.</summary>
    public void Run(Message message, ExecutionState state)
    {
        if (_lock is null)
        {
            Process(message, state);
            return;
        }

        lock (_lock)
        {
            Process(message, state);
        }
    }

    /// <summary>Makes what formats its messages for one worker. Only where <see cref="TakesBlocks"/>.</summary>
    public BlockFormatter CreateFormatter(TemplateCache templates) => _action.CreateFormatter(templates);

    /// <summary>What one worker shows it of messages in texts that it shares with other actions; null: it has them for itself. Only where
    /// <see cref="TakesBlocks"/>.</summary>
    public BoundTemplate? BlockTemplate => _action.BlockTemplate;

    /// <summary>Gives it a block of formatted messages.</summary>
    public void Run(OutputBlock block, ExecutionState state)
    {
        if (_lock is null)
        {
            Deliver(block, state);
            return;
        }

        lock (_lock)
        {
            Deliver(block, state);
        }
    }

    /// <summary>Whether what is buffered may wait for more.</summary>
    /// <param name="now">In microseconds, of any clock that only goes forward.</param>
    public bool MayWaitForMore(long now) => now < _flushAt && !_action.IsFull;

    /// <summary>Writes what is buffered.</summary>
    public void Flush() => Locked(() =>
    {
        _isListedDirty = false;
        _action.Flush();
    });

    /// <summary>After a flush: how long the next one had better wait.</summary>
    /// <param name="now">Of the clock of <see cref="MayWaitForMore"/>; asked only where it counts.</param>
    public void Postpone(Func<long> now) => _flushAt = _action.FlushPauseMicroseconds is > 0 and var pause ? now() + pause : 0;

    /// <summary>SIGHUP.</summary>
    public void Reopen() => Locked(() =>
    {
        _errors?.Close();
        _action.Reopen();
    });

    /// <summary>About once a second.</summary>
    public void Tick() => Locked(_action.Tick);

    /// <summary>The end.</summary>
    public void Close(TimeSpan deadline) => Locked(() =>
    {
        TellRepeats(new ExecutionState());
        _action.Close(deadline);
    });

    private void Locked(Action what)
    {
        if (_lock is null)
        {
            what();
            return;
        }

        lock (_lock)
        {
            what();
        }
    }

    private void Process(Message message, ExecutionState state)
    {
        if (_isPlain || IsDue(message, state))
        {
            Deliver(message, state);
        }
    }

    private bool IsDue(Message message, ExecutionState state)
    {
        if (_onlyWhenPreviousIsSuspended && !state.IsPreviousSuspended)
        {
            return false;
        }

        if (_skipsMarks && IsNeedlessMark(message))
        {
            return false;
        }

        if (_repeated is not null)
        {
            if (_repeated.Absorb(message))
            {
                return false;
            }

            TellRepeats(state);
            _repeated.Remember(message);
        }

        if (_everyNth > 1)
        {
            if (_nthTimeoutMilliseconds > 0 && HasCountExpired())
            {
                _count = 0;
            }

            if (++_count < _everyNth)
            {
                return false;
            }

            _count = 0;
        }

        if (_onceEveryMilliseconds > 0)
        {
            var now = Environment.TickCount64;
            if (now - _lastRun < _onceEveryMilliseconds)
            {
                return false;
            }

            _lastRun = now;
        }

        return true;
    }

    /// <summary>Whether the last message that counted is longer ago than execOnlyEveryNthTimeTimeout.</summary>
    private bool HasCountExpired()
    {
        var now = Environment.TickCount64;
        var isExpired = now - _lastCounted > _nthTimeoutMilliseconds;
        _lastCounted = now;
        return isExpired;
    }

    /// <summary>A mark says nothing new while half an interval has not passed since the last message.</summary>
    private bool IsNeedlessMark(Message message)
    {
        var second = message.ReceivedAt / 1_000_000;
        var interval = message.Source.MarkIntervalSeconds;
        if (interval > 0 && second - _lastSecond < interval / 2)
        {
            return true;
        }

        _lastSecond = second;
        return false;
    }

    private void TellRepeats(ExecutionState state)
    {
        if (_repeated?.TakeSummary() is { } summary && !_dropsSummary)
        {
            Deliver(summary, state);
        }
    }

    private void Deliver(Message message, ExecutionState state)
    {
        _processed.Add(1);
        if (_failures > 0 && Environment.TickCount64 < _resumeAt)
        {
            _failed.Add(1);
            _errors?.Write(message, ErrorFile.StillSuspended);
            state.IsPreviousSuspended = true;
            return;
        }

        var result = _action.Deliver(message);
        if (result == DeliveryResult.Done)
        {
            state.IsPreviousSuspended = false;
            if (_failures > 0)
            {
                Resume();
            }
        }
        else
        {
            Fail(message, result, state);
        }

        ListIfDirty(state);
    }

    // An action that takes blocks never suspends itself: it keeps what it can't deliver yet.
    private void Deliver(OutputBlock block, ExecutionState state)
    {
        _processed.Add(block.Count);
        _failed.Add(_action.Deliver(block));
        ListIfDirty(state);
    }

    private void ListIfDirty(ExecutionState state)
    {
        if (!_isListedDirty && _action.IsDirty)
        {
            _isListedDirty = true;
            state.Dirty.Add(this);
        }
    }

    private void Fail(Message message, DeliveryResult result, ExecutionState state)
    {
        _failed.Add(1);
        state.IsPreviousSuspended = true;
        if (result == DeliveryResult.Rejected)
        {
            _errors?.Write(message, ErrorFile.Failed);
            return;
        }

        _errors?.Write(message, _failures == 0 ? ErrorFile.Suspended : ErrorFile.StillSuspended);
        var pause = Math.Min(_resumeMilliseconds * (1 + (_failures / 10)), _maxResumeMilliseconds);
        _resumeAt = Environment.TickCount64 + pause;
        _suspended.Add(1);
        _suspendedSeconds.Add(pause / 1000);
        _report.TellSuspended(TimeSpan.FromMilliseconds(pause), _failures);
        _failures++;
    }

    private void Resume()
    {
        _failures = 0;
        _resumed.Add(1);
        _report.TellResumed();
    }
}
