using System.Collections.Immutable;
using Pidgin;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using static Pidgin.Parser;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Actions of the old format, one line each (manual, "Actions", "Legacy Format"):
/// <code>
/// file     = [ "-" ] ( path / "?" template )            pipe    = "|" path
/// forward  = "@" [ "@" ] [ "(" options ")" ] host [ ":" port ]   host in brackets: IPv6
/// users    = ":omusrmsg:" list / list / "*"             program = "^" command
/// discard  = "~" / ":omdiscard:"                        module  = ":om…:" argument
/// action   = ( one of them ) [ ";" template ]
/// </code>
/// </summary>
internal static class LegacyActionGrammar
{
    private static readonly Parser<char, Piece> Plain = Piece.OfAny(c => c != ';' && c is not ' ' and not '\t');

    private static readonly Parser<char, Piece> UntilSemicolon = Piece.OfAny(c => c != ';');

    private static readonly Parser<char, Piece> UserName = Piece.Of(c => c is not ',' and not ';' and not ' ' and not '\t');

    private static readonly Parser<char, Maybe<Piece>> Template = Piece.Blanks
        .Then(Char(';').Then(Piece.Blanks).Then(Piece.OfAny(c => c is not ' ' and not '\t' and not ';')).Optional())
        .Before(Piece.Blanks)
        .Before(Parser<char>.End.Labelled("';' and a template, or the end of the line"));

    private static readonly Parser<char, Draft> File = Map(
        (unsynced, dynamic, target) => (Draft)((line, span) =>
            new FileActionSyntax(target.ToText(line), dynamic.HasValue, unsynced.HasValue, span)),
        Char('-').Optional(),
        Char('?').Optional(),
        Plain);

    private static readonly Parser<char, Draft> Pipe = Char('|').Then(Piece.Blanks).Then(Plain)
        .Map(path => (Draft)((line, span) => new PipeActionSyntax(path.ToText(line), span)));

    private static readonly Parser<char, Draft> Shell = Char('^').Then(Piece.Blanks).Then(UntilSemicolon)
        .Map(program => (Draft)((line, span) => new ShellActionSyntax(Trim(program).ToText(line), span)));

    private static readonly Parser<char, Draft> Discard = Char('~').Map(_ => (Draft)((_, span) => new StopSyntax(span)));

    private static readonly Parser<char, ImmutableArray<Piece>> Options =
        Piece.Of(c => c is not ',' and not ')' and not ' ').ListedBy(Char(',')).Between(Char('('), Char(')'));

    private static readonly Parser<char, Piece> Host =
        Piece.OfAny(c => c != ']').Between(Char('['), Char(']'))
            .Or(Piece.Of(c => c is not ':' and not ';' and not ' ' and not '\t' and not '#').Labelled("a host name"));

    private static readonly Parser<char, Draft> Forward = Map(
        (tcp, options, host, port) => (Draft)((line, span) => new ForwardActionSyntax(
            tcp.HasValue,
            [.. options.GetValueOrDefault([]).Select(option => option.ToName(line))],
            host.ToText(line),
            port.HasValue && port.Value.Text.Length > 0 ? port.Value.ToText(line) : null,
            span)),
        Char('@').Then(Char('@').Optional()).Before(Piece.Blanks),
        Options.Before(Piece.Blanks).Optional(),
        Host,
        Char(':').Then(Piece.OfAny(c => c is not ';' and not ' ' and not '\t')).Optional());

