using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>What a target may ask its pump while it waits: whether the end has come, and how long it may still take.</summary>
internal sealed class PumpControl
{
    private readonly WakeSignal _nap = new();
    private long _endsAt = long.MaxValue;

    /// <summary>Whether the pump is to be closed; what waits may still go out until <see cref="MustEnd"/>.</summary>
    public bool IsClosing => Volatile.Read(ref _endsAt) != long.MaxValue;

    /// <summary>Whether the deadline has passed.</summary>
    public bool MustEnd => IsClosing && Environment.TickCount64 >= Volatile.Read(ref _endsAt);

    /// <summary>How many milliseconds are left, but at most <paramref name="limit"/>.</summary>
    public long Remaining(long limit)
    {
        var ends = Volatile.Read(ref _endsAt);
        return ends == long.MaxValue ? limit : Math.Clamp(ends - Environment.TickCount64, 0, limit);
    }

    /// <summary>Starts the end.</summary>
    public void Close(TimeSpan deadline) =>
        Volatile.Write(ref _endsAt, Environment.TickCount64 + (long)deadline.TotalMilliseconds);

    /// <summary>Pauses the pump's thread for a short time.</summary>
    public void Nap(int microseconds) => _nap.Wait(microseconds);
}
