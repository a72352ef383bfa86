using Rsyslogd.Net.Configuration.Parsing;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>The path of an input, perhaps with wildcards in names of files and directories (glob(7)).</summary>
internal sealed class FilePattern
{
    private readonly string[] _parts;

    /// <param name="pattern">Absolute.</param>
    public FilePattern(string pattern)
    {
        _parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IsStatic = !Glob.IsPattern(pattern);
    }

    /// <summary>Whether it has no wildcards.</summary>
    public bool IsStatic { get; }

    /// <summary>Finds what matches now, in order.</summary>
    /// <param name="enter">Told each directory whose names decide, before they are read: a new name in it may match, too.</param>
    public List<string> Expand(Action<string> enter)
    {
        var found = new List<string>();
        if (_parts.Length > 0)
        {
            Walk("/", 0, enter, found);
        }

        found.Sort(string.CompareOrdinal);
        return found;
    }

    private void Walk(string directory, int level, Action<string> enter, List<string> found)
    {
        var part = _parts[level];
        var isLast = level == _parts.Length - 1;
        if (Glob.IsPattern(part))
        {
            enter(directory);
            foreach (var name in List(directory, part, isLast))
            {
                Step(Path.Combine(directory, name), level, isLast, enter, found);
            }

            return;
        }

        var path = Path.Combine(directory, part);
        if (isLast || !Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null)
        {
            // It may appear, or lead elsewhere one day.
            enter(directory);
        }

        if (isLast ? File.Exists(path) : Directory.Exists(path))
        {
            Step(path, level, isLast, enter, found);
        }
    }

    private void Step(string path, int level, bool isLast, Action<string> enter, List<string> found)
    {
        if (isLast)
        {
            found.Add(path);
        }
        else
        {
            Walk(path, level + 1, enter, found);
        }
    }

    // Directories are tried by looking into them: an entry's type may be that of a link.
    private static List<string> List(string directory, string pattern, bool wantsFiles)
    {
        var names = new List<string>();
        try
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(directory))
            {
                var name = Path.GetFileName(path);
                if ((pattern[0] == '.' || name[0] != '.') && Glob.IsMatch(pattern, name)
                    && (wantsFiles || Directory.Exists(path)))
                {
                    names.Add(name);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Gone again, or not ours to read: nothing matches in it.
        }

        return names;
    }
}
