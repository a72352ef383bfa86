using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>All inputs of a configuration, and the change to those of another one: inputs that are described as before keep their sockets,
/// connections and files. Cold; one thread at a time.</summary>
internal sealed class InputSet
{
    private List<Entry> _all = [];
    private List<Entry> _gone = [];

    /// <summary>The running inputs, those included that could not be opened.</summary>
    public IEnumerable<InputListener> All => _all.Select(static entry => entry.Listener!);

    /// <summary>How many of the inputs that are wanted run already.</summary>
    public int Kept => _all.Count(static entry => entry.Listener is not null);

    /// <summary>How many are wanted.</summary>
    public int Count => _all.Count;

    /// <summary>How many run that are no longer wanted.</summary>
    public int Gone => _gone.Count;

    /// <summary>Says which inputs are wanted. Those that could not be opened are tried again.</summary>
    /// <param name="configuration">The bound model.</param>
    /// <param name="settings">Global settings.</param>
    /// <param name="rulesets">Where messages go.</param>
    public void Want(BoundConfiguration configuration, EngineSettings settings, RulesetTable rulesets)
    {
        var common = DescribeCommon(configuration, settings);
        var former = _all.Where(static entry => entry.IsOpen).ToLookup(static entry => entry.Description)
            .ToDictionary(static group => group.Key, static group => new Queue<Entry>(group));
        List<Entry> wanted =
        [
            .. configuration.Modules.Select(module => new Entry(
                $"{Describe(module.Name, module.Parameters, module.Parameters.GetText("ruleset"))}{common}",
                context => InputFactory.CreateForModule(module, context))),
            .. configuration.Inputs.Select(input => new Entry(
                $"{Describe(input.Module, input.Parameters, input.Ruleset)}{DescribeModule(configuration, input.Module)}{common}",
                context => InputFactory.Create(input, context))),
        ];
        var closed = _all.Where(static entry => !entry.IsOpen);
        _all = [.. wanted.Select(entry => former.TryGetValue(entry.Description, out var same) && same.TryDequeue(out var kept) ? kept : entry)];
        _gone = [.. former.Values.SelectMany(static entries => entries), .. closed];

        string Describe(string module, BoundParameters parameters, string? ruleset)
        {
            var place = rulesets.Resolve(ruleset);
            return new Description().Add("input", module.ToLowerInvariant()).Add(parameters)
                .Add("ruleset", place).Add("queue", rulesets.QueueOf(place).Id).ToString();
        }
    }

    /// <summary>Stops what is no longer wanted: what it has received has been handed over then.</summary>
    public void StopGone()
    {
        _gone.ForEach(static entry => entry.Listener!.Stop());
        _gone = [];
    }

    /// <summary>Opens and binds what is wanted and doesn't run.</summary>
    /// <param name="context">What the inputs are given.</param>
    /// <returns>How many of all inputs are open.</returns>
    public int Start(InputContext context)
    {
        foreach (var entry in _all.Where(static entry => entry.Listener is null))
        {
            entry.Listener = entry.Make(context);
            entry.IsOpen = entry.Listener?.Start() ?? false;
        }

        // Most modules have no input of their own.
        _all.RemoveAll(static entry => entry.Listener is null);
        return _all.Count(static entry => entry.IsOpen);
    }

    private static string DescribeModule(BoundConfiguration configuration, string module) =>
        new Description()
            .Add(configuration.Modules.LastOrDefault(one => one.Name == module)?.Parameters ?? BoundParameters.Empty).ToString();

    // Whatever inputs ask the global settings for.
    private static string DescribeCommon(BoundConfiguration configuration, EngineSettings settings) =>
        new Description()
            .Add("allowed", configuration.Globals.GetList("AllowedSender"))
            .Add("maxMessageSize", settings.Parser.MaxMessageSizeBytes)
            .Add("escape8Bit", settings.Parser.Escape8Bit)
            .Add("hostname", settings.Parser.LocalHostname)
            .Add("workDirectory", settings.WorkDirectory)
            .Add("enableDns", settings.EnableDns)
            .Add("nameLifetime", settings.SenderNameLifetime)
            .Add("preserveFqdn", settings.PreserveFqdn)
            .Add("warnsOfDisallowed", settings.WarnsOfDisallowedSenders)
            .Add("reportsOversize", settings.ReportsOversize)
            .Add("processInternalMessages", settings.ProcessInternalMessages)
            .ToString();

    private sealed class Entry(string description, Func<InputContext, InputListener?> make)
    {
        public string Description { get; } = description;

        public Func<InputContext, InputListener?> Make { get; } = make;

        public InputListener? Listener { get; set; }

        public bool IsOpen { get; set; }
    }
}
