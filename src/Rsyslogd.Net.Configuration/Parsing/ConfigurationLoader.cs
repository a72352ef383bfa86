using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>From files to syntax: the first phase of loading a configuration.</summary>
public static class ConfigurationLoader
{
    /// <summary>Reads a file and all that it includes.</summary>
    /// <param name="path">The main file.</param>
    /// <param name="files">Where files and environment variables come from.</param>
    /// <param name="diagnostics">Takes every mistake of all files.</param>
    /// <returns>What could be read; wrong statements are <see cref="ErrorSyntax"/>. Null when the main file itself cannot be
    /// read, which has been reported.</returns>
    public static ConfigurationSyntax? Load(string path, IConfigurationFiles files, DiagnosticBag diagnostics) =>
        new IncludeReader(files, diagnostics).ReadFile(path, includedAt: null);

    /// <summary>Reads a text that is no file.</summary>
    /// <param name="source">The text.</param>
    /// <param name="files">Where included files and environment variables come from.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    public static ConfigurationSyntax Parse(SourceText source, IConfigurationFiles files, DiagnosticBag diagnostics) =>
        new ConfigurationParser(source, files, new IncludeReader(files, diagnostics), diagnostics).Parse();
}
