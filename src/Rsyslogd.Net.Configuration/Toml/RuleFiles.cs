using Rsyslogd.Net.Configuration.Parsing;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>The rule files that the key "rules" names.</summary>
public static class RuleFiles
{
    /// <summary>Resolves wildcards. A file that an entry names without wildcards is read there and nowhere else: so the default
    /// rules can come last, whatever the drop-ins are called.</summary>
    /// <param name="entries">The key's value.</param>
    /// <param name="files">The file system.</param>
    /// <returns>Paths in the order of reading. A name without wildcards that doesn't exist is left out: the default rules may
    /// have been removed on purpose.</returns>
    public static IReadOnlyList<string> Resolve(IReadOnlyCollection<string> entries, IConfigurationFiles files)
    {
        var named = entries.Where(entry => !Glob.IsPattern(entry)).ToHashSet();
        var paths = new List<string>();
        foreach (var entry in entries)
        {
            if (!Glob.IsPattern(entry))
            {
                paths.AddRange(files.FileExists(entry) ? [entry] : []);
            }
            else
            {
                paths.AddRange(Glob.Expand(entry, files).Where(path => !named.Contains(path)));
            }
        }

        return [.. paths.Distinct()];
    }
}
