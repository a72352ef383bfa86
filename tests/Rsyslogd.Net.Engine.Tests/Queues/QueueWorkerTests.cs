using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Tests.Rulesets;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Queues;

public sealed class QueueWorkerTests
{
    private const int Batches = 24;

    private readonly Rules _rules = new();
    private readonly SlowAction _action = new();
    private readonly InputSource _source = new([.. "test"u8], FrameDialect.ParserChain);

    /// <summary>The batches wait already and nothing comes behind them, so that each of the threads may be the last one to write.</summary>
    [Fact]
    public void The_end_waits_for_whoever_still_writes()
    {
        var bound = _rules.Act(_action, isInDefaultRuleset: true);
        for (var round = 1; round <= 10; round++)
        {
            var queue = new MessageQueue("test", new BatchPool(Batches, 16));
            for (var i = 0; i < Batches; i++)
            {
                queue.Enqueue(One(queue));
            }

            var worker = new QueueWorker(queue, Plan(2, bound), new StatisticsRegistry());
            queue.Complete();
            worker.Start();
            Assert.True(worker.Join(TimeSpan.FromSeconds(30)));
            Assert.False(_action.IsWriting, "the end did not wait");
            Assert.Equal(round * Batches, _action.Written);
        }

        Assert.Equal(0, _action.Collisions);
    }

