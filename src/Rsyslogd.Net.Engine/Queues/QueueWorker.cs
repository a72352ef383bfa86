using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// The threads behind a queue. The first takes batch after batch through the rules; when batches pile up and the rules allow it, others
/// help. All actions of the queue are called by the one that has the turn (see <see cref="DeliveryOrder"/>), or under their own lock,
/// where several queues share them. Hot.
/// </summary>
internal sealed class QueueWorker
{
    /// <summary>How many threads a queue has at most. With more, the one that delivers is what all others wait for.</summary>
    public const int MostThreads = 4;

    // Under load buffers are flushed this often, unless an action asks for more patience; at rest at once.
    private const long FlushMicroseconds = 2000;
    private const long TickMicroseconds = 1_000_000;

    // With fewer batches waiting, waking somebody up costs more than it helps.
    private const int BatchesForAnother = 4;

    // rsyslog's queue.size of main and ruleset queues.
    private const long DefaultSize = 50_000;

    private readonly MessageQueue _queue;
    private readonly DeliveryOrder _order;
    private readonly ThreadRules _rules = new(0);
    private readonly QueueHelper[] _helpers;
    private readonly List<ActionRunner> _dirty = [];
    private readonly ExecutionState _delivery;
    private readonly StatisticsRegistry _statistics;
    private readonly Counter _processed;
    private readonly Counter _discarded;
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly Thread _thread;

    // Made once: a method's name makes a new object wherever it stands for one.
    private readonly Func<BatchProcessor> _makeProcessor;
    private WorkerPlan _plan;
    private DiscardMark? _discard;
    private long _lastFlush;
    private long _deliveredAtFlush;
    private long _lastTick;

    /// <param name="queue">What it reads.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="statistics">For the counters of the queue.</param>
    public QueueWorker(MessageQueue queue, WorkerPlan plan, StatisticsRegistry statistics)
    {
        _queue = queue;
        _delivery = new ExecutionState(_dirty);
        _statistics = statistics.OpenPart();
        (_processed, _discarded) = RegisterCounters(queue, _statistics);
        _thread = new Thread(Work) { Name = $"rs:{queue.Name}", IsBackground = true };
        _order = new DeliveryOrder(queue, Environment.ProcessorCount + 1);
        _helpers = new QueueHelper[Environment.ProcessorCount - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new QueueHelper($"rs:{queue.Name}", i + 1, ProcessOne, queue.Wake);
        }

        _makeProcessor = MakeProcessor;
        Replace(plan);

        // What is wrong with the rules is to be seen by who makes them.
        _ = _rules.Get(plan, _makeProcessor);
    }

    /// <summary>What it reads.</summary>
    public MessageQueue Queue => _queue;

    /// <summary>queue.* of main_queue() or ruleset(), as the configuration in force has them.</summary>
    public BoundParameters Parameters => _plan.Parameters;

    /// <summary>How many threads a queue may have at all.</summary>
    /// <param name="queue">Its parameters.</param>
    public static int MaxThreads(BoundParameters queue) =>
        (int)Math.Clamp(queue.GetNumber("queue.workerThreads", MostThreads), 1, Environment.ProcessorCount);

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Lets all threads finish what they have taken, and take nothing more until <see cref="Resume"/>. Nothing is buffered in any
    /// action then, and the caller is the only one who may call them.</summary>
    public void Pause()
    {
        _order.Pause();
        RunRequests();
        Flush(Now(), all: true);
    }

    /// <summary>During a pause: from the next batch on, this is what it does.</summary>
    [MemberNotNull(nameof(_plan))]
    public void Replace(WorkerPlan plan)
    {
        _plan = plan;
        _discard = DiscardMark.Read(plan.Parameters, DefaultSize);
        _order.Workers = plan.Threads;
    }

    /// <summary>Ends the pause.</summary>
    public void Resume()
    {
        _order.Resume();
        _queue.Wake();
    }

    /// <summary>Waits until everything that is in the queue now has been taken through the rules.</summary>
    public void Drain() => _order.AwaitDelivered(_queue.Enqueued);

    /// <summary>The worker is gone: nobody is to see its counters any more.</summary>
    public void Forget() => _statistics.Clear();

    /// <summary>Runs something between two batches, by whoever may call actions.</summary>
    public void Post(Action request)
    {
        _requests.Enqueue(request);
        _queue.Wake();
    }

    /// <summary>Waits until the queue is completed and empty and the worker has ended.</summary>
    public bool Join(TimeSpan limit) => _thread.Join(limit);

