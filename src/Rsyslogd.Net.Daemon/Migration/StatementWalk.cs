using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Daemon.Migration;

/// <summary>All statements of a file and those that it includes, in the order in which they are read.</summary>
internal static class StatementWalk
{
    /// <summary>The statements; those in blocks follow the one that they are in.</summary>
    public static List<MigratedStatement> Gather(ConfigurationSyntax file)
    {
        var all = new List<MigratedStatement>();
        Gather(file.Statements, null, all);
        return all;
    }

    private static void Gather(IEnumerable<StatementSyntax> statements, MigratedStatement? parent, List<MigratedStatement> all)
    {
        foreach (var syntax in statements)
        {
            var statement = new MigratedStatement(syntax, parent);
            all.Add(statement);
            Gather(Inside(syntax), statement, all);
            if (syntax is IncludeSyntax include)
            {
                foreach (var file in include.Files)
                {
                    Gather(file.Statements, null, all);
                }
            }
        }
    }

    private static IEnumerable<StatementSyntax> Inside(StatementSyntax statement) => statement switch
    {
        SelectorRuleSyntax rule => rule.Actions,
        PropertyFilterRuleSyntax rule => rule.Actions,
        IfSyntax rule => rule.Then.Concat(rule.Else),
        ForeachSyntax loop => loop.Body,
        ObjectSyntax { Body: { } body } => body,
        ErrorSyntax error => error.Statements,
        _ => [],
    };
}
