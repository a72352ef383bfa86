using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Loading;

/// <summary>What became of a configuration.</summary>
/// <param name="Path">The file that was named or defaulted.</param>
internal sealed record LoadedConfiguration(string Path)
{
    /// <summary>The settings; null when a rule file was given directly.</summary>
    public DaemonSettings? Settings { get; init; }

    /// <summary>Mistakes in the settings.</summary>
    public ImmutableArray<Diagnostic> SettingsDiagnostics { get; init; } = [];

    /// <summary>The rules as text that stands for all rule files; null when a rule file was given directly.</summary>
    public SourceText? Prelude { get; init; }

    /// <summary>The rules; null when the file can't be read.</summary>
    public CompilationResult? Rules { get; init; }

    /// <summary>All mistakes of all files.</summary>
    public IEnumerable<Diagnostic> Diagnostics => SettingsDiagnostics.Concat(Rules?.Diagnostics ?? []);

    /// <summary>Whether there is any error.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // To run on as root is what must not happen then. Nobody else becomes anybody, known or not.
    private bool HasUnknownIdentity =>
        Rules!.Configuration.Globals is { } globals
        && (globals.GetNumber("privdrop.user.name") == BoundParameters.UnknownId
            || globals.GetNumber("privdrop.group.name") == BoundParameters.UnknownId);

    private bool MustKnowIdentity =>
        Rules!.Configuration.Globals is { } globals
        && (DaemonProcess.UserId == 0 || globals.IsGiven("security.abortOnIDResolutionFail"))
        && globals.GetSwitch("security.abortOnIDResolutionFail", true);

    /// <summary>Why the daemon can't run with it; null: it can, perhaps without the wrong statements.</summary>
    public string? Refusal
    {
        get
        {
            if (Rules is null)
            {
                return $"could not open the configuration file '{Path}'";
            }

            if (HasErrors && Rules.Configuration.Globals.GetSwitch("abortOnUncleanConfig"))
            {
                return $"there are mistakes in '{Path}', and abortOnUncleanConfig is on";
            }

            if (HasUnknownIdentity && MustKnowIdentity)
            {
                return $"'{Path}' tells us to run as a user or group that does not exist";
            }

            return Rules.HasActions ? null : $"there is no action in '{Path}': nothing would be logged";
        }
    }
}
