namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>A running input: a bound socket, an open device. Made from a BoundInput by its module's factory.</summary>
public abstract class InputListener
{
    /// <summary>Binds, opens, registers with the reactor; from now on messages come. What can't be opened is reported once
    /// (internal log, severity error) and the listener stays idle; false then.</summary>
    public abstract bool Start();

    /// <summary>No further messages: what has been received is handed over, sockets that we made are closed and removed.</summary>
    public abstract void Stop();

    /// <summary>SIGHUP, for inputs that care.</summary>
    public virtual void Reopen()
    {
    }
}
