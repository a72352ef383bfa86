using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>How much an <see cref="OutputPump"/> keeps, and how patient it is.</summary>
internal sealed record PumpSettings
{
    /// <summary>Most bytes that wait.</summary>
    public long MaxBytes { get; init; } = 8 << 20;

    /// <summary>Most bytes that wait while the target takes them: beyond that the worker waits a little, as what it could run ahead
    /// by is nothing but memory. A queue of the action's own is there to be filled.</summary>
    public long MaxHealthyBytes { get; init; } = 512 * 1024;

    /// <summary>Most messages that wait.</summary>
    public long MaxMessages { get; init; } = long.MaxValue;

    /// <summary>How long the worker waits for room while the target takes nothing at all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>queue.discardMark; null: messages are dropped only when there is no room.</summary>
    public DiscardMark? Discard { get; init; }

    /// <summary>The longest pause between two attempts to open the target; the first ones are much shorter.</summary>
    public TimeSpan MaxRetryPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads <c>action.resumeInterval</c> and the <c>queue.*</c> parameters. With queue parameters the action has a queue of
    /// its own, as large as <c>queue.size</c> says; <c>queue.timeoutEnqueue</c> is how long a full one may hold up the worker.
    /// </summary>
    /// <param name="parameters">Of the action.</param>
    /// <param name="globals">Of global().</param>
    public static PumpSettings Read(BoundParameters parameters, BoundParameters globals)
    {
        const long bytesForMessage = 1024;
        var settings = new PumpSettings();
        var pause = Math.Min(
            parameters.GetNumber("action.resumeInterval", 30), parameters.GetNumber("action.resumeIntervalMax", 1800));
        settings = settings with
        {
            // Asking a dead target costs next to nothing; finding out late that it is back costs messages.
            MaxRetryPause = TimeSpan.FromSeconds(Math.Clamp(pause, 1, 5)),
            Discard = DiscardMark.Read(parameters, defaultSize: 1000),
        };

        if (parameters.IsGiven("queue.size"))
        {
            var messages = Math.Max(1, parameters.GetNumber("queue.size", 1000));
            var spills = parameters.IsGiven("queue.fileName");
            settings = settings with
            {
                MaxMessages = spills ? long.MaxValue : messages,
                MaxBytes = Math.Clamp(messages * bytesForMessage, settings.MaxBytes, 256L << 20),
                MaxHealthyBytes = long.MaxValue,
            };
        }

        return settings with { Patience = QueueTimeouts.Enqueue(parameters, globals) ?? settings.Patience };
    }
}
