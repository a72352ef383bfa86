using System.Globalization;
using System.Text;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>
/// The settings in rsyslog's language: the file that stands before all rule files and includes them. So a key of
/// netsyslogd.toml means exactly what its directive means, and a rule file may still say otherwise for what follows.
/// </summary>
public static class RulePrelude
{
    /// <summary>Its name as a source, which no file has.</summary>
    /// <param name="settingsPath">The file of the settings.</param>
    public static string Name(string settingsPath) => settingsPath + " (as rules)";

    /// <summary>Writes it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="ruleFiles">The rule files in order, wildcards resolved.</param>
    public static string Write(DaemonSettings settings, IEnumerable<string> ruleFiles)
    {
        var text = new StringBuilder();
        Line(text, $"global(workDirectory={Quote(settings.WorkDirectory)} maxMessageSize=\"{settings.MessageBytes}\"");
        Line(text, $"       net.enableDNS=\"{(settings.EnableDns ? "on" : "off")}\")");
        WriteInputs(text, settings);
        WriteFileDefaults(text, settings);
        Line(text, $"$Umask {Octal(settings.Umask)}");
        WriteIfSet(text, "$PrivDropToUser", settings.User);
        WriteIfSet(text, "$PrivDropToGroup", settings.Group);
        foreach (var file in ruleFiles)
        {
            Line(text, $"include(file={Quote(file)})");
        }

        return text.ToString();
    }

    /// <summary>The module's parameters hold for action(), the directives for lines of the old kind.</summary>
    private static void WriteFileDefaults(StringBuilder text, DaemonSettings settings)
    {
        var owner = settings.FileOwner.Length == 0 ? "" : $" fileOwner={Quote(settings.FileOwner)}";
        var group = settings.FileGroup.Length == 0 ? "" : $" fileGroup={Quote(settings.FileGroup)}";
        var (mode, directoryMode) = (Octal(settings.FileMode), Octal(settings.DirectoryMode));
        Line(text, $"module(load=\"builtin:omfile\" fileCreateMode=\"{mode}\" dirCreateMode=\"{directoryMode}\"{owner}{group})");
        WriteIfSet(text, "$FileOwner", settings.FileOwner);
        WriteIfSet(text, "$FileGroup", settings.FileGroup);
        Line(text, $"$FileCreateMode {mode}");
        Line(text, $"$DirCreateMode {directoryMode}");
    }

    private static void WriteInputs(StringBuilder text, DaemonSettings settings)
    {
        WriteModule(text, settings.ListenLocal, "imuxsock");
        WriteModule(text, settings.ListenKernel, "imklog");
        WriteListeners(text, "imudp", settings.ListenUdp);
        WriteListeners(text, "imtcp", settings.ListenTcp);
    }

    private static void WriteListeners(StringBuilder text, string module, IReadOnlyCollection<ListenAddress> places)
    {
        WriteModule(text, places.Count > 0, module);
        foreach (var place in places)
        {
            var address = place.Address is null ? "" : $" address={Quote(place.Address)}";
            Line(text, $"input(type=\"{module}\" port=\"{place.Port}\"{address})");
        }
    }

    private static void WriteModule(StringBuilder text, bool isWanted, string module)
    {
        if (isWanted)
        {
            Line(text, $"module(load=\"{module}\")");
        }
    }

    private static void WriteIfSet(StringBuilder text, string directive, string value)
    {
        if (value.Length > 0)
        {
            Line(text, $"{directive} {value}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Octal(int mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture);

    private static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
