namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>glob(7): <c>* ? [a-z] [!a-z]</c>; names that begin with a dot match only a pattern that does.</summary>
public static class Glob
{
    /// <summary>Whether a path has wildcards.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The files that match, sorted by their bytes as glob(3) does in the C locale. A directory that matches gives
    /// the files in it.</summary>
    internal static IReadOnlyList<string> Expand(string pattern, IConfigurationFiles files)
    {
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var paths = new List<string> { pattern.StartsWith('/') ? "/" : "" };
        foreach (var part in parts)
        {
            var next = new List<string>();
            foreach (var path in paths)
            {
                AddMatches(path, part, files, next);
            }

            paths = next;
        }

        var found = paths.SelectMany(path => files.DirectoryExists(path) ? ListFiles(path, files) : [path]).ToList();
        found.Sort(string.CompareOrdinal);
        return found;
    }

    private static IEnumerable<string> ListFiles(string directory, IConfigurationFiles files) =>
        files.ListDirectory(directory)
            .Where(name => !name.StartsWith('.'))
            .Select(name => $"{directory}/{name}")
            .Where(files.FileExists);

    private static void AddMatches(string path, string part, IConfigurationFiles files, List<string> matches)
    {
        var prefix = path.Length == 0 || path.EndsWith('/') ? path : path + "/";
        if (!IsPattern(part))
        {
            if (files.DirectoryExists(prefix + part) || files.FileExists(prefix + part))
            {
                matches.Add(prefix + part);
            }

            return;
        }

        foreach (var name in files.ListDirectory(path.Length == 0 ? "." : path))
        {
            if ((part[0] == '.' || !name.StartsWith('.')) && IsMatch(part, name))
            {
                matches.Add(prefix + name);
            }
        }
    }

    /// <summary>Whether a name matches one part of a pattern. Linear in both, by remembering the last star only.</summary>
    public static bool IsMatch(string pattern, string name)
    {
        var (p, n, star, mark) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && MatchOne(pattern, p, name[n], out var length))
            {
                p += length;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool MatchOne(string pattern, int at, char character, out int length)
    {
        length = 1;
        if (pattern[at] == '?')
        {
            return true;
        }

        var close = pattern[at] == '[' && at + 2 < pattern.Length ? pattern.IndexOf(']', at + 2) : -1;
        if (close < 0)
        {
            return pattern[at] == character;
        }

        length = close - at + 1;
        var isNegated = pattern[at + 1] is '!' or '^';
        var isInside = false;
        for (var i = at + (isNegated ? 2 : 1); i < close; i++)
        {
            if (i + 2 < close && pattern[i + 1] == '-')
            {
                isInside |= character >= pattern[i] && character <= pattern[i + 2];
                i += 2;
            }
            else
            {
                isInside |= character == pattern[i];
            }
        }

        return isInside != isNegated;
    }
}