    private static readonly Parser<char, Draft> Module = Map(
        (module, argument) => (Draft)((line, span) => ToModuleAction(module, Trim(argument), line, span)),
        Piece.Of(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Between(Char(':'), Char(':')),
        UntilSemicolon);

    private static readonly Parser<char, Draft> Users = UserName.ListedBy(Try(Piece.Blanks.Then(Char(','))).Then(Piece.Blanks))
        .Map(users => (Draft)((line, span) =>
            new UsersActionSyntax([.. users.Select(user => user.ToName(line))], span)));

    /// <summary>Reads the action that a line begins with.</summary>
    /// <param name="line">The line from the action on; comments behind it are still there.</param>
    /// <param name="mistake">What is wrong; null when it was read.</param>
    public static StatementSyntax? Parse(TextSyntax line, out Diagnostic? mistake)
    {
        line = WithoutComment(line);
        var parser = line.Value[0] switch
        {
            '/' or '-' or '?' => File,
            '|' => Pipe,
            '@' => Forward,
            '^' => Shell,
            '~' => Discard,
            ':' => Module,
            _ => Users,
        };
        var result = Map((draft, template) => (draft, template), parser, Template).Parse(line.Value);
        if (!result.Success)
        {
            mistake = Explain(line, Math.Min(result.Error!.ErrorOffset, line.Value.Length));
            return null;
        }

        var (create, name) = result.Value;
        var statement = create(line, line.GetSpan(0, line.Value.Length));
        mistake = Check(statement, line);
        var hasTemplate = name.HasValue && name.Value.Text.Length > 0;
        if (hasTemplate && statement is StopSyntax)
        {
            mistake = SyntaxDiagnostics.TemplateOfDiscard(name.Value.ToName(line).Span);
            return statement;
        }

        if (mistake is not null)
        {
            return null;
        }

        mistake = FindLeftOver(statement, name.HasValue && !hasTemplate, line);
        return statement is LegacyActionSyntax action && hasTemplate ? action with { Template = name.Value.ToName(line) }
            : statement;
    }

    // rsyslog takes both silently.
    private static Diagnostic? FindLeftOver(StatementSyntax action, bool isTemplateMissing, TextSyntax line)
    {
        if (isTemplateMissing)
        {
            return SyntaxDiagnostics.MissingTemplateBehindSemicolon(line.GetSpan(line.Value.LastIndexOf(';'), 1));
        }

        if (action is not ForwardActionSyntax { Port: null } forward)
        {
            return null;
        }

        var host = forward.Host.Span.End - line.GetSpan(0, 0).Start;
        var colon = line.Value.AsSpan(host).StartsWith("]") ? host + 1 : host;
        return line.Value.AsSpan(colon).StartsWith(":") ? SyntaxDiagnostics.MissingPort(line.GetSpan(colon, 1)) : null;
    }

    private static TextSyntax WithoutComment(TextSyntax line)
    {
        var value = line.Value;
        for (var i = value.IndexOf('#', StringComparison.Ordinal); i > 0; i = value.IndexOf('#', i + 1))
        {
            if (value[i - 1] is ' ' or '\t')
            {
                value = value[..i];
                break;
            }
        }

        value = value.TrimEnd();
        return line.Slice(0, value.Length);
    }

    private static Piece Trim(Piece piece) => piece with { Text = piece.Text.TrimEnd() };

    private static StatementSyntax ToModuleAction(Piece module, Piece argument, TextSyntax line, TextSpan span)
    {
        var name = module.ToName(line);
        if (name.Is("omdiscard"))
        {
            return new StopSyntax(span);
        }

        if (name.Is("omfile"))
        {
            return argument.Text.StartsWith('$')
                ? new OutchannelActionSyntax(new Piece(argument.Start + 1, argument.Text[1..]).ToName(line), span)
                : ToFile(argument, line, span);
        }

        if (!name.Is("omusrmsg"))
        {
            return new ModuleActionSyntax(name, argument.ToText(line), span);
        }

        var users = new List<NameSyntax>();
        for (var start = 0; start <= argument.Text.Length;)
        {
            var end = argument.Text.IndexOf(',', start);
            end = end < 0 ? argument.Text.Length : end;
            var user = argument.Text[start..end];
            if (user.Trim().Length > 0)
            {
                var lead = user.Length - user.TrimStart().Length;
                users.Add(new Piece(argument.Start + start + lead, user.Trim()).ToName(line));
            }

            start = end + 1;
        }

        return new UsersActionSyntax([.. users], span);
    }

    private static FileActionSyntax ToFile(Piece argument, TextSyntax line, TextSpan span)
    {
        var isUnsynced = argument.Text.StartsWith('-');
        var isDynamic = argument.Text.AsSpan(isUnsynced ? 1 : 0).StartsWith("?");
        var skip = (isUnsynced ? 1 : 0) + (isDynamic ? 1 : 0);
        var target = new Piece(argument.Start + skip, argument.Text[skip..]);
        return new FileActionSyntax(target.ToText(line), isDynamic, isUnsynced, span);
    }

    private static Diagnostic? Check(StatementSyntax action, TextSyntax line) => action switch
    {
        FileActionSyntax { IsDynamic: true, Target.Value: "" } => SyntaxDiagnostics.MissingDynamicTemplate(action.Span),
        FileActionSyntax { IsDynamic: false } file when !file.Target.Value.StartsWith('/') =>
            SyntaxDiagnostics.RelativePath(file.Target.Value.Length > 0 ? file.Target.Span : file.Span),
        PipeActionSyntax { Path.Value: "" } => SyntaxDiagnostics.MissingPipePath(action.Span),
        ShellActionSyntax { Program.Value: "" } => SyntaxDiagnostics.MissingProgram(action.Span),
        ForwardActionSyntax { Host.Value: ['@', ..] } forward => SyntaxDiagnostics.TooManyAts(
            forward.Host.Span with { Length = forward.Host.Value.Length - forward.Host.Value.TrimStart('@').Length }),
        ForwardActionSyntax forward when forward.Host.Value.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma =>
            SyntaxDiagnostics.MissingColonBeforePort(
                forward.Host.GetSpan(comma, 1), "comma",
                $"{line.Value[..(forward.Host.Span.Start - line.GetSpan(0, 0).Start)]}{forward.Host.Value.Replace(',', ':')}"),
        ForwardActionSyntax { Port: { } port } when port.Value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon =>
            SyntaxDiagnostics.ColonBeforeTemplate(port.GetSpan(colon, 1)),
        ForwardActionSyntax { Host.Value: "" } => SyntaxDiagnostics.MissingHost(line.GetSpan(0, line.Value.Length)),
        UsersActionSyntax { Users: [] } => SyntaxDiagnostics.MissingUsers(action.Span),
        UsersActionSyntax users => CheckUsers(users),
        _ => null,
    };

    // No user is called host:514 or tcp://host:514.
    private static Diagnostic? CheckUsers(UsersActionSyntax users)
    {
        var user = users.Users.FirstOrDefault(user => user.Text.AsSpan().IndexOfAny(':', '/') >= 0);
        if (user.Text is null)
        {
            return null;
        }

        var scheme = user.Text.IndexOf("://", StringComparison.Ordinal);
        var host = scheme < 0 ? user.Text : user.Text[(scheme + 3)..];
        return scheme < 0 && !host.Contains(':', StringComparison.Ordinal)
            ? SyntaxDiagnostics.RelativePath(user.Span)
            : SyntaxDiagnostics.UnmarkedHost(user.Span, user.Text, (scheme >= 0 && user.Text[0] is 'u' or 'U' ? "@" : "@@") + host);
    }

    private static Diagnostic Explain(TextSyntax line, int at)
    {
        var value = line.Value;
        var place = line.GetSpan(at, at < value.Length ? 1 : 0);
        var rest = value.AsSpan(at).Trim();
        if (at > 0 && (rest is "~" or "stop" || rest.StartsWith("&")))
        {
            return SyntaxDiagnostics.ActionsOnOneLine(line.GetSpan(at, value.Length - at));
        }

        if (rest is "}")
        {
            return SyntaxDiagnostics.StrayBrace(line.GetSpan(at, 1));
        }

        if (value[0] == '@' && value[at - 1] is ' ' or '\t' && rest.Length > 0 && rest.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return SyntaxDiagnostics.MissingColonBeforePort(place, "blank", $"{value.AsSpan(0, at).TrimEnd()}:{rest}");
        }

        if (value[0] == '@')
        {
            var open = value.AsSpan(0, at).LastIndexOfAny('(', '[');
            var close = value.AsSpan(0, at).LastIndexOfAny(')', ']');
            return open > close ? SyntaxDiagnostics.UnclosedInForward(line.GetSpan(open, 1), value[open])
                : at >= value.Length || value[at] is ';' or ':' ? SyntaxDiagnostics.MissingHost(place)
                : SyntaxDiagnostics.ExtraBehindAction(place);
        }

        return SyntaxDiagnostics.ExtraBehindAction(place);
    }

    private delegate StatementSyntax Draft(TextSyntax line, TextSpan span);
}
