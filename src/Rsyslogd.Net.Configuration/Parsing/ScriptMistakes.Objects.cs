using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>What is wrong between the parentheses of an object.</summary>
internal static partial class ScriptMistakes
{
    /// <summary>In the parentheses of an object.</summary>
    public static Diagnostic InObject(TokenRun run, int at)
    {
        var failed = run[at];
        if (at >= run.Tokens.Count && failed.Kind != TokenKind.End)
        {
            // What stands here begins the next statement, and is none of the parentheses.
            return SyntaxDiagnostics.UnclosedBracket(run[0].Span, '(');
        }

        if (failed.Mistake is not null)
        {
            return failed.Mistake;
        }

        if (at >= run.Tokens.Count)
        {
            return SyntaxDiagnostics.UnclosedBracket(run[0].Span, '(');
        }

        var previous = run[at - 1];
        if (previous.IsSign("="))
        {
            var value = failed.IsSign(")") ? previous.Span with { Start = previous.Span.End, Length = 0 } : GetRun(failed.Span);
            return SyntaxDiagnostics.UnquotedValue(value, value.Source.Content.Substring(value.Start, value.Length));
        }

        if (FindOpen(run.Tokens, at) is { } open && open.IsSign("["))
        {
            return failed.IsSign(")") || failed.Kind == TokenKind.Word
                ? SyntaxDiagnostics.UnclosedBracket(open.Span, '[')
                : previous.Kind == TokenKind.Text ? SyntaxDiagnostics.MissingComma(failed.Span)
                : SyntaxDiagnostics.UnquotedArrayItem(failed.Span);
        }

        return previous.Kind == TokenKind.Word ? BehindName(run, at) : InsteadOfName(run, at);
    }

    /// <summary>Behind the name of a parameter.</summary>
    private static Diagnostic BehindName(TokenRun run, int at)
    {
        var (previous, failed) = (run[at - 1], run[at]);
        if (failed.IsSign(":") || failed.IsSign("=="))
        {
            return SyntaxDiagnostics.MissingParameterEquals(failed.Span, previous.Written) with { Suggestion = "=" };
        }

        return SyntaxDiagnostics.MissingParameterEquals(new(failed.Span.Source, previous.Span.End, 0), previous.Written) with
        {
            Suggestion = failed.IsSign(")") && at == 2 ? NameFirst(run[0].Span, $"\"{previous.Written}\"") : null,
        };
    }

    /// <summary>Where the name of a parameter is expected.</summary>
    private static Diagnostic InsteadOfName(TokenRun run, int at)
    {
        var failed = run[at];
        if (failed.IsSign("/") && run[at + 1].IsSign("/"))
        {
            return SyntaxDiagnostics.ForeignComment(failed.Span with { Length = 2 }, "//");
        }

        return failed.IsSign(",") || failed.IsSign(";") ? SyntaxDiagnostics.CommaBetweenParameters(failed.Span, failed.Written)
            : failed.Kind == TokenKind.Text ? SyntaxDiagnostics.MissingParameterName(failed.Span) with
            {
                Suggestion = at == 1 ? NameFirst(run[0].Span, failed.Span.Source.Content.Substring(failed.Span.Start, failed.Span.Length)) : null,
            }
            : SyntaxDiagnostics.UnexpectedInObject(failed.Span, failed.Written);
    }

    /// <summary><c>module("imudp")</c>: the parameter that a lone value is meant for.</summary>
    private static string? NameFirst(TextSpan open, string value)
    {
        var head = open.Source.Content.AsSpan(0, open.Start).TrimEnd();
        var start = head.Length;
        while (start > 0 && (char.IsAsciiLetter(head[start - 1]) || head[start - 1] == '_'))
        {
            start--;
        }

        var name = head[start..].ToString().ToLowerInvariant() switch
        {
            "module" => "load",
            "input" or "action" or "parser" => "type",
            "template" or "ruleset" or "property" or "lookup_table" or "dyn_stats" or "ratelimit" => "name",
            "constant" => "value",
            "include" => "file",
            _ => null,
        };
        return name is null ? null : $"{name}={value}";
    }
}
