using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>A further thread of a queue. It is made when it is first called, works while there are batches, and sleeps.</summary>
/// <param name="name">Of the thread.</param>
/// <param name="number">Its number among the queue's threads; 0 is the first one, which is no helper.</param>
/// <param name="processOne">Takes one batch through its rules; false: there is none.</param>
/// <param name="tellIdle">Called each time it has found nothing more to do.</param>
internal sealed class QueueHelper(string name, int number, Func<ThreadRules, bool> processOne, Action tellIdle)
{
    private readonly WakeSignal _signal = new();
    private bool _isStarted;
    private volatile bool _isEnded;

    /// <summary>There is something to do. One thread calls this.</summary>
    public void Wake()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            new Thread(Work) { Name = name, IsBackground = true }.Start();
        }

        _signal.Set();
    }

    /// <summary>There will be nothing more.</summary>
    public void End()
    {
        _isEnded = true;
        _signal.Set();
    }

    private void Work()
    {
        var rules = new ThreadRules(number);
        while (true)
        {
            _signal.Wait(-1);
            if (_isEnded)
            {
                return;
            }

            while (processOne(rules))
            {
            }

            tellIdle();
        }
    }
}
