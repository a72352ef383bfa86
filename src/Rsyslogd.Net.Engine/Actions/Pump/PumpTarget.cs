namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>What became of an attempt to send.</summary>
internal enum SendStatus
{
    /// <summary>Something was taken; there may be room for more.</summary>
    Sent,

    /// <summary>The target takes nothing now; <see cref="PumpTarget.WaitForRoom"/> tells when it does again.</summary>
    Full,

    /// <summary>The connection is gone. What was not acknowledged is sent again over the next one.</summary>
    Lost,

    /// <summary>The target refused the first message for good: it is counted as failed and left out.</summary>
    Refused,

    /// <summary>The target took the messages of a transaction and then refused it: <see cref="PumpTarget.TakeBack"/> says from where
    /// they are to be sent again.</summary>
    Again,
}

/// <summary>The messages to send next: whole ones, but the first may have been sent in part.</summary>
/// <param name="bytes">From the first byte that was not sent.</param>
/// <param name="ends">Where each message ends, in <paramref name="origin"/>'s count.</param>
/// <param name="origin">What the first byte counts as.</param>
internal readonly ref struct PumpSegment(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int origin)
{
    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The ends of the messages.</summary>
    public ReadOnlySpan<int> Ends { get; } = ends;

    /// <summary>What the first byte counts as in <see cref="Ends"/>.</summary>
    public int Origin { get; } = origin;

    /// <summary>The (rest of the) first message.</summary>
    public ReadOnlySpan<byte> First => Bytes[..(Ends[0] - Origin)];
}

/// <summary>
/// The far end of an <see cref="OutputPump"/>: a connection, a pipe, a program. Only the pump's own thread calls it. It may
/// wait, but in slices of about <see cref="SliceMilliseconds"/>, looking at <see cref="PumpControl.MustEnd"/> between.
/// </summary>
internal abstract class PumpTarget
{
    /// <summary>How long a single wait may last.</summary>
    public const int SliceMilliseconds = 50;

    /// <summary>For messages to the operator: <c>tcp://host:514</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Connects, opens, starts. False: not now, with the reason.</summary>
    public abstract bool TryOpen(PumpControl control, out string reason);

    /// <summary>Sends as much as it can without waiting (or, for targets that confirm, one message).</summary>
    /// <param name="segment">What there is.</param>
    /// <param name="sent">How many bytes were taken.</param>
    /// <param name="control">For targets that wait for an answer.</param>
    public abstract SendStatus Send(PumpSegment segment, out int sent, PumpControl control);

    /// <summary>After <see cref="SendStatus.Full"/>: waits a slice. True: try again.</summary>
    public abstract bool WaitForRoom();

    /// <summary>Of what was taken: how many bytes the far end is known not to have got yet.</summary>
    public virtual long Unacknowledged => 0;

    /// <summary>While nothing is to be sent but not everything has arrived: whether it never will over this connection.</summary>
    public virtual bool IsBroken() => false;

    /// <summary>Why the connection was lost; for the message to the operator.</summary>
    public virtual string LossReason => "connection closed";

    /// <summary>There is nothing to send, for the first time after something was.</summary>
    /// <param name="control">For targets that wait for an answer.</param>
    /// <returns>False: what was sent last is refused, as with <see cref="SendStatus.Again"/>.</returns>
    public virtual bool AtRest(PumpControl control) => true;

    /// <summary>How many of the last bytes are to be sent again.</summary>
    public virtual long TakeBack() => 0;

    /// <summary>SIGHUP.</summary>
    public virtual void Reopen()
    {
    }

    /// <summary>Closes what is open. It may be opened again.</summary>
    /// <param name="control">How long an end in good order may take.</param>
    public abstract void Shut(PumpControl control);
}
