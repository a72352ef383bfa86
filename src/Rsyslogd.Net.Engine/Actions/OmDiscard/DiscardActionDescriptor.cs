using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Engine.Actions.OmDiscard;

/// <summary>omdiscard: the module behind <c>stop</c> and <c>~</c>; nothing to set.</summary>
public static class DiscardActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omdiscard", ModuleKind.Output) { IsBuiltIn = true, IsDiscard = true };
}
