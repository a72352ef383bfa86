using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Daemon.Processes;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>
/// The socket on which the daemon takes commands, from root and its own user only. A connection carries one command, a line:
/// <c>reload</c>. The answer is a line, <see cref="Done"/> or <see cref="Refused"/>, and a text for people up to the end.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    /// <summary>The command.</summary>
    public const string Reload = "reload";

    /// <summary>The first line of the answer when it was done.</summary>
    public const string Done = "done";

    /// <summary>The first line of the answer when it was not.</summary>
    public const string Refused = "refused";

    private const int Backlog = 8;
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int LongestCommand = 64;
    private const int CommandMilliseconds = 5000;

    private readonly string _path;
    private readonly Func<ReloadAnswer> _reload;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private bool _isBound;

    /// <param name="path">Where.</param>
    /// <param name="reload">The command "reload".</param>
    public ControlSocket(string path, Func<ReloadAnswer> reload)
    {
        _path = path;
        _reload = reload;
    }

    /// <summary>Where the socket of a daemon is; null: it has none.</summary>
    /// <param name="pidFile">The option -i: with a pid file of its own a daemon has a socket of its own, beside it.</param>
    /// <param name="settings">What holds without that option.</param>
    public static string? FindPath(string? pidFile, DaemonSettings settings)
    {
        var path = pidFile is null or PidFile.None ? settings.Control : Path.ChangeExtension(pidFile, ".control");
        return path == PidFile.None ? null : Path.GetFullPath(path);
    }

    /// <summary>Binds it. To be done with all the rights there are; who connects is answered after <see cref="Start"/>.</summary>
    /// <exception cref="IOException">It is not possible, or another daemon has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory is not ours.</exception>
    /// <exception cref="SocketException">It is not possible.</exception>
    public void Bind()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var place = new UnixDomainSocketEndPoint(_path);
        if (File.Exists(_path))
        {
            if (IsAnswering(place))
            {
                throw new IOException("another process listens there");
            }

            File.Delete(_path);
        }

        _socket.Bind(place);
        _isBound = true;
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _socket.Listen(Backlog);
    }

    /// <summary>Begins to answer.</summary>
    public void Start() => new Thread(Serve) { Name = "control", IsBackground = true }.Start();

    /// <summary>Ends it. After a drop of privileges the file may have to stay; the next start removes it.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        try
        {
            if (_isBound)
            {
                File.Delete(_path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody answers there: that is all a client asks.
        }
    }

    private static bool IsAnswering(UnixDomainSocketEndPoint place)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(place);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Serve()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = _socket.Accept();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            using (client)
            {
                TryAnswer(client);
            }
        }
    }

    private void TryAnswer(Socket client)
    {
        try
        {
            client.ReceiveTimeout = client.SendTimeout = CommandMilliseconds;
            if (!MayCommand(client))
            {
                Send(client, new ReloadAnswer(false, "only root and the daemon's own user may do that\n"));
                return;
            }

            var command = ReadCommand(client);
            Send(client, command == Reload ? _reload() : new ReloadAnswer(false, $"there is no command \"{command}\"\n"));
        }
        catch (SocketException)
        {
            // Who asked has gone. What was asked for has been done, and is in the log.
        }
    }

    private static bool MayCommand(Socket client)
    {
        // struct ucred: pid, uid, gid.
        Span<int> credentials = stackalloc int[3];
        var length = client.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return length == sizeof(int) * 3 && (credentials[1] == 0 || (uint)credentials[1] == DaemonProcess.UserId);
    }

    private static string ReadCommand(Socket client)
    {
        Span<byte> room = stackalloc byte[LongestCommand];
        var used = 0;
        while (used < room.Length && room[..used].IndexOf((byte)'\n') < 0)
        {
            var count = client.Receive(room[used..]);
            if (count == 0)
            {
                break;
            }

            used += count;
        }

        return Encoding.ASCII.GetString(room[..used]).Split('\n')[0];
    }

    private static void Send(Socket client, ReloadAnswer answer)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes($"{(answer.IsDone ? Done : Refused)}\n{answer.Text}");
        while (!bytes.IsEmpty)
        {
            bytes = bytes[client.Send(bytes)..];
        }
    }
}
