using System.Collections.Concurrent;
using System.Diagnostics;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>
/// The thread behind a queue: takes batch after batch, parses each frame, and takes it through the rules. Hot. All actions it
/// reaches are called from here only (or under their own lock, where several workers share them).
/// </summary>
internal sealed class QueueWorker
{
    // Under load buffers are flushed this often; at rest at once.
    private const long FlushMicroseconds = 2000;
    private const long TickMicroseconds = 1_000_000;

    // rsyslog's queue.size of main and ruleset queues.
    private const long DefaultSize = 50_000;

    private readonly MessageQueue _queue;
    private readonly RulesetProgram[] _programs;
    private readonly ParserSettings[] _settings;
    private readonly IInternalLog _log;
    private readonly Counter _processed;
    private readonly Counter _discarded;
    private readonly DiscardMark? _discard;
    private readonly Message _message = new();
    private readonly ExecutionState _state;
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly Thread _thread;
    private IReadOnlyList<ActionRunner> _ticking = [];
    private long _lastFlush;
    private long _lastTick;
    private long _faults;
    private long _taken;

    /// <param name="queue">What it reads.</param>
    /// <param name="programs">The rulesets by <see cref="InputSource.RulesetIndex"/>.</param>
    /// <param name="state">The state that the programs were compiled for.</param>
    /// <param name="settings">How frames are parsed, by <see cref="InputSource.ParserIndex"/>.</param>
    /// <param name="log">For faults of our own.</param>
    /// <param name="statistics">For the counters of the queue.</param>
    public QueueWorker(
        MessageQueue queue, RulesetProgram[] programs, ExecutionState state, ParserSettings[] settings, IInternalLog log,
        StatisticsRegistry statistics)
    {
        _queue = queue;
        _programs = programs;
        _state = state;
        _settings = settings;
        _log = log;
        _discard = DiscardMark.Read(queue.Parameters, DefaultSize);
        (_processed, _discarded) = RegisterCounters(queue, statistics);
        _thread = new Thread(Work) { Name = $"rs:{queue.Name}", IsBackground = true };
    }

    /// <summary>What to flush besides the actions: hand-overs to other queues. Called after each batch.</summary>
    public Action? AfterBatch { get; set; }

    /// <summary>Begins.</summary>
    /// <param name="ticking">The actions whose Tick is to be called about once a second.</param>
    public void Start(IReadOnlyList<ActionRunner> ticking)
    {
        _ticking = ticking;
        _thread.Start();
    }

    /// <summary>Runs something on the worker between two batches.</summary>
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
            while (_requests.TryDequeue(out var request))
            {
                request();
            }

            if (_queue.TryDequeue(out var batch))
            {
                Process(batch);
                AfterBatch?.Invoke();
                _queue.Pool.Return(batch);
                _taken++;
                var now = Now();
                FlushIfDue(now);
                TickIfDue(now);
            }
            else if (_queue.IsCompleted && _queue.Depth == 0)
            {
                Flush();
                return;
            }
            else
            {
                Rest();
            }
        }
    }

    // Nothing to read. What is buffered is written at once when the last write is some time ago; in a stream of small
    // batches it waits a moment for more, so that each write carries many messages.
    private void Rest()
    {
        var now = Now();
        FlushIfDue(now);
        TickIfDue(now);
        _queue.WaitForWork(_state.Dirty.Count > 0
            ? Math.Max(1, FlushMicroseconds - (now - _lastFlush))
            : _ticking.Count == 0 ? -1 : TickMicroseconds);
    }

    private void FlushIfDue(long now)
    {
        if (_state.Dirty.Count > 0 && now - _lastFlush >= FlushMicroseconds)
        {
            Flush();
            _lastFlush = now;
        }

        if (_state.Dirty.Count == 0)
        {
            _queue.Settle(_taken);
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
        foreach (var action in _state.Dirty)
        {
            action.Flush();
        }

        _state.Dirty.Clear();
    }

    private void Process(Batch batch)
    {
        _processed.Add(batch.Count);
        var program = _programs[batch.Source.RulesetIndex];
        var settings = _settings[batch.Source.ParserIndex];
        for (var next = 0; next < batch.Count;)
        {
            next = ProcessFrom(batch, next, program, settings);
        }
    }

    // One message that hits a fault of ours must not take the others of its batch with it.
    private int ProcessFrom(Batch batch, int first, RulesetProgram program, ParserSettings settings)
    {
        var i = first;
        try
        {
            for (; i < batch.Count; i++)
            {
                if (MessageParser.Parse(_message, batch, i, settings) && !IsDiscarded())
                {
                    _state.IsPreviousSuspended = false;
                    program.Run(_message, _state);
                }
            }
        }
#pragma warning disable CA1031 // The isolation point between one message and the next.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ReportFault(fault);
            _state.CallDepth = 0;
            i++;
        }

        return i;
    }

    private bool IsDiscarded()
    {
        if (_discard is null || !_discard.Discards(_message, _queue.Messages))
        {
            return false;
        }

        _discarded.Add(1);
        return true;
    }

    private void ReportFault(Exception fault)
    {
        // Powers of ten: a message that comes a million times is told seven times.
        _faults++;
        var step = (long)Math.Pow(10, Math.Floor(Math.Log10(_faults)));
        if (_faults == step)
        {
            _log.Report(Severity.Critical, $"internal fault while processing a message (number {_faults}): {fault}");
        }
    }
}
