using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>One value, checked and converted. <see cref="Value"/> is, by kind: string (Text, Template, Ruleset, Choice,
/// Port, Regex, Character), ImmutableArray of string (TextList), long (Number, PositiveNumber, Size, FileMode, User, Group,
/// Severity, Facility), bool (Switch).</summary>
/// <param name="Value">The value.</param>
/// <param name="Span">Where it was written.</param>
public sealed record BoundParameter(object Value, TextSpan Span);

/// <summary>The parameters given to an object, by name without case, together with the defaults of their descriptors.</summary>
public sealed class BoundParameters
{
    /// <summary>The value of a user or group that does not exist, where leaving it out would be dangerous.</summary>
    public const long UnknownId = -1;

    private readonly Dictionary<string, BoundParameter> _given;
    private readonly Dictionary<string, object> _defaults;

    /// <summary>Takes checked values and the (already converted) defaults.</summary>
    public BoundParameters(
        IEnumerable<KeyValuePair<string, BoundParameter>> given, IEnumerable<KeyValuePair<string, object>> defaults)
    {
        _given = new(given, StringComparer.OrdinalIgnoreCase);
        _defaults = new(defaults, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>No parameters at all.</summary>
    public static BoundParameters Empty { get; } = new([], []);

    /// <summary>Names and values that were written (or set by directives), not the defaults.</summary>
    public IReadOnlyDictionary<string, BoundParameter> Given => _given;

    /// <summary>Names and values that hold, the defaults among them.</summary>
    public IEnumerable<KeyValuePair<string, object>> Effective =>
        _given.Select(given => KeyValuePair.Create(given.Key, given.Value.Value))
            .Concat(_defaults.Where(entry => !_given.ContainsKey(entry.Key)));

    /// <summary>Whether it was written.</summary>
    public bool IsGiven(string name) => _given.ContainsKey(name);

    /// <summary>Where it was written; null when it was not.</summary>
    public TextSpan? GetSpan(string name) => _given.TryGetValue(name, out var found) ? found.Span : null;

    /// <summary>A text; null when neither given nor defaulted.</summary>
    public string? GetText(string name) => (string?)Find(name);

    /// <summary>A text that must be there (required, or with a default).</summary>
    public string RequireText(string name) => GetText(name) ?? throw new InvalidOperationException($"parameter {name} has no value");

    /// <summary>A list; empty when neither given nor defaulted.</summary>
    public ImmutableArray<string> GetList(string name) => Find(name) is ImmutableArray<string> list ? list : [];

    /// <summary>A number, size, mode or id; null when neither given nor defaulted.</summary>
    public long? GetNumber(string name) => (long?)Find(name);

    /// <summary>A number, or another one where there is none.</summary>
    public long GetNumber(string name, long otherwise) => GetNumber(name) ?? otherwise;

    /// <summary>A switch; false when neither given nor defaulted.</summary>
    public bool GetSwitch(string name, bool otherwise = false) => (bool?)Find(name) ?? otherwise;

    private object? Find(string name) =>
        _given.TryGetValue(name, out var found) ? found.Value : _defaults.GetValueOrDefault(name);
}
