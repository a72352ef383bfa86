using System.Collections.Concurrent;
using System.Diagnostics;
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
    // Under load buffers are flushed this often; at rest at once.
    private const long FlushMicroseconds = 2000;
    private const long TickMicroseconds = 1_000_000;

    // With fewer batches waiting, waking somebody up costs more than it helps.
    private const int BatchesForAnother = 4;

    // rsyslog's queue.size of main and ruleset queues.
    private const long DefaultSize = 50_000;

    private readonly MessageQueue _queue;
    private readonly DeliveryOrder _order;
    private readonly BatchProcessor _processor;
    private readonly QueueHelper[] _helpers;
    private readonly List<ActionRunner> _dirty;
    private readonly Counter _processed;
    private readonly Counter _discarded;
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly Thread _thread;
    private IReadOnlyList<ActionRunner> _ticking = [];
    private long _lastFlush;
    private long _lastTick;

    /// <param name="queue">What it reads.</param>
    /// <param name="makeProcessor">Makes the rules for one thread. All of them share the list of actions to be flushed.</param>
    /// <param name="threads">How many threads there may be: more than one only where <see cref="ParallelRules"/> says so.</param>
    /// <param name="statistics">For the counters of the queue.</param>
    public QueueWorker(MessageQueue queue, Func<BatchProcessor> makeProcessor, int threads, StatisticsRegistry statistics)
    {
        _queue = queue;
        _order = new DeliveryOrder(queue, threads + 1);
        var discard = DiscardMark.Read(queue.Parameters, DefaultSize);
        _processor = Make();
        _dirty = _processor.State.Dirty;
        (_processed, _discarded) = RegisterCounters(queue, statistics);
        _thread = new Thread(Work) { Name = $"rs:{queue.Name}", IsBackground = true };
        _helpers = new QueueHelper[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new QueueHelper($"rs:{queue.Name}", Make, ProcessOne, queue.Wake);
        }

        BatchProcessor Make()
        {
            var processor = makeProcessor();
            processor.Discard = discard;
            return processor;
        }
    }

    /// <summary>Begins.</summary>
    /// <param name="ticking">The actions whose Tick is to be called about once a second.</param>
    public void Start(IReadOnlyList<ActionRunner> ticking)
    {
        _ticking = ticking;
        _thread.Start();
    }

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

    private void Work()
    {
        _lastTick = Now();
        while (true)
        {
            if (ProcessOne(_processor))
            {
                CallForHelp();
            }
            else if (_queue.IsCompleted && _queue.Depth == 0 && _order.IsSettled)
            {
                Flush();
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
    private bool ProcessOne(BatchProcessor processor)
    {
        if (!_order.TryTake(out var batch, out var number, out var prepared))
        {
            return false;
        }

        processor.Run(batch, _queue, prepared);
        var messages = batch.Count;
        _queue.Pool.Return(batch);
        if (prepared is null)
        {
            Count(messages, processor);
            _order.Advance(null);
            UseTurn(processor.State);
        }
        else
        {
            prepared.Messages = messages;
            _order.Hold(number, prepared);
            if (_order.TryTakeTurn())
            {
                UseTurn(processor.State);
            }
        }

        return true;
    }

    private void Count(int messages, BatchProcessor processor)
    {
        _processed.Add(messages);
        _discarded.Add(processor.Discarded);
        processor.Discarded = 0;
    }

    private void UseTurn(ExecutionState state)
    {
        do
        {
            while (_order.TryGetReady(out var prepared))
            {
                _processed.Add(prepared.Messages);
                prepared.Deliver(state);
                _order.Advance(prepared);
            }

            while (_requests.TryDequeue(out var request))
            {
                request();
            }

            var now = Now();
            FlushIfDue(now);
            TickIfDue(now);
        }
        while (!_order.TryEndTurn());
    }

    private void CallForHelp()
    {
        var depth = _queue.Depth;
        for (var i = 0; i < _helpers.Length && depth >= (i + 1) * BatchesForAnother; i++)
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
            UseTurn(_processor.State);
        }

        _queue.WaitForWork(_dirty.Count > 0
            ? Math.Max(1, FlushMicroseconds - (Now() - _lastFlush))
            : _ticking.Count == 0 ? -1 : TickMicroseconds);
    }

    private void FlushIfDue(long now)
    {
        if (_dirty.Count > 0 && now - _lastFlush >= FlushMicroseconds)
        {
            Flush();
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
            foreach (var action in _ticking)
            {
                action.Tick();
            }
        }
    }

    private void Flush()
    {
        foreach (var action in _dirty)
        {
            action.Flush();
        }

        _dirty.Clear();
    }
}
