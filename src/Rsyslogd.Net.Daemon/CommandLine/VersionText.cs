using System.Runtime.InteropServices;
using Rsyslogd.Net.Daemon.Processes;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>What -v shows, in the form of rsyslogd's block so that scripts find its lines.</summary>
internal static class VersionText
{
    private const string CompatibleVersion = "8.2302.0";

    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Number => typeof(VersionText).Assembly.GetName().Version?.ToString(3) ?? "0";

    // Scripts that ask "rsyslogd -v" for its version get the one whose behaviour they can rely on.
    private static string Title =>
        ProgramName.IsRsyslogd
            ? $"rsyslogd  {CompatibleVersion} (netsyslogd {Number})"
            : $"netsyslogd  {Number} (compatible with rsyslogd {CompatibleVersion})";

    public static string Get() =>
        $"""
        {Title} compiled with:
        	PLATFORM:				{RuntimeInformation.RuntimeIdentifier}
        	PLATFORM (lsb_release -d):		{RuntimeInformation.OSDescription}
        	FEATURE_REGEXP:				Yes
        	GSSAPI Kerberos 5 support:		No
        	FEATURE_DEBUG (debug build, slow code):	No
        	32bit Atomic operations supported:	Yes
        	64bit Atomic operations supported:	Yes
        	memory allocator:			{RuntimeInformation.FrameworkDescription}, Native AOT
        	Runtime Instrumentation (slow code):	No
        	uuid support:				Yes
        	systemd support:			Yes
        	Config file:				{DaemonOptions.DefaultSettingsPath}
        	PID file:				/run/netsyslogd.pid
        	Number of Bits in RainerScript integers: 64

        """;
}
