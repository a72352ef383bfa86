using System.Text;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Daemon.Loading;

/// <summary>-o: the whole configuration in one file, each included file in place of the statement that includes it.</summary>
internal static class FullConfiguration
{
    /// <summary>Writes it.</summary>
    /// <param name="loaded">What was loaded; nothing is written when it couldn't be read.</param>
    /// <param name="path">Where to.</param>
    public static void Write(LoadedConfiguration loaded, string path)
    {
        var files = new SystemConfigurationFiles();
        var configuration = loaded.Prelude is { } prelude
            ? ConfigurationLoader.Parse(prelude, files, new DiagnosticBag())
            : ConfigurationLoader.Load(loaded.Path, files, new DiagnosticBag());
        if (configuration is null)
        {
            return;
        }

        var text = new StringBuilder("## full configuration, written by netsyslogd ##\n");
        Append(text, configuration);
        File.WriteAllBytes(path, ByteText.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, ConfigurationSyntax file)
    {
        text.Append($"\n##### BEGIN CONFIG: {file.Source.Path}\n");
        var written = 0;
        foreach (var include in file.Statements.OfType<IncludeSyntax>())
        {
            text.Append(file.Source.Content, written, include.Span.Start - written);
            foreach (var included in include.Files)
            {
                Append(text, included);
            }

            written = include.Span.End;
        }

        text.Append(file.Source.Content, written, file.Source.Content.Length - written);
        text.Append($"\n##### END   CONFIG: {file.Source.Path}\n");
    }
}
