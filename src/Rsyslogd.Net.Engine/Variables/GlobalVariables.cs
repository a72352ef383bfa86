using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Variables;

/// <summary>The tree <c>$/</c>, which all workers share and which lives as long as the daemon.</summary>
internal sealed class GlobalVariables
{
    /// <summary>Held around each use of <see cref="Tree"/>.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The tree.</summary>
    public VariableTree Tree { get; } = new();

    /// <summary>The value of a variable in whichever tree it lives; null when there is none. Of <c>$/</c> a copy, since others may
    /// change it.</summary>
    public JsonValue? Find(Message message, VariablePath path)
    {
        var steps = path.Steps.AsSpan();
        switch (path.Root)
        {
            case '!':
                return message.Variables?.Json.Find(steps);
            case '.':
                return message.Variables?.Local.Find(steps);
            default:
                lock (Lock)
                {
                    return Tree.Find(steps)?.Clone();
                }
        }
    }
}
