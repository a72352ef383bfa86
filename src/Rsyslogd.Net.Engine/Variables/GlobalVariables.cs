using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Variables;

/// <summary>The tree <c>$/</c>, which all workers share and which lives as long as the daemon.</summary>
internal sealed class GlobalVariables
{
    /// <summary>Held around each use of <see cref="Tree"/>.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The tree.</summary>
    public VariableTree Tree { get; } = new();

    /// <summary>A copy of the value at a path, since others may change it; null when there is none.</summary>
    public JsonValue? Find(ReadOnlySpan<string> steps)
    {
        lock (Lock)
        {
            return Tree.Find(steps)?.Clone();
        }
    }
}
