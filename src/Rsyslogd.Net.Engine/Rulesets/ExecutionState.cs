namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>What a worker remembers while it takes one message through its rules.</summary>
internal sealed class ExecutionState
{
    /// <summary>The most rulesets that may call each other, against endless recursion.</summary>
    public const int MaxCallDepth = 64;

    /// <summary>Whether the action before failed or was suspended (action.execOnlyWhenPreviousIsSuspended).</summary>
    public bool IsPreviousSuspended { get; set; }

    /// <summary>Whether the function before failed (script_error).</summary>
    public bool IsScriptError { get; set; }

    /// <summary>How many calls deep the worker is.</summary>
    public int CallDepth { get; set; }

    /// <summary>Actions that have something to flush.</summary>
    public List<ActionRunner> Dirty { get; } = [];
}
