using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>queue.* of main_queue(), ruleset() and action(), with the directives <c>$MainMsgQueue…</c> and <c>$ActionQueue…</c>
/// (manual: "General Queue Parameters").</summary>
internal static class QueueParameters
{
    /// <summary>All start so.</summary>
    public const string Prefix = "queue.";

    /// <summary>The table.</summary>
    /// <param name="place">Where they stand.</param>
    /// <param name="directives">What their directives begin with; null: there are none.</param>
    /// <param name="type">Default of queue.type: Direct for actions.</param>
    /// <param name="scope">How long a directive lasts.</param>
    public static ImmutableArray<ParameterDescriptor> Table(
        ParameterPlace place, string? directives, string? type, DirectiveScope scope)
    {
        string? Named(string name) => directives is null ? null : directives + name;
        ParameterDescriptor[] rows =
        [
            Parameter.Text("queue.filename", place, Named("FileName")) with
            {
                Limitation = "queues are not written to disk yet: this one stays in memory",
            },
            Parameter.Text("queue.spoolDirectory", place),
            Parameter.Size("queue.size", place, Named("Size")),
            Parameter.Positive("queue.dequeueBatchSize", place, Named("DequeueBatchSize")),
            Parameter.Positive("queue.minDequeueBatchSize", place),
            Parameter.Positive("queue.minDequeueBatchSize.timeout", place),
            Parameter.Size("queue.maxDiskSpace", place, Named("MaxDiskSpace")),
            Parameter.Positive("queue.highWatermark", place, Named("HighWaterMark")),
            Parameter.Positive("queue.lowWatermark", place, Named("LowWaterMark")),
            Parameter.Positive("queue.fullDelayMark", place),
            Parameter.Positive("queue.lightDelayMark", place),
            Parameter.Positive("queue.discardMark", place, Named("DiscardMark")),
            Parameter.Severity("queue.discardSeverity", place, Named("DiscardSeverity")),
            Parameter.Positive("queue.checkpointInterval", place, Named("CheckpointInterval")),
            Parameter.Switch("queue.syncQueueFiles", place, Named("SyncQueueFiles")),
            Parameter.Choice(
                "queue.type", place, ["FixedArray", "LinkedList", "Direct"], Named("Type"), type) with { ChoicesNotYet = ["Disk"] },
            Parameter.Positive("queue.workerThreads", place, Named("WorkerThreads")),
            Parameter.Positive("queue.workerThreadMinimumMessages", place, Named("WorkerThreadMinimumMessages")),
            Parameter.Number("queue.timeoutShutdown", place, Named("TimeoutShutdown")),
            Parameter.Number("queue.timeoutActionCompletion", place, Named("TimeoutActionCompletion")),
            Parameter.Number("queue.timeoutEnqueue", place, Named("TimeoutEnqueue")),
            Parameter.Number("queue.timeoutWorkerThreadShutdown", place, Named("WorkerTimeoutThreadShutdown")),
            Parameter.Size("queue.maxFileSize", place, Named("MaxFileSize")),
            Parameter.Switch("queue.saveOnShutdown", place, Named("SaveOnShutdown")),
            Parameter.Positive("queue.dequeueSlowDown", place, Named("DequeueSlowDown")),
            Parameter.Positive("queue.dequeueTimeBegin", place, Named("DequeueTimeBegin")),
            Parameter.Positive("queue.dequeueTimeEnd", place, Named("DequeueTimeEnd")),
            Parameter.Positive("queue.samplingInterval", place),
            Parameter.Switch("queue.takeFlowCtlFromMsg", place),
            Parameter.NotYet("queue.cry.provider", place),
        ];
        return [.. rows.Select(row => row with { DirectiveScope = scope })];
    }
}
