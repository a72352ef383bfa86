namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>A descriptor that the reactor watches: a socket, a connection, a device. Only the reactor's thread calls it.</summary>
public abstract class PolledDescriptor
{
    /// <summary>The descriptor; -1 when there is none (any more).</summary>
    public int Descriptor { get; protected set; } = -1;

    /// <summary>Where the reactor keeps it; 0: not watched.</summary>
    internal long Token { get; set; }

    /// <summary>It would rather be called after the pause that was asked for than at once, although something is there already. Taken back with
    /// each call of <see cref="OnReadable"/>. Not for local datagrams: their senders stand still when the queue is full.</summary>
    internal bool IsPatient { get; set; }

    /// <summary>There is something to read, or an end or error to be noticed by reading. Reads a bounded amount: what is
    /// left is reported again in the next round.</summary>
    public abstract void OnReadable();
}
