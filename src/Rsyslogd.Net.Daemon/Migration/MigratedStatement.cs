using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Daemon.Migration;

/// <summary>How well a statement of rsyslog's configuration is done here.</summary>
internal enum MigrationVerdict
{
    /// <summary>As rsyslog does it.</summary>
    Exact,

    /// <summary>Done, and something about it is different.</summary>
    Approximate,

    /// <summary>Not done, or not all of it.</summary>
    Unsupported,
}

/// <summary>A statement of the original configuration, and what becomes of it.</summary>
/// <param name="syntax">The statement.</param>
/// <param name="parent">The rule or block that it is in; null: none.</param>
internal sealed class MigratedStatement(StatementSyntax syntax, MigratedStatement? parent)
{
    // Does nothing, and stands where an action has to.
    private const string Substitute = "continue";

    /// <summary>The statement.</summary>
    public StatementSyntax Syntax => syntax;

    /// <summary>Where it stands.</summary>
    public TextSpan Span => syntax.Span;

    /// <summary>The file's own statement that it is, or is in.</summary>
    public MigratedStatement Outermost => parent is null ? this : parent.Outermost;

    /// <summary>Whether it is in another one.</summary>
    public bool IsNested => parent is not null;

    /// <summary>How well it is done.</summary>
    public MigrationVerdict Verdict { get; private set; }

    /// <summary>Why it is not exact.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>Whether it is commented out.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>The original text.</summary>
    public string Text => Span.Source.Content.Substring(Span.Start, Span.Length);

    /// <summary>Notes that it is not exact.</summary>
    public void Judge(MigrationVerdict verdict, string reason)
    {
        Verdict = verdict > Verdict ? verdict : Verdict;
        if (!Reasons.Contains(reason))
        {
            Reasons.Add(reason);
        }
    }

    /// <summary>Takes it out of the configuration; of a rule whose only action it is, the rest stays.</summary>
    /// <returns>What was taken out; null: it had been already.</returns>
    public MigratedStatement? Remove()
    {
        var removed = this;
        while (removed.IsRemoved || (removed.IsNested && removed.Span.Length < Substitute.Length))
        {
            if (removed.Parent is not { } outer)
            {
                return null;
            }

            removed = outer;
        }

        removed.IsRemoved = true;
        return removed;
    }

    /// <summary>What stands in its place, of the same length and with the same lines, so that all places stay what they are.</summary>
    public string Blank()
    {
        var blank = Text.ToCharArray();
        for (var i = 0; i < blank.Length; i++)
        {
            blank[i] = IsNested && i < Substitute.Length ? Substitute[i] : blank[i] is '\n' or '\r' ? blank[i] : ' ';
        }

        return new string(blank);
    }

    private MigratedStatement? Parent => parent;
}
