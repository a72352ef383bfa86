using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>Tells of faults of our own on the way of a message, which must not take others with it. Thread-safe.</summary>
/// <param name="log">Where it is told.</param>
internal sealed class FaultReport(IInternalLog log)
{
    private long _faults;

    /// <summary>One more. Powers of ten are told: a message that comes a million times is told seven times.</summary>
    public void Add(Exception fault)
    {
        var count = Interlocked.Increment(ref _faults);
        if (count == (long)Math.Pow(10, Math.Floor(Math.Log10(count))))
        {
            log.Report(Severity.Critical, $"internal fault while processing a message (number {count}): {fault}");
        }
    }
}