    /// <summary>An action may ask for patience after a flush, but not for longer than something comes.</summary>
    [Fact]
    public void What_may_wait_for_more_is_written_when_nothing_comes()
    {
        var action = new SlowAction { PauseAfterFlush = int.MaxValue };
        var bound = _rules.Act(action, isInDefaultRuleset: true);
        var queue = new MessageQueue("test", new BatchPool(Batches, 16));
        var worker = new QueueWorker(queue, Plan(1, bound), new StatisticsRegistry());
        worker.Start();
        for (var round = 1; round <= 3; round++)
        {
            queue.Enqueue(One(queue));
            Assert.True(SpinWait.SpinUntil(() => queue.Settled == round, TimeSpan.FromSeconds(30)));
            Assert.Equal(round, action.Written);
        }

        queue.Complete();
        Assert.True(worker.Join(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void An_action_that_fails_with_a_block_takes_nothing_from_the_others()
    {
        var queue = new MessageQueue("test", new BatchPool(Batches, 16));
        for (var i = 0; i < Batches; i++)
        {
            queue.Enqueue(One(queue));
        }

        var faulty = _rules.Act(new SlowAction { IsFaulty = true }, isInDefaultRuleset: true);
        var worker = new QueueWorker(queue, Plan(2, faulty, _rules.Act(_action, isInDefaultRuleset: true)), new StatisticsRegistry());
        queue.Complete();
        worker.Start();
        Assert.True(worker.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(Batches, _action.Written + _action.Buffered);
        Assert.Contains(_rules.Log.Lines, line => line.Contains("internal fault", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("first", "second")]
    [InlineData("fault")]
    [InlineData("fault", "fault", "first")]
    [InlineData("first", "fault", "second", "fault")]
    public void A_message_that_fails_halfway_leaves_nothing_of_itself(params string[] texts)
    {
        var action = new FailingHalfwayAction();
        var queue = new MessageQueue("test", new BatchPool(Batches, 128));
        queue.Enqueue(Of(queue, texts));
        var worker = new QueueWorker(queue, Plan(2, _rules.Act(action, isInDefaultRuleset: true)), new StatisticsRegistry());
        queue.Complete();
        worker.Start();
        Assert.True(worker.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(texts.Where(text => text != "fault"), action.Taken);
        Assert.InRange(action.Calls, 0, 1);
    }

    private WorkerPlan Plan(int threads, params BoundAction[] actions) =>
        new(dirty => MakeProcessor(actions, dirty), BoundParameters.Empty, threads, [], new FaultReport(_rules.Log));

    private Batch One(MessageQueue queue) => Of(queue, "text");

    private Batch Of(MessageQueue queue, params string[] texts)
    {
        var batch = queue.Pool.Rent();
        batch.Source = _source;
        var peer = new Peer([.. "host"u8], [.. "192.0.2.1"u8], []);
        var start = 0;
        foreach (var text in texts)
        {
            var length = Encoding.ASCII.GetBytes($"<13>tag:{text}", batch.Slab.AsSpan(start));
            batch.Add(start, length, peer, clean: true);
            start += length;
        }

        return batch;
    }

    private BatchProcessor MakeProcessor(BoundAction[] actions, List<ActionRunner> dirty)
    {
        var state = new ExecutionState(dirty);
        var program = new RulesetProgram(
            new BoundRuleset("test", [.. actions], actions[0].Span), _rules.Context() with { State = state });
        return new BatchProcessor([program], state, [new ParserSettings()], _rules.Log);
    }

    /// <summary>Can't format "fault", and has written something by then.</summary>
    private sealed class FailingHalfwayAction : OutputAction
    {
        public List<string> Taken { get; } = [];

        public int Calls { get; private set; }

        public override bool TakesBlocks => true;

        public override BlockFormatter CreateFormatter(TemplateCache templates) => new Formatter();

        public override DeliveryResult Deliver(Message message) => throw new NotSupportedException();

        public override int Deliver(OutputBlock block)
        {
            Calls++;
            Assert.Equal(block.Own.Ends.IsEmpty ? 0 : block.Own.Ends[^1], block.Own.Text.Length);
            Assert.Equal(block.Names.Ends.IsEmpty ? 0 : block.Names.Ends[^1], block.Names.Text.Length);
            foreach (var run in block.Runs)
            {
                Taken.AddRange(Enumerable.Range(0, run.Count).Select(i => Encoding.ASCII.GetString(run[i])));
            }

            return 0;
        }

        private sealed class Formatter : BlockFormatter
        {
            public override void Append(Message message, OutputBlock block)
            {
                block.Own.Text.Append(message.Msg);
                block.Names.Text.Append(message.Msg);
                if (message.Msg.SequenceEqual("fault"u8))
                {
                    throw new InvalidOperationException("a fault");
                }

                block.EndName();
                block.EndOwn();
            }
        }
    }

    /// <summary>Has something to write after each batch, which takes a while, and notices who calls meanwhile.</summary>
    private sealed class SlowAction : OutputAction
    {
        private int _buffered;
        private int _callers;
        private int _pause;

        public override int FlushPauseMicroseconds => _pause;

        public int PauseAfterFlush { get; init; }

        public bool IsFaulty { get; init; }

        public int Buffered => _buffered;

        public int Written { get; private set; }

        public int Collisions { get; private set; }

        public bool IsWriting => Volatile.Read(ref _callers) > 0;

        public override bool TakesBlocks => true;

        public override bool IsDirty => _buffered > 0;

        public override BlockFormatter CreateFormatter(TemplateCache templates) => new Formatter();

        public override DeliveryResult Deliver(Message message)
        {
            ThrowIfFaulty();
            Alone(() => _buffered++);
            return DeliveryResult.Done;
        }

        public override int Deliver(OutputBlock block)
        {
            ThrowIfFaulty();
            Alone(() => _buffered += block.Count);
            return 0;
        }

        public override void Flush() => Alone(() =>
        {
            Thread.SpinWait(200_000);
            Written += _buffered;
            _buffered = 0;
            _pause = PauseAfterFlush;
        });

        private void ThrowIfFaulty()
        {
            if (IsFaulty)
            {
                throw new InvalidOperationException("a fault");
            }
        }

        private void Alone(Action call)
        {
            if (Interlocked.Increment(ref _callers) > 1)
            {
                Collisions++;
            }

            call();
            Interlocked.Decrement(ref _callers);
        }

        private sealed class Formatter : BlockFormatter
        {
            public override void Append(Message message, OutputBlock block)
            {
                block.Own.Text.Append(message.Msg);
                block.EndOwn();
            }
        }
    }
}
