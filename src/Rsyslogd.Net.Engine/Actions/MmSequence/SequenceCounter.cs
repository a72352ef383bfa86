namespace Rsyslogd.Net.Engine.Actions.MmSequence;

/// <summary>A counter that actions of several workers may share.</summary>
public sealed class SequenceCounter
{
    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>Counts on.</summary>
    /// <param name="from">The first number, also after the last one.</param>
    /// <param name="to">Never reached.</param>
    /// <param name="step">How far to go; 0 reads the counter without moving it.</param>
    public long Next(long from, long to, long step)
    {
        lock (_lock)
        {
            var next = _last is { } last ? last + step : from;
            if (next >= to || next < from)
            {
                next = from;
            }

            _last = next;
            return next;
        }
    }
}
