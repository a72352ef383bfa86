using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Daemon.Migration;

/// <summary>
/// From rsyslog's configuration to one that netsyslogd takes whole. What is wrong, or not available, is taken out, and the rest is
/// compiled again, as often as that brings something new: who loads a module that isn't there is followed by all who use it.
/// </summary>
/// <param name="settings">Those of the daemon that will read the result.</param>
internal sealed class Migration(DaemonSettings settings)
{
    private const string ModuleLoadedTwice = "NS2003";

    // What rules say about themselves (unreachable, always false, …) is the same in rsyslog.
    private const string WarningsAboutRules = "NS25";

    private static readonly string[] NotAvailable =
        ["NS2002", "NS2015", "NS2029", "NS2042", "NS2111", "NS2209", "NS2304", "NS2307"];

    private static readonly Dictionary<string, string> DoneElsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PrivDropToUser"] = "the service runs as a user of its own (systemctl edit netsyslogd)",
        ["PrivDropToUserID"] = "the service runs as a user of its own (systemctl edit netsyslogd)",
        ["PrivDropToGroup"] = "the service runs as a group of its own (systemctl edit netsyslogd)",
        ["PrivDropToGroupID"] = "the service runs as a group of its own (systemctl edit netsyslogd)",
    };

    /// <summary>All statements in order.</summary>
    public List<MigratedStatement> Statements { get; private set; } = [];

    /// <summary>The main file.</summary>
    public ConfigurationSyntax? Main { get; private set; }

    /// <summary>Mistakes in no statement.</summary>
    public List<Diagnostic> Others { get; } = [];

    /// <summary>Judges all statements.</summary>
    /// <returns>False: the main file can't be read, which is in <see cref="Others"/>.</returns>
    public bool Judge(string path)
    {
        var diagnostics = new DiagnosticBag();
        Main = ConfigurationLoader.Load(path, new SystemConfigurationFiles(), diagnostics);
        if (Main is null)
        {
            Others.AddRange(diagnostics.Items);
            return false;
        }

        Statements = StatementWalk.Gather(Main);
        foreach (var statement in Statements)
        {
            Adapt(statement);
        }

        CompilationResult result;
        do
        {
            result = Compile(path, WithoutRemoved());
        }
        while (RemoveWrong(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        NoteWarnings(result.Diagnostics);
        return true;
    }

    /// <summary>Compiles rules with what the daemon's settings put before them.</summary>
    public CompilationResult Compile(string path, FileOverlay files) => ConfigurationCompiler.Compile(
        new SourceText("netsyslogd.toml (as rules)", RulePrelude.Write(settings, [path])), files.ToEnvironment(), ModuleDescriptors.All);

    // What another place decides in a package of Debian.
    private void Adapt(MigratedStatement statement)
    {
        if (statement.Syntax is DirectiveSyntax directive)
        {
            if (DoneElsewhere.TryGetValue(directive.Name.Text, out var reason))
            {
                statement.Judge(MigrationVerdict.Approximate, reason);
                statement.Remove();
            }
            else if (directive.Name.Is("WorkDirectory") && directive.Value.Value.TrimEnd('/') == "/var/spool/rsyslog")
            {
                statement.Judge(MigrationVerdict.Approximate, $"netsyslogd's is {settings.WorkDirectory} (netsyslogd.toml)");
                statement.Remove();
            }
        }

        foreach (var (name, why) in WithoutEffect(statement.Syntax))
        {
            statement.Judge(MigrationVerdict.Approximate, $"{name} has no effect: {why}");
        }
    }

    private static IEnumerable<(string Name, string Reason)> WithoutEffect(StatementSyntax syntax) => syntax switch
    {
        DirectiveSyntax directive => ModuleDescriptors.All.SelectMany(module => module.Parameters)
            .Where(row => row.NoEffect is not null && row.Directive is { } name && directive.Name.Is(name))
            .Take(1).Select(row => ("$" + directive.Name.Text, row.NoEffect!)),
        ObjectSyntax known when (known.Find("load") ?? known.Find("type")) is { } type => Rows(type.Value.Value)
            .Where(row => row.NoEffect is not null && known.Find(row.Name) is not null)
            .Select(row => (row.Name, row.NoEffect!)),
        _ => [],
    };

    private static IEnumerable<ParameterDescriptor> Rows(string module) => ModuleDescriptors.All
        .Where(descriptor => string.Equals(descriptor.Name, module, StringComparison.OrdinalIgnoreCase))
        .SelectMany(descriptor => descriptor.Parameters);

    private FileOverlay WithoutRemoved()
    {
        var overlay = new FileOverlay();
        foreach (var file in Statements.Where(statement => statement.IsRemoved).GroupBy(statement => statement.Span.Source))
        {
            var text = file.Key.Content.ToCharArray();
            foreach (var statement in file)
            {
                statement.Blank().CopyTo(0, text, statement.Span.Start, statement.Span.Length);
            }

            overlay.Files[file.Key.Path] = ByteText.GetBytes(new string(text));
        }

        return overlay;
    }

    private bool RemoveWrong(IEnumerable<Diagnostic> errors)
    {
        var hasRemoved = false;
        Others.Clear();
        foreach (var error in errors)
        {
            if (Find(error.Span) is not { } wrong || wrong.Remove() is not { } removed)
            {
                Others.Add(error);
                continue;
            }

            hasRemoved = true;
            JudgeRemoved(removed, error);
        }

        return hasRemoved;
    }

    private static void JudgeRemoved(MigratedStatement removed, Diagnostic error)
    {
        if (error.Code == ModuleLoadedTwice && error.Notes is [var (_, first), ..] && first.Source.IncludedAt is null
            && first.Source != removed.Span.Source)
        {
            var hasParameters = removed.Syntax is ObjectSyntax { Parameters.Length: > 1 };
            removed.Judge(
                hasParameters ? MigrationVerdict.Approximate : MigrationVerdict.Exact,
                hasParameters
                    ? "netsyslogd.toml loads it, without these parameters; with the key in [listen] false there, this line may stand"
                    : "netsyslogd.toml loads it ([listen])");
            return;
        }

        removed.Judge(MigrationVerdict.Unsupported, $"{error.Message} [{error.Code}]");
    }

    private void NoteWarnings(IEnumerable<Diagnostic> all)
    {
        foreach (var warning in all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning))
        {
            if (!warning.Code.StartsWith(WarningsAboutRules, StringComparison.Ordinal) && Find(warning.Span) is { } statement)
            {
                statement.Judge(
                    NotAvailable.Contains(warning.Code) ? MigrationVerdict.Unsupported : MigrationVerdict.Approximate,
                    $"{warning.Message} [{warning.Code}]");
            }
        }
    }

    /// <summary>The innermost statement at a place. A text that is no file belongs to who includes it.</summary>
    private MigratedStatement? Find(TextSpan? place)
    {
        for (var span = place; span is { } at; span = at.Source.IncludedAt)
        {
            var found = Statements
                .Where(statement => statement.Span.Source.Path == at.Source.Path && !statement.IsRemoved
                    && statement.Span.Start <= at.Start && at.Start <= statement.Span.End)
                .MinBy(statement => (statement.Span.Length, -statement.Span.Start));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
