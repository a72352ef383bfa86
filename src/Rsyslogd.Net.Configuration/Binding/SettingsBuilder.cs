using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What global() and main_queue(), in any number, and their directives have set; the last one wins.</summary>
internal sealed class SettingsBuilder
{
    public Dictionary<string, BoundParameter> Globals { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, BoundParameter> MainQueue { get; } = new(StringComparer.OrdinalIgnoreCase);
}
