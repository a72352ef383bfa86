using System.Text;
using System.Text.RegularExpressions;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Daemon.Migration;

/// <summary>The files of the result: the original ones, comments and all, with what was taken out commented out, and included
/// from where they are now.</summary>
/// <param name="migration">What was judged.</param>
/// <param name="directory">Where they will be.</param>
internal sealed partial class MigratedFiles(Migration migration, string directory)
{
    /// <summary>The main file takes the place of the default rules.</summary>
    private const string MainName = "50-default.conf";

    private const string Mark = "# netsyslogd migrate: ";

    private readonly Dictionary<string, string> _directories = [];
    private readonly Dictionary<string, byte[]> _written = [];

    /// <summary>The main file.</summary>
    public string MainPath => Path.Combine(directory, MainName);

    /// <summary>Makes the texts.</summary>
    public IReadOnlyDictionary<string, byte[]> Make()
    {
        Write(migration.Main!, MainPath);
        return _written;
    }

    private void Write(ConfigurationSyntax file, string path)
    {
        var own = migration.Statements.Where(statement => statement.Span.Source == file.Source).ToList();
        var edits = new List<(int Start, int Length, string Text)>();
        foreach (var statement in own.Where(statement => !statement.IsNested))
        {
            if (statement.Syntax is IncludeSyntax include && !statement.IsRemoved)
            {
                edits.Add((statement.Span.Start, statement.Span.Length, Include(include, statement.Text)));
            }

            AddNotes(statement, [.. own.Where(inner => inner.Outermost == statement && inner.IsRemoved)], edits);
        }

        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, length, replacement) in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.Length))
        {
            text.Append(file.Source.Content, at, start - at).Append(replacement);
            at = start + length;
        }

        text.Append(file.Source.Content, at, file.Source.Content.Length - at);
        _written[path] = ByteText.GetBytes(text.ToString());
    }

    private static void AddNotes(
        MigratedStatement outermost, List<MigratedStatement> removed, List<(int Start, int Length, string Text)> edits)
    {
        if (removed.Count == 0)
        {
            return;
        }

        var content = outermost.Span.Source.Content;
        var lineStart = LineStart(content, outermost.Span.Start);
        if (outermost.IsRemoved)
        {
            var end = LineEnd(content, outermost.Span.End);
            var isAlone = IsBlankOrComment(content[lineStart..outermost.Span.Start])
                && IsBlankOrComment(content[outermost.Span.End..end]);
            var lines = isAlone ? content[lineStart..end] : outermost.Text;
            var note = string.Concat(outermost.Reasons.Select(reason => Mark + reason + "\n"))
                + string.Join('\n', lines.Split('\n').Select(line => "#" + line));
            if (isAlone)
            {
                edits.Add((lineStart, end - lineStart, note));
            }
            else
            {
                edits.Add((lineStart, 0, note + "\n"));
                edits.Add((outermost.Span.Start, outermost.Span.Length, outermost.Blank()));
            }

            return;
        }

        foreach (var statement in removed)
        {
            var note = string.Concat(statement.Reasons.Select(reason => Mark + reason + "\n"))
                + string.Concat(statement.Text.Split('\n').Select(line => "#   " + line.Trim() + "\n"));
            edits.Add((lineStart, 0, note));
            edits.Add((statement.Span.Start, statement.Span.Length, statement.Blank().TrimEnd()));
        }
    }

    private string Include(IncludeSyntax include, string text)
    {
        if (IncludedPath().Match(text) is not { Success: true } match)
        {
            return text;
        }

        var group = match.Groups["path"];
        var wildcard = group.Value.IndexOfAny(['*', '?', '[']);
        var isDirectory = wildcard < 0 && (group.Value.EndsWith('/') || Directory.Exists(group.Value));
        var from = isDirectory ? group.Value.TrimEnd('/')
            : Path.GetDirectoryName(wildcard < 0 ? group.Value : group.Value[..wildcard] + "x") ?? "";
        if (!_directories.TryGetValue(from, out var to))
        {
            var name = Path.GetFileName(from) is { Length: > 0 } last ? last : "included";
            for (var i = 1; to is null || _directories.ContainsValue(to); i++)
            {
                to = Path.Combine(directory, i == 1 ? name : $"{name}-{i}");
            }

            _directories[from] = to;
        }

        foreach (var file in include.Files.Where(file => file.Source.Path.StartsWith(from + "/", StringComparison.Ordinal)))
        {
            Write(file, to + file.Source.Path[from.Length..]);
        }

        return text[..group.Index] + to + group.Value[from.Length..] + text[(group.Index + group.Length)..];
    }

    private static int LineStart(string content, int at) => at == 0 ? 0 : content.LastIndexOf('\n', at - 1) + 1;

    private static int LineEnd(string content, int at)
    {
        // A statement may end behind its line feed.
        if (at > 0 && content[at - 1] == '\n')
        {
            return at - 1;
        }

        var end = content.IndexOf('\n', at);
        return end < 0 ? content.Length : end;
    }

    private static bool IsBlankOrComment(string text) => text.Trim() is "" or ['#', ..];

    [GeneratedRegex("""^\s*(?:\$IncludeConfig\s+(?<path>\S+)|include\s*\(.*?\bfile\s*=\s*["'](?<path>[^"']*)["'])""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex IncludedPath();
}