    private static (Counter Enqueued, Counter Discarded) RegisterCounters(MessageQueue queue, StatisticsRegistry statistics)
    {
        var counters = statistics.Register(queue.Name, "core.queue");
        counters.AddGauge("size", () => queue.Messages);
        var enqueued = counters.Add("enqueued");
        counters.AddGauge("full", () => queue.Pool.Shortages);
        counters.Add("discarded.full");
        var discarded = counters.Add("discarded.nf");
        counters.AddGauge("maxqsize", () => queue.MostMessages);
        return (enqueued, discarded);
    }

    private static long Now() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    private BatchProcessor MakeProcessor()
    {
        var processor = _plan.MakeProcessor(_dirty);
        processor.Discard = _discard;
        return processor;
    }

    private void Work()
    {
        _lastTick = Now();
        while (true)
        {
            if (ProcessOne(_rules))
            {
                CallForHelp();
            }
            else if (_queue.IsCompleted && _queue.Depth == 0)
            {
                // A helper may have the last batches still, or the turn.
                Pause();
                Array.ForEach(_helpers, static helper => helper.End());
                return;
            }
            else
            {
                Rest();
            }
        }
    }

    /// <summary>Takes one batch through the rules, and delivers what is ready if it may.</summary>
    private bool ProcessOne(ThreadRules rules)
    {
        if (!_order.TryTake(rules.Number, out var batch, out var number, out var prepared))
        {
            return false;
        }

        // Rules that several workers may run are run alike by who has the turn: formatted for all actions, then delivered.
        var processor = rules.Get(_plan, _makeProcessor);
        var room = prepared ?? (_plan.Threads > 1 ? rules.Room : null);
        processor.Run(batch, _queue, room);
        var messages = batch.Count;
        _queue.Pool.Return(batch);
        if (prepared is null)
        {
            room?.Deliver(_delivery, _plan.Faults);
            Count(messages, processor.Discarded);
            _order.Advance(null);
            UseTurn();
        }
        else
        {
            prepared.Messages = messages;
            prepared.Discarded = processor.Discarded;
            _order.Hold(number, prepared);
            if (_order.TryTakeTurn())
            {
                UseTurn();
            }
        }

        return true;
    }

    private void Count(int messages, int discarded)
    {
        _processed.Add(messages);
        _discarded.Add(discarded);
    }

    private void UseTurn()
    {
        do
        {
            while (_order.TryGetReady(out var prepared))
            {
                Count(prepared.Messages, prepared.Discarded);
                prepared.Deliver(_delivery, _plan.Faults);
                _order.Advance(prepared);

                // There may be no end of them while others are as fast.
                DoWhatIsDue();
            }

            DoWhatIsDue();
        }
        while (!_order.TryEndTurn());
    }

    private void DoWhatIsDue()
    {
        RunRequests();
        var now = Now();
        FlushIfDue(now);
        TickIfDue(now);
    }

    private void RunRequests()
    {
        while (_requests.TryDequeue(out var request))
        {
            request();
        }
    }

    private void CallForHelp()
    {
        var depth = _queue.Depth;
        for (var i = 0; i < _plan.Threads - 1 && depth >= (i + 1) * BatchesForAnother; i++)
        {
            _helpers[i].Wake();
        }
    }

    // Nothing to read. What is buffered is written at once when the last write is some time ago; in a stream of small
    // batches it waits a moment for more, so that each write carries many messages.
    private void Rest()
    {
        if (_order.TryTakeTurn())
        {
            UseTurn();
        }

        _queue.WaitForWork(_dirty.Count > 0
            ? Math.Max(1, FlushMicroseconds - (Now() - _lastFlush))
            : _plan.Ticking.Count == 0 ? -1 : TickMicroseconds);
    }

    private void FlushIfDue(long now)
    {
        if (_dirty.Count > 0 && now - _lastFlush >= FlushMicroseconds)
        {
            var delivered = _order.Delivered;
            Flush(now, all: delivered == _deliveredAtFlush);
            _deliveredAtFlush = delivered;
            _lastFlush = now;
        }

        if (_dirty.Count == 0)
        {
            _queue.Settle(_order.Delivered);
        }
    }

    private void TickIfDue(long now)
    {
        if (now - _lastTick >= TickMicroseconds)
        {
            _lastTick = now;
            foreach (var action in _plan.Ticking)
            {
                action.Tick();
            }
        }
    }

    private void Flush(long now, bool all)
    {
        var kept = 0;
        for (var i = 0; i < _dirty.Count; i++)
        {
            var action = _dirty[i];
            if (!all && action.MayWaitForMore(now))
            {
                _dirty[kept++] = action;
                continue;
            }

            action.Flush();
            action.Postpone(Now);
        }

        _dirty.RemoveRange(kept, _dirty.Count - kept);
    }
}
