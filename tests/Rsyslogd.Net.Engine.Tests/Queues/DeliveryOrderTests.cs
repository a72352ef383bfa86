using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Queues;

public sealed class DeliveryOrderTests
{
    private const int Batches = 3000;
    private static readonly Peer Nobody = new([], [], []);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly MessageQueue _queue = new("test", new BatchPool(Batches, 16));
    private readonly List<int> _delivered = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Whatever_batches_cost_they_are_delivered_as_they_came(int workers)
    {
        for (var i = 0; i < Batches; i++)
        {
            var batch = _queue.Pool.Rent();
            batch.Add(Nobody);
            batch.ReceivedAt = i;
            _queue.Enqueue(batch);
        }

        var order = new DeliveryOrder(_queue, workers + 1);
        var threads = Enumerable.Range(0, workers).Select(seed => new Thread(() => Work(order, new Random(seed)))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(Enumerable.Range(0, Batches), _delivered);
        Assert.Equal(Batches, order.Delivered);
    }

    [Fact]
    public void A_batch_is_prepared_only_while_somebody_else_has_the_turn()
    {
        _queue.Enqueue(One());
        _queue.Enqueue(One());
        var order = new DeliveryOrder(_queue, 2);

        Assert.True(order.TryTake(0, out _, out _, out var first));
        Assert.True(order.TryTake(1, out _, out var number, out var second));
        Assert.Null(first);
        Assert.NotNull(second);
        Assert.False(order.TryTakeTurn());

        order.Hold(number, second);
        order.Advance(null);
        Assert.False(order.TryEndTurn());
        Assert.True(order.TryGetReady(out var ready));
        Assert.Same(second, ready);
        order.Advance(ready);
        Assert.True(order.TryEndTurn());
        Assert.Equal(2, order.Delivered);
    }

    [Fact]
    public void A_pause_begins_when_all_that_was_taken_has_been_delivered_and_nobody_has_the_turn()
    {
        for (var i = 0; i < 3; i++)
        {
            _queue.Enqueue(One());
        }

        var order = new DeliveryOrder(_queue, 2);
        Assert.True(order.TryTake(0, out _, out _, out _));
        Assert.True(order.TryTake(1, out _, out var number, out var second));
        var pause = new Thread(order.Pause);
        pause.Start();
        Assert.True(SpinWait.SpinUntil(() => order.IsPaused, Patience));

        Assert.False(order.TryTake(1, out _, out _, out _));
        order.Hold(number, second!);
        order.Advance(null);
        Assert.True(order.TryGetReady(out var ready));
        order.Advance(ready);

        // Everything has been delivered, and still the one that did it may flush.
        Assert.False(pause.Join(TimeSpan.FromMilliseconds(50)));
        Assert.True(order.TryEndTurn());
        Assert.True(pause.Join(Patience));

        Assert.False(order.TryTake(0, out _, out _, out _));
        Assert.False(order.TryTakeTurn());
        order.Resume();
        Assert.True(order.TryTake(0, out _, out _, out var third));
        Assert.Null(third);
    }

    private Batch One()
    {
        var batch = _queue.Pool.Rent();
        batch.Add(Nobody);
        return batch;
    }

    private void Work(DeliveryOrder order, Random random)
    {
        while (order.TryTake(0, out var batch, out var number, out var prepared))
        {
            Thread.SpinWait(random.Next(2000));
            if (prepared is null)
            {
                _delivered.Add((int)batch.ReceivedAt);
                order.Advance(null);
                Deliver(order);
            }
            else
            {
                prepared.Messages = (int)batch.ReceivedAt;
                order.Hold(number, prepared);
                if (order.TryTakeTurn())
                {
                    Deliver(order);
                }
            }
        }
    }

    private void Deliver(DeliveryOrder order)
    {
        do
        {
            while (order.TryGetReady(out var prepared))
            {
                _delivered.Add(prepared.Messages);
                order.Advance(prepared);
            }
        }
        while (!order.TryEndTurn());
    }
}
