using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Daemon.CommandLine;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>imdiag's properTerminationFile: a test sees by it that the daemon came to its end in good order.</summary>
internal static class ProperTermination
{
    /// <summary>Writes the file if one is wanted; the last thing that the daemon does.</summary>
    public static void Write(BoundConfiguration rules)
    {
        var module = rules.Modules.LastOrDefault(one => one.Name == "imdiag");
        if (module?.Parameters.GetText("properTerminationFile") is not { } path)
        {
            return;
        }

        try
        {
            File.WriteAllText(
                path,
                string.Create(CultureInfo.InvariantCulture, $"status=ok\nphase=main-return\npid={Environment.ProcessId}\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.WriteLine($"netsyslogd: properTerminationFile '{path}': {error.Message}");
        }
    }
}
