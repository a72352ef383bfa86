using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.CommandLine;
using Rsyslogd.Net.Daemon.Loading;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary><c>netsyslogd reload</c>: asks the running daemon to read its configuration again, and tells what became of it.</summary>
internal static class ReloadCommand
{
    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="pidFile">The option -i with which the daemon was started; null: none.</param>
    /// <returns>The exit status: 0 when the new configuration is in force, else 1.</returns>
    public static int Run(string? pidFile)
    {
        var settings = RuleLoader.ReadSettings(DaemonOptions.DefaultSettingsPath, new DiagnosticBag())
            ?? DaemonSettingsReader.ReadDefaults();
        if (ControlSocket.FindPath(pidFile, settings) is not { } path)
        {
            StandardError.WriteLine("netsyslogd: the daemon has no control socket: \"control\" of netsyslogd.toml(5) is NONE");
            return 1;
        }

        try
        {
            return Print(Ask(path));
        }
        catch (Exception error) when (error is SocketException or IOException or ArgumentException)
        {
            // The framework calls a socket that isn't there an address that can't be assigned.
            var reason = File.Exists(path) ? error.Message : "there is no such socket; a daemon that was started with -i is found with the same -i";
            StandardError.WriteLine($"netsyslogd: no daemon answers at '{path}': {reason}");
            return 1;
        }
    }

    private static string Ask(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send(Encoding.ASCII.GetBytes(ControlSocket.Reload + "\n"));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static int Print(string answer)
    {
        var end = answer.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            StandardError.WriteLine("netsyslogd: the daemon has ended without an answer");
            return 1;
        }

        StandardError.Writer.Write(answer[(end + 1)..]);
        return answer[..end] == ControlSocket.Done ? 0 : 1;
    }
}
