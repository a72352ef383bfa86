using Rsyslogd.Net.Configuration.Modules;

namespace Rsyslogd.Net.Engine.Actions.MmRm1stSpace;

/// <summary>mmrm1stspace has nothing to set (manual: "mmrm1stspace: First Space Modification Module").</summary>
public static class FirstSpaceDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmrm1stspace", ModuleKind.MessageModification);
}
