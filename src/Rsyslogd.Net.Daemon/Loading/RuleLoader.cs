using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Daemon.Loading;

/// <summary>From the file named on the command line to a configuration that can run.</summary>
internal static class RuleLoader
{
    private const string DefaultRuleDirectory = "/etc/netsyslog.d";

    /// <summary>Loads a configuration. It has been checked as far as that is possible without binding sockets.</summary>
    /// <param name="path">A rule file, or settings if it ends in <c>.toml</c>; null: the default.</param>
    public static LoadedConfiguration Load(string? path)
    {
        var environment = new SystemEnvironment();
        if (path is not null && !path.EndsWith(".toml", StringComparison.Ordinal))
        {
            return new LoadedConfiguration(path)
            {
                // Not opened to see: a pipe can be read only once.
                Rules = File.Exists(path) ? ConfigurationCompiler.Compile(path, environment, ModuleDescriptors.All) : null,
            };
        }

        var settingsPath = path ?? DaemonOptions.DefaultSettingsPath;
        var diagnostics = new DiagnosticBag();
        var settings = ReadSettings(settingsPath, diagnostics)
            ?? (path is null && Directory.Exists(DefaultRuleDirectory) ? DaemonSettingsReader.ReadDefaults() : null);
        var loaded = new LoadedConfiguration(settingsPath) { Settings = settings, SettingsDiagnostics = [.. diagnostics.Items] };
        if (settings is null)
        {
            return loaded;
        }

        var text = RulePrelude.Write(settings, RuleFiles.Resolve(settings.Rules, environment.Files));
        var prelude = new SourceText(RulePrelude.Name(settingsPath), text);
        return loaded with
        {
            Prelude = prelude,
            Rules = ConfigurationCompiler.Compile(prelude, environment, ModuleDescriptors.All),
        };
    }

    /// <summary>Reads a settings file; null when it can't be read.</summary>
    public static DaemonSettings? ReadSettings(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return DaemonSettingsReader.Read(new SourceText(path, File.ReadAllText(path)), diagnostics);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
