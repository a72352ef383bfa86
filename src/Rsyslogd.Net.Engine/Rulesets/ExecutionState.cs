using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Templates;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>What a worker remembers while it takes one message through its rules.</summary>
/// <param name="dirty">Actions that have something to flush; belongs to whoever may call actions.</param>
internal sealed class ExecutionState(List<ActionRunner> dirty)
{
    public ExecutionState()
        : this([])
    {
    }

    /// <summary>The most rulesets that may call each other, against endless recursion.</summary>
    public const int MaxCallDepth = 64;

    /// <summary>Whether the action before failed or was suspended (action.execOnlyWhenPreviousIsSuspended).</summary>
    public bool IsPreviousSuspended { get; set; }

    /// <summary>Whether the function before failed (script_error).</summary>
    public bool IsScriptError { get; set; }

    /// <summary>How many calls deep the worker is.</summary>
    public int CallDepth { get; set; }

    /// <summary>Where actions' messages go while it is another batch's turn to be delivered; null: to the actions.</summary>
    public PreparedBatch? Prepared { get; set; }

    /// <summary>The templates of the worker; null for who formats nothing itself.</summary>
    public TemplateCache? Templates { get; init; }

    /// <summary>Actions that have something to flush.</summary>
    public List<ActionRunner> Dirty { get; } = dirty;
}
