using System.CommandLine;
using System.CommandLine.Parsing;
using Rsyslogd.Net.Daemon.Hosting;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>The command line: rsyslogd's options on the program itself, and commands of our own.</summary>
internal static class DaemonCommandLine
{
    private static readonly Option<string?> ConfigurationFile = Text("-f", "FILE", $"configuration: rules, or settings if it ends in .toml (default {DaemonOptions.DefaultSettingsPath})");
    private static readonly Option<string?> PidFile = Text("-i", "PIDFILE", "where to write the process id (default /run/netsyslogd.pid); NONE: nowhere");
    private static readonly Option<bool> Foreground = Flag("-n", "stay in the foreground");
    private static readonly Option<bool> Debug = Flag("-d", "stay in the foreground and tell more on standard error");
    private static readonly Option<int> CheckLevel = new("-N") { HelpName = "LEVEL", Description = "1: only check the configuration; exit status 1 for mistakes" };
    private static readonly Option<bool> Version = Flag("-v", "show the version and end");
    private static readonly Option<bool> WithoutDns = Flag("-x", "look up no names of senders");
    private static readonly Option<bool> KeepDirectory = Flag("-C", "stay in the current directory instead of /");
    private static readonly Option<string?> FullConfiguration = Text("-o", "FILE", "write the whole configuration, includes in place, into FILE");
    private static readonly Option<string?> Umask = Text("-u", "MASK", "the umask, octal");
    private static readonly Option<string?> RootDirectory = Text("-T", "DIRECTORY", "make DIRECTORY the root (chroot)");

    /// <summary>rsyslogd takes them, and here they have no effect: there is nothing that they could change.</summary>
    private static readonly Option[] WithoutEffect =
    [
        Text("-M", "PATH", "no effect: all modules are built in"),
        Text("-S", "ADDRESS", "no effect: use the parameter localClientIP of omrelp"),
        Text("-l", "HOSTS", "no effect (of sysklogd)"),
        Text("-s", "DOMAINS", "no effect (of sysklogd)"),
        Flag("-4", "no effect: each input and target has its own address"),
        Flag("-6", "no effect: each input and target has its own address"),
        Flag("-A", "no effect: forwarding uses the first address that answers"),
        Flag("-D", "no effect: diagnostics need no parser debugging"),
        Flag("-q", "no effect: access lists take no names"),
        Flag("-Q", "no effect: access lists take no names"),
        Flag("-w", "no effect: access lists are silent"),
    ];

    /// <summary>Reads the command line and does what it says.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <returns>The exit status.</returns>
    public static int Run(string[] arguments)
    {
        var root = Build();
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                StandardError.WriteLine($"netsyslogd: {error.Message}");
            }

            StandardError.WriteLine(UsageText.Short);
            return 1;
        }

        return parsed.Invoke();
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("netsyslogd takes log messages in, sorts them by rules and passes them on.");
        Option[] options =
        [
            ConfigurationFile, PidFile, Foreground, CheckLevel, Debug, Version, WithoutDns, KeepDirectory, FullConfiguration,
            Umask, RootDirectory, .. WithoutEffect,
        ];
        foreach (var option in options)
        {
            root.Options.Add(option);
        }

        CheckLevel.CustomParser = ReadLevel;
        root.SetAction(RunDaemon);
        root.Subcommands.Add(BuildCheck());
        root.Subcommands.Add(BuildExplain());
        root.Subcommands.Add(BuildReload());
        root.Subcommands.Add(BuildMigrate());
        return root;
    }

    private static Command BuildCheck()
    {
        var files = new Argument<string[]>("FILE") { Description = $"rule files, or settings ending in .toml (default {DaemonOptions.DefaultSettingsPath})" };
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "text", Description = "text or json" };
        format.AcceptOnlyFromAmong("text", "json");
        var check = new Command("check", "Check configuration files and end: exit status 0, or 1 for mistakes.") { files, format };
        check.SetAction(parsed => CheckCommand.Run(parsed.GetValue(files) ?? [], parsed.GetValue(format) == "json"));
        return check;
    }

    private static Command BuildExplain()
    {
        var codes = new Argument<string[]>("CODE") { Description = "such as NS1103 (default: a list of all)" };
        var explain = new Command("explain", "Tell what the codes of diagnostics mean, with a wrong and a right example.") { codes };
        explain.SetAction(parsed => ExplainCommand.Run(parsed.GetValue(codes) ?? []));
        return explain;
    }

    private static Command BuildReload()
    {
        var pidFile = Text("-i", "PIDFILE", "the -i with which the daemon was started, if any");
        var reload = new Command("reload", "Let the running daemon read its configuration again: exit status 0 once the new one is in force, 1 if it is refused.") { pidFile };
        reload.SetAction(parsed => ReloadCommand.Run(parsed.GetValue(pidFile)));
        return reload;
    }

    private static Command BuildMigrate()
    {
        var source = new Argument<string?>("FILE")
        {
            Description = $"rsyslog's main file (default {MigrateCommand.DefaultSource})",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var target = Text("--output", "DIRECTORY", $"where the result goes (default {MigrateCommand.DefaultTarget})");
        var dryRun = Flag("--dry-run", "only tell, write nothing");
        var migrate = new Command("migrate", "Take over rsyslog's configuration, and tell what of it is exact, approximate or unsupported.")
        {
            source, target, dryRun,
        };
        migrate.SetAction(parsed => MigrateCommand.Run(parsed.GetValue(source), parsed.GetValue(target), parsed.GetValue(dryRun)));
        return migrate;
    }

    private static int RunDaemon(ParseResult parsed)
    {
        if (parsed.GetValue(Version))
        {
            StandardOutput.Write(VersionText.Get());
            return 0;
        }

        if (!TryReadUmask(parsed.GetValue(Umask), out var umask))
        {
            StandardError.WriteLine($"netsyslogd: -u takes an octal number, not \"{parsed.GetValue(Umask)}\"");
            return 1;
        }

        var options = new DaemonOptions
        {
            ConfigurationPath = parsed.GetValue(ConfigurationFile),
            PidFile = parsed.GetValue(PidFile),
            Foreground = parsed.GetValue(Foreground),
            Debug = parsed.GetValue(Debug),
            CheckLevel = parsed.GetValue(CheckLevel),
            WithoutDns = parsed.GetValue(WithoutDns),
            KeepDirectory = parsed.GetValue(KeepDirectory),
            FullConfigurationPath = parsed.GetValue(FullConfiguration),
            Umask = umask,
            RootDirectory = parsed.GetValue(RootDirectory),
        };
        return options.CheckLevel > 0 ? CheckCommand.Run(options) : StartCommand.Run(options);
    }

    private static bool TryReadUmask(string? text, out int? umask)
    {
        umask = null;
        if (text is null)
        {
            return true;
        }

        if (text.Length is 0 or > 5 || text.AsSpan().ContainsAnyExceptInRange('0', '7'))
        {
            return false;
        }

        umask = Convert.ToInt32(text, 8);
        return true;
    }

    private static int ReadLevel(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        if (int.TryParse(text, out var level) && level >= 0)
        {
            return level;
        }

        result.AddError($"-N takes a level, 0 or 1, not \"{text}\"");
        return 0;
    }

    /// <summary>As with getopt, the last one counts if an option is given twice.</summary>
    private static Option<string?> Text(string name, string valueName, string description) => new(name)
    {
        HelpName = valueName,
        Description = description,
        Arity = new ArgumentArity(1, 100),
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => result.Tokens.Count == 0 ? null : result.Tokens[^1].Value,
    };

    private static Option<bool> Flag(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.Zero,
    };
}
