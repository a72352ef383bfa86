using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>What became of a message that was given to an action.</summary>
public enum DeliveryResult
{
    /// <summary>Delivered, or taken over for certain delivery attempts (buffered, queued).</summary>
    Done,

    /// <summary>Not now: the action is to be suspended, and tried again later.</summary>
    Suspended,

    /// <summary>Never: this message can't be delivered (for example an unusable file name). The next ones may.</summary>
    Rejected,
}

/// <summary>
/// The running side of an output module: one object for each action of the configuration. The worker of the ruleset calls
/// everything here, one call at a time, and nothing may block for longer than a local file write does: whatever waits for
/// a peer, a pipe or a program hands over to a thread of its own through a bounded buffer.
/// </summary>
public abstract class OutputAction
{
    /// <summary>Formats one message and hands it over. Hot: no allocation in steady state, and no system call if a
    /// buffer can be filled instead.</summary>
    public abstract DeliveryResult Deliver(Message message);

    /// <summary>Whether messages may be formatted by several workers, and handed over in blocks. Only for actions that never answer
    /// <see cref="DeliveryResult.Suspended"/>.</summary>
    public virtual bool TakesBlocks => false;

    /// <summary>Makes what formats messages for one worker.</summary>
    /// <exception cref="NotSupportedException">Not <see cref="TakesBlocks"/>.</exception>
    /// <param name="templates">The worker's.</param>
    public virtual BlockFormatter CreateFormatter(TemplateCache templates) => throw new NotSupportedException();

    /// <summary>The template that shows a message as the action wants it in a block, nothing around it; null: there is more to be done. Actions
    /// with the same one may get texts that they share.</summary>
    internal virtual BoundTemplate? BlockTemplate => null;

    /// <summary>Takes over formatted messages. One call at a time, like all others.</summary>
    /// <returns>How many were rejected.</returns>
    /// <exception cref="NotSupportedException">Not <see cref="TakesBlocks"/>.</exception>
    public virtual int Deliver(OutputBlock block) => throw new NotSupportedException();

    /// <summary>Whether the action behind this one runs only when this one is suspended: then Deliver must know, within a short
    /// bounded time, whether the target takes messages at all. Set before the first message.</summary>
    public bool NeedsOutcome { get; set; }

    /// <summary>Where messages go that were taken over and could not be delivered after all; null: nowhere. Set before the first
    /// message.</summary>
    internal virtual ErrorFile? ErrorFile { get; set; }

    /// <summary>Whether <see cref="Close"/> may have to wait for a peer, a pipe or a program.</summary>
    public virtual bool MayWait => false;

    /// <summary>Whether something is buffered that <see cref="Flush"/> would write.</summary>
    public virtual bool IsDirty => false;

    /// <summary>Whether so much is buffered that <see cref="Flush"/> is not to wait.</summary>
    public virtual bool IsFull => false;

    /// <summary>What the last <see cref="Flush"/> has cost is worth it only with more messages: how long the next one had better wait,
    /// unless nothing comes meanwhile or <see cref="IsFull"/>. 0: no longer than for all.</summary>
    public virtual int FlushPauseMicroseconds => 0;

    /// <summary>Whether messages are on their way to a target that is not known to be down. Callable from every thread.</summary>
    public virtual bool IsBusy => false;

    /// <summary>Writes what is buffered. Called when the queue runs empty, and at least every few milliseconds under load (but see
    /// <see cref="FlushPauseMicroseconds"/>).</summary>
    public virtual void Flush()
    {
    }

    /// <summary>SIGHUP: close what was opened by name, so that the next message opens it again.</summary>
    public virtual void Reopen()
    {
    }

    /// <summary>Called about once a second while the action exists, for time-outs of its own.</summary>
    public virtual void Tick()
    {
    }

    /// <summary>The last call: everything buffered goes out as far as possible before the deadline, then all is closed.</summary>
    /// <param name="deadline">How long a peer that does not read may delay the end.</param>
    public virtual void Close(TimeSpan deadline) => Flush();
}
