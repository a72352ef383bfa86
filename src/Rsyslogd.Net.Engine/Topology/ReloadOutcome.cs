using System.Collections.Immutable;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>What a reload has changed.</summary>
/// <param name="Complaints">What did not work on the way, one line each: an input that could not be bound, for example.</param>
public sealed record ReloadOutcome(ImmutableArray<string> Complaints)
{
    /// <summary>Actions that went on as they were.</summary>
    public int KeptActions { get; init; }

    /// <summary>Actions that are new, or described in another way.</summary>
    public int NewActions { get; init; }

    /// <summary>Actions that were closed.</summary>
    public int GoneActions { get; init; }

    /// <summary>Inputs that went on as they were.</summary>
    public int KeptInputs { get; init; }

    /// <summary>Inputs that were started.</summary>
    public int NewInputs { get; init; }

    /// <summary>Inputs that were stopped.</summary>
    public int GoneInputs { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"inputs: {KeptInputs} kept, {NewInputs} started, {GoneInputs} stopped; actions: {KeptActions} kept, {NewActions} new, {GoneActions} gone";
}
