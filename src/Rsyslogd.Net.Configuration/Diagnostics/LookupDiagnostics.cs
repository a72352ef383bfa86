using Rsyslogd.Net.Configuration.Text;
using static Rsyslogd.Net.Configuration.Diagnostics.BindingDiagnostics;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Mistakes in the files of lookup tables (NS24xx).</summary>
internal static class LookupDiagnostics
{
    public static Diagnostic UnreadableTable(TextSpan span, string name, string reason) =>
        Error("NS2401", $"the file of the lookup table \"{name}\" can't be read: {reason}", span);

    public static Diagnostic BadTable(TextSpan span, string name, string reason) =>
        Error("NS2402", $"the lookup table \"{name}\" can't be used: {reason}", span);

    public static Diagnostic BadTableExpression(TextSpan span, string expression, string reason) =>
        Error("NS2403", $"the regular expression \"{expression}\" in the lookup table can't be used: {reason}", span);
}
