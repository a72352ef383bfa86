namespace Rsyslogd.Net.Engine.Queues;

/// <summary>The rules as one thread of a queue runs them: compiled for it alone, and compiled anew once others are in force.</summary>
/// <param name="number">The thread's number among those of the queue.</param>
internal sealed class ThreadRules(int number)
{
    private WorkerPlan? _plan;
    private BatchProcessor? _processor;

    /// <summary>The thread's number among those of the queue.</summary>
    public int Number { get; } = number;

    /// <summary>Where the thread's own batches are prepared while it has the turn.</summary>
    public PreparedBatch Room { get; } = new();

    /// <summary>The rules of a plan. To be called with a batch taken, so that the plan doesn't change meanwhile.</summary>
    /// <param name="plan">What is in force.</param>
    /// <param name="make">Compiles it; the same object each time, since this is asked for each batch.</param>
    public BatchProcessor Get(WorkerPlan plan, Func<BatchProcessor> make)
    {
        if (ReferenceEquals(_plan, plan))
        {
            return _processor!;
        }

        var processor = make();
        (_plan, _processor) = (plan, processor);
        return processor;
    }
}
