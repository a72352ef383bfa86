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
            Parameter.Choice(
                "queue.type", place, ["FixedArray", "LinkedList", "Direct"], Named("Type"), type) with
            {
                ChoicesNotYet = ["Disk"], ChoiceInstead = "LinkedList",
            },
            Parameter.Size("queue.size", place, Named("Size")),
            Parameter.Number("queue.timeoutEnqueue", place, Named("TimeoutEnqueue")),
            Parameter.Number("queue.timeoutShutdown", place, Named("TimeoutShutdown")),
            Parameter.Positive("queue.discardMark", place, Named("DiscardMark")),
            Parameter.Severity("queue.discardSeverity", place, Named("DiscardSeverity")),
            .. OnDisk(place, Named),
            .. Tuning(place, Named),
        ];
        return [.. rows.Select(row => row with { DirectiveScope = scope })];
    }

    // That nothing is written to disk yet is told once, where the file is named: without it the others mean nothing.
    private static IEnumerable<ParameterDescriptor> OnDisk(ParameterPlace place, Func<string, string?> directive)
    {
        const string noFile = "it concerns the queue's files, and queue.filename says that there are none yet";
        return
        [
            Parameter.Text("queue.filename", place, directive("FileName")) with
            {
                Limitation = "queues are not written to disk yet: this one stays in memory",
            },
            Parameter.Text("queue.spoolDirectory", place) with { NoEffect = noFile },
            Parameter.Size("queue.maxDiskSpace", place, directive("MaxDiskSpace")) with { NoEffect = noFile },
            Parameter.Size("queue.maxFileSize", place, directive("MaxFileSize")) with { NoEffect = noFile },
            Parameter.Switch("queue.saveOnShutdown", place, directive("SaveOnShutdown")) with { NoEffect = noFile },
            Parameter.Positive("queue.checkpointInterval", place, directive("CheckpointInterval")) with { NoEffect = noFile },
            Parameter.Switch("queue.syncQueueFiles", place, directive("SyncQueueFiles")) with { NoEffect = noFile },
            Parameter.Positive("queue.highWatermark", place, directive("HighWaterMark")) with { NoEffect = noFile },
            Parameter.Positive("queue.lowWatermark", place, directive("LowWaterMark")) with { NoEffect = noFile },
            Parameter.NotYet("queue.cry.provider", place),
        ];
    }

    private static IEnumerable<ParameterDescriptor> Tuning(ParameterPlace place, Func<string, string?> directive)
    {
        const string asItCame = "workers take what has come as it came, and more of them while it piles up";
        const string fullWaits = "only a full queue holds up who fills it";
        const string notYet = "it is documented by rsyslog, and not available yet: messages are taken as they come";
        return
        [
            Parameter.Positive("queue.workerThreads", place, directive("WorkerThreads")),
            Parameter.Positive("queue.workerThreadMinimumMessages", place, directive("WorkerThreadMinimumMessages")) with
            {
                NoEffect = asItCame,
            },
            Parameter.Number("queue.timeoutWorkerThreadShutdown", place, directive("WorkerTimeoutThreadShutdown")) with
            {
                NoEffect = asItCame,
            },
            Parameter.Number("queue.timeoutActionCompletion", place, directive("TimeoutActionCompletion")) with
            {
                NoEffect = "queue.timeoutShutdown is for the whole end",
            },
            Parameter.Positive("queue.dequeueBatchSize", place, directive("DequeueBatchSize")) with { NoEffect = asItCame },
            Parameter.Positive("queue.minDequeueBatchSize", place) with { NoEffect = asItCame },
            Parameter.Positive("queue.minDequeueBatchSize.timeout", place) with { NoEffect = asItCame },
            Parameter.Positive("queue.fullDelayMark", place) with { NoEffect = fullWaits },
            Parameter.Positive("queue.lightDelayMark", place) with { NoEffect = fullWaits },
            Parameter.Switch("queue.takeFlowCtlFromMsg", place) with { NoEffect = fullWaits },
            Parameter.Positive("queue.dequeueSlowDown", place, directive("DequeueSlowDown")) with { Limitation = notYet },
            Parameter.Positive("queue.dequeueTimeBegin", place, directive("DequeueTimeBegin")) with { Limitation = notYet },
            Parameter.Positive("queue.dequeueTimeEnd", place, directive("DequeueTimeEnd")) with { Limitation = notYet },
            Parameter.Positive("queue.samplingInterval", place) with { Limitation = notYet },
        ];
    }
}
