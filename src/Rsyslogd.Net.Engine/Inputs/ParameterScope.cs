using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>The parameters of an input, where what it leaves out is taken from its module.</summary>
internal readonly struct ParameterScope(BoundParameters input, BoundParameters module)
{
    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Where(name).GetText(name) ?? module.GetText(name);

    /// <summary>A number, size, mode or severity.</summary>
    public long Number(string name, long otherwise) =>
        Where(name).GetNumber(name) ?? module.GetNumber(name) ?? otherwise;

    /// <summary>The same as an int; what doesn't fit is the nearest that does.</summary>
    public int Int(string name, int otherwise) => (int)Math.Clamp(Number(name, otherwise), int.MinValue, int.MaxValue);

    /// <summary>A switch.</summary>
    public bool Switch(string name, bool otherwise) => Where(name).GetSwitch(name, module.GetSwitch(name, otherwise));

    /// <summary>A list.</summary>
    public ImmutableArray<string> List(string name) => Where(name).GetList(name);

    // What was written for the input wins, then what was written for the module, then the input's default.
    private BoundParameters Where(string name) => !input.IsGiven(name) && module.IsGiven(name) ? module : input;
}
