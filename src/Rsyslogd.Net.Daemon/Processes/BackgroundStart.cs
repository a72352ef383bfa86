using System.Diagnostics;
using System.IO.Pipes;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>
/// Going to the background without -n. A .NET process can't fork, so the daemon is a second process of the same program
/// with the same arguments, in a session of its own. The first one waits until the second listens, and ends with 0; or the
/// second one fails, having said why on the standard error they share, and the first ends with 1.
/// </summary>
internal static class BackgroundStart
{
    /// <summary>Holds the handle of the pipe on which the second process says that it is ready.</summary>
    private const string ReadyPipeVariable = "NETSYSLOGD_READY_PIPE";

    /// <summary>Whether this is the second process.</summary>
    public static bool IsBackgroundProcess => Environment.GetEnvironmentVariable(ReadyPipeVariable) is not null;

    /// <summary>Starts the second process and waits for it.</summary>
    /// <returns>The exit status for the first one.</returns>
    public static int Start(IEnumerable<string> arguments)
    {
        using var ready = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(ProgramName.Path, arguments) { UseShellExecute = false };
        start.Environment[ReadyPipeVariable] = ready.GetClientHandleAsString();
        using var process = Process.Start(start)!;
        ready.DisposeLocalCopyOfClientHandle();
        return ready.ReadByte() >= 0 ? 0 : 1;
    }

    /// <summary>In the second process, first thing: leaves the session of the terminal.</summary>
    public static void Enter() => DaemonProcess.StartSession();

    /// <summary>In the second process, last thing: lets the first one end, and lets go of the terminal.</summary>
    public static void ReportReady()
    {
        if (Environment.GetEnvironmentVariable(ReadyPipeVariable) is { } handle)
        {
            Environment.SetEnvironmentVariable(ReadyPipeVariable, null);
            using var ready = new AnonymousPipeClientStream(PipeDirection.Out, handle);
            DaemonProcess.DetachStandardStreams();
            ready.WriteByte(1);
        }
    }
}
