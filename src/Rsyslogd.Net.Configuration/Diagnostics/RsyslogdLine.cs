namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>
/// The line that rsyslogd's <c>-N1</c> names for a mistake, for scripts that read it: where its parser noticed, which is the end
/// of an object or of the file rather than the cause. For modules, directives, selectors, users and regular expressions it
/// names none.
/// </summary>
public static class RsyslogdLine
{
    private const string UnknownModule = "NS2001";
    private const string UnclosedBrace = "NS1003";
    private const string UnknownRuleset = "NS2301";
    private const string UnknownChoice = "NS2028";

    /// <summary>Mistakes that rsyslogd tells without a place.</summary>
    private static readonly string[] Placeless =
        ["NS1004", "NS2003", "NS2025", "NS2026", "NS2033", "NS2106", "NS2201", "NS2202", "NS2302"];

    /// <summary>What is missing is noticed at the next word.</summary>
    private static readonly string[] NoticedLater = ["NS1117", "NS1137", "NS1252"];

    /// <summary>The line, from 1; null: rsyslogd names none.</summary>
    public static int? Find(Diagnostic diagnostic)
    {
        if (diagnostic is not { Severity: DiagnosticSeverity.Error, Span: { } span } || Placeless.Contains(diagnostic.Code))
        {
            return null;
        }

        var source = span.Source;
        var content = source.Content;
        var line = source.GetPosition(span.Start).Line;
        var text = source.GetLine(line).AsSpan().TrimStart();
        if (text.StartsWith("$") && !text.StartsWith("$template", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var lineEnd = span.Start + content.AsSpan(span.Start).IndexOf('\n');
        var open = FindOpen(content, span.Start) ?? (span.End < content.Length && content[span.End] == '(' ? span.End : null);
        int? place = diagnostic.Code switch
        {
            _ when diagnostic.Notes is [var note, ..] && diagnostic.Code.StartsWith("NS10", StringComparison.Ordinal) => note.Span.Start,
            UnclosedBrace => content.Length,
            SyntaxDiagnostics.UnclosedBracketCode => text.StartsWith("if", StringComparison.OrdinalIgnoreCase) || content[span.Start] != '('
                ? span.Start : SkipSpace(content, lineEnd),
            _ when NoticedLater.Contains(diagnostic.Code) => SkipSpace(content, lineEnd),
            UnknownRuleset => open is null ? content.Length : null,
            _ when open is { } parenthesis => FindNotice(content, parenthesis, diagnostic.Code),
            _ => text.StartsWith(":") && diagnostic.Code.StartsWith("NS2", StringComparison.Ordinal)
                ? SkipSpace(content, lineEnd) : span.Start,
        };
        return place is { } found ? source.GetPosition(found).Line : null;
    }

    /// <summary>Where the parser has an object complete: at its parenthesis; at what follows if that could still belong to it.</summary>
    private static int? FindNotice(string content, int open, string code)
    {
        var keyword = content.AsSpan(0, open).TrimEnd();
        var close = FindClose(content, open);
        var isPart = keyword.EndsWith("property", StringComparison.OrdinalIgnoreCase)
            || keyword.EndsWith("constant", StringComparison.OrdinalIgnoreCase);
        var isTold = code switch
        {
            UnknownModule => !keyword.EndsWith("module", StringComparison.OrdinalIgnoreCase),
            UnknownChoice => !isPart && !keyword.EndsWith("main_queue", StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
        return !isTold ? null
            : keyword.EndsWith("template", StringComparison.OrdinalIgnoreCase) ? SkipSpace(content, close + 1)
            : isPart ? Math.Max(close, content.IndexOf('}', close))
            : close;
    }

    private static int SkipSpace(string content, int place)
    {
        while (place >= 0 && place < content.Length && content[place] is ' ' or '\t' or '\r' or '\n')
        {
            place++;
        }

        return place < 0 ? content.Length : place;
    }

    /// <summary>The parenthesis that is open at a place, as far as its statement goes; null: none.</summary>
    private static int? FindOpen(string content, int place)
    {
        var close = 0;
        for (var i = place - 1; i >= 0 && content[i] is not '{' and not '}'; i--)
        {
            close += content[i] == ')' ? 1 : 0;
            if (content[i] == '(' && --close < 0)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The partner of a parenthesis, outside of quotes; the place itself when it has none.</summary>
    private static int FindClose(string content, int open)
    {
        var isQuoted = false;
        var depth = 0;
        for (var i = open; i < content.Length; i++)
        {
            if (content[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (content[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && content[i] is '(' or ')')
            {
                depth += content[i] == '(' ? 1 : -1;
                if (depth == 0)
                {
                    return i;
                }
            }
        }

        return open;
    }
}
