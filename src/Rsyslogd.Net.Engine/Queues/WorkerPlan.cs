using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets;

namespace Rsyslogd.Net.Engine.Queues;

/// <summary>What the threads of a queue do, as the configuration in force wants it.</summary>
/// <param name="MakeProcessor">Makes the rules for one thread, given the list in which it enters the actions that are to be flushed; all
/// threads of the queue share it.</param>
/// <param name="Parameters">queue.* of main_queue() or ruleset().</param>
/// <param name="Threads">How many threads there may be: more than one only where <see cref="ParallelRules"/> says so.</param>
/// <param name="Ticking">The actions whose Tick is to be called about once a second.</param>
/// <param name="Faults">Learns of faults of our own when blocks are delivered.</param>
internal sealed record WorkerPlan(
    Func<List<ActionRunner>, BatchProcessor> MakeProcessor,
    BoundParameters Parameters,
    int Threads,
    IReadOnlyList<ActionRunner> Ticking,
    FaultReport Faults);
