using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>
/// call of a ruleset that has a queue of its own: a copy of the message goes there, and the caller goes on. One object for
/// each calling worker; what is handed over within a batch travels in one batch.
/// </summary>
internal sealed class QueuedRuleset(MessageQueue queue, int rulesetIndex, Counter dropped) : IRulesetTarget
{
    // The called ruleset may call back; two full queues must not wait for each other for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<InputSource, InputSource> _sources = [];
    private Batch? _batch;

    /// <inheritdoc/>
    public bool Run(Message message, ExecutionState state)
    {
        var raw = message.RawMsg;
        var tag = message.TagRange.Start < message.Raw.Start ? message.Slice(message.TagRange) : default;
        var source = SourceFor(message.Source);
        if (_batch is { } open && (open.Source != source || open.ReceivedAt != message.ReceivedAt
            || open.Slab.Length - open.Used < raw.Length + tag.Length))
        {
            Flush();
        }

        _batch ??= queue.Pool.TryRent(Patience);
        if (_batch is null)
        {
            dropped.Add(1);
            return true;
        }

        _batch.Source = source;
        _batch.ReceivedAt = message.ReceivedAt;
        _batch.EnsureRoom(raw.Length + tag.Length);
        tag.CopyTo(_batch.Slab.AsSpan(_batch.Used));
        _batch.Used += tag.Length;
        raw.CopyTo(_batch.Slab.AsSpan(_batch.Used));
        ref var frame = ref _batch.Add(message.Peer);
        frame.Start = _batch.Used;
        frame.Length = raw.Length;
        frame.Clean = true;
        frame.Priority = (byte)Math.Min(message.Priority, byte.MaxValue);
        frame.TagLength = (ushort)message.TagRange.Length;
        frame.TagDistance = tag.Length;
        _batch.Used += raw.Length;
        if (message.Variables is { IsEmpty: false } variables)
        {
            _batch.SetVariables(variables.Clone());
        }

        return true;
    }

    /// <summary>Hands over what has been collected.</summary>
    public void Flush()
    {
        if (_batch is { } batch)
        {
            _batch = null;
            queue.Enqueue(batch);
        }
    }

    private InputSource SourceFor(InputSource original)
    {
        if (!_sources.TryGetValue(original, out var source))
        {
            _sources[original] = source = original with { RulesetIndex = rulesetIndex };
        }

        return source;
    }
}
