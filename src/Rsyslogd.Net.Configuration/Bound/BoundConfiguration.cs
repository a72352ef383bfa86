using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.LookupTables;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>A whole configuration, resolved, typed and defaulted: what the engine builds running objects from.
/// Immutable.</summary>
public sealed record BoundConfiguration
{
    /// <summary>The name of the ruleset that everything outside of <c>ruleset()</c> belongs to.</summary>
    public const string DefaultRulesetName = "RSYSLOG_DefaultRuleset";

    /// <summary>The parameters of global() and their legacy directives, under the manual's names.</summary>
    public required BoundParameters Globals { get; init; }

    /// <summary>main_queue() and the $MainMsgQueue… directives.</summary>
    public required BoundParameters MainQueue { get; init; }

    /// <summary>Loaded modules in order, with the parameters of module().</summary>
    public required ImmutableArray<BoundModule> Modules { get; init; }

    /// <summary>Inputs in order.</summary>
    public required ImmutableArray<BoundInput> Inputs { get; init; }

    /// <summary>Templates by name, the built-in ones that are used included.</summary>
    public required ImmutableDictionary<string, BoundTemplate> Templates { get; init; }

    /// <summary>Rulesets; the default one is first.</summary>
    public required ImmutableArray<BoundRuleset> Rulesets { get; init; }

    /// <summary>lookup_table(), timezone(), parser(), dyn_stats(), ratelimit(): objects by their keyword.</summary>
    public ImmutableArray<BoundObject> Objects { get; init; } = [];
}

/// <summary>A loaded module.</summary>
/// <param name="Name">Base name, for example <c>imudp</c>.</param>
/// <param name="Parameters">Of module(); legacy directives with module-wide effect count as such.</param>
/// <param name="Span">The statement.</param>
public sealed record BoundModule(string Name, BoundParameters Parameters, TextSpan Span);

/// <summary>An input.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Parameters">Its own parameters (input()); the module's stand in <see cref="BoundModule"/>.</param>
/// <param name="Ruleset">The ruleset it is bound to; null for the default one.</param>
/// <param name="Span">The statement.</param>
public sealed record BoundInput(string Module, BoundParameters Parameters, string? Ruleset, TextSpan Span);

/// <summary>A ruleset: its statements, parsers and, perhaps, a queue of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Statements">In order.</param>
/// <param name="Span">The statement; for the default ruleset the start of the main file.</param>
public sealed record BoundRuleset(string Name, ImmutableArray<BoundStatement> Statements, TextSpan Span)
{
    /// <summary>Names of its parsers, in order; empty: the default chain (rsyslog.rfc5424, rsyslog.rfc3164).</summary>
    public ImmutableArray<string> Parsers { get; init; } = [];

    /// <summary>queue.* parameters; null: it shares the main queue.</summary>
    public BoundParameters? Queue { get; init; }
}

/// <summary>A named object that is neither module, input, action, template nor ruleset.</summary>
/// <param name="Keyword">For example <c>lookup_table</c>.</param>
/// <param name="Name">Its name parameter.</param>
/// <param name="Parameters">All of its parameters.</param>
/// <param name="Span">The statement.</param>
public record BoundObject(string Keyword, string Name, BoundParameters Parameters, TextSpan Span);

/// <summary>lookup_table().</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">file, reloadOnHUP.</param>
/// <param name="Content">What its file held at load; null: it could not be used, which has been said. The table is there all the
/// same, gives empty text for every key, and may be mended by a reload.</param>
/// <param name="Span">The statement.</param>
public sealed record BoundLookupTable(string Name, BoundParameters Parameters, LookupTableContent? Content, TextSpan Span)
    : BoundObject("lookup_table", Name, Parameters, Span);
