namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>Wants to know when a round of the reactor is over, to hand over what was received in it.</summary>
public interface IRoundEnd
{
    /// <summary>Called once, on the reactor's thread.</summary>
    void OnRoundEnd();
}
