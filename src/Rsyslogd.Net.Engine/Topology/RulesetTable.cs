using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>
/// The rulesets of a configuration, each with its place and its queue. A place belongs to a name for as long as the daemon lives, since
/// messages that wait in a queue know their ruleset by it; one that is not in the configuration any more leads to the default ruleset.
/// Queues that were there before are the same ones, also with other parameters. Cold, immutable.
/// </summary>
internal sealed class RulesetTable
{
    // What is between inputs and rules at most: enough to keep all threads of the queue at work, and no more, since a message of a
    // quiet sender waits behind all of it when somebody else floods.
    private const int BatchesPerThread = 4;
    private const int MinQueueThreads = 2;
    private const int SlabBytes = 128 * 1024;
    private const string MainQueueName = "main Q";

    private static readonly int QueueBatches =
        BatchesPerThread * Math.Clamp(Environment.ProcessorCount, MinQueueThreads, QueueWorker.MostThreads);

    private readonly Dictionary<string, int> _places;
    private readonly BoundRuleset[] _rulesets;
    private readonly MessageQueue[] _queueOfPlace;
    private readonly Dictionary<MessageQueue, BoundParameters> _parameters = [];

    /// <param name="configuration">The bound model.</param>
    /// <param name="former">The table that was in force until now; null: none.</param>
    public RulesetTable(BoundConfiguration configuration, RulesetTable? former)
    {
        _places = former is null ? [] : new(former._places);
        foreach (var ruleset in configuration.Rulesets)
        {
            _places.TryAdd(ruleset.Name, _places.Count);
        }

        Main = AddQueue(MainQueueName, configuration.MainQueue, former?.Main);
        _rulesets = new BoundRuleset[_places.Count];
        _queueOfPlace = new MessageQueue[_places.Count];
        Array.Fill(_rulesets, configuration.Rulesets[0]);
        Array.Fill(_queueOfPlace, Main);
        foreach (var ruleset in configuration.Rulesets)
        {
            var place = _places[ruleset.Name];
            _rulesets[place] = ruleset;
            if (HasQueue(ruleset))
            {
                var before = former is not null && place < former._queueOfPlace.Length ? former._queueOfPlace[place] : null;
                _queueOfPlace[place] = AddQueue(ruleset.Name, ruleset.Queue!, before == former?.Main ? null : before);
            }
        }
    }

    /// <summary>The main queue.</summary>
    public MessageQueue Main { get; }

    /// <summary>All queues, the main one first.</summary>
    public List<MessageQueue> Queues { get; } = [];

    /// <summary>How many places there are.</summary>
    public int Count => _rulesets.Length;

    /// <summary>The ruleset of a place.</summary>
    public BoundRuleset this[int place] => _rulesets[place];

    /// <summary>The place of a ruleset; false: the configuration has none of that name.</summary>
    public bool TryFind(string name, out int place) => _places.TryGetValue(name, out place) && _rulesets[place].Name == name;

    /// <summary>The place of the ruleset that an input names; an unknown one (which has been reported) is the default one, as in rsyslog.</summary>
    public int Resolve(string? name) => name is not null && TryFind(name, out var place) ? place : 0;

    /// <summary>The queue of a place.</summary>
    public MessageQueue QueueOf(int place) => _queueOfPlace[place];

    /// <summary>queue.* of main_queue() or ruleset(), which are for the queue's worker.</summary>
    public BoundParameters ParametersOf(MessageQueue queue) => _parameters[queue];

    /// <summary>Whether the ruleset of a place has a queue of its own.</summary>
    public bool HasOwnQueue(int place) => _queueOfPlace[place] != Main;

    private static bool HasQueue(BoundRuleset ruleset) =>
        ruleset.Queue?.GetText("queue.type") is { } type && !type.Equals("Direct", StringComparison.OrdinalIgnoreCase);

    private MessageQueue AddQueue(string name, BoundParameters parameters, MessageQueue? before)
    {
        var queue = before ?? new MessageQueue(name, new BatchPool(QueueBatches, SlabBytes));
        _parameters[queue] = parameters;
        Queues.Add(queue);
        return queue;
    }
}
