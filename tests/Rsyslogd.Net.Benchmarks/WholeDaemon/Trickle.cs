using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>
/// Messages that come one by one, with the time from the send of each until it can be read in its file. The reader sleeps in
/// inotify(7), so its own wake-up is in the figures, and it takes no processor time from the daemon.
/// </summary>
internal sealed class Trickle
{
    /// <summary>Writes what is sent here to DIR/out/trickle.log.</summary>
    public const string Rule =
        """
        template(name="number" type="string" string="%msg%\n")
        if $programname == 'trickle' then { action(type="omfile" file="DIR/out/trickle.log" template="number") stop }

        """;

    // Not counted: the first ones meet cold code, of the daemon's and of ours.
    private const int WarmUp = 100;
    private const int LineBytes = 10;
    private const int Patience = 10_000;

    private readonly long[] _sent;
    private readonly long[] _arrived;
    private readonly Socket _socket;
    private readonly string _file;
    private readonly bool _isStream;

    /// <param name="daemon">Has <see cref="Rule"/>.</param>
    /// <param name="socket">Connected to it.</param>
    /// <param name="count">How many messages.</param>
    public Trickle(TestedDaemon daemon, Socket socket, int count)
    {
        _socket = socket;
        _isStream = socket.SocketType == SocketType.Stream;
        _file = Path.Combine(daemon.Output, "trickle.log");
        _sent = new long[count + WarmUp];
        _arrived = new long[count + WarmUp];
    }

    /// <summary>Sends all and waits for all.</summary>
    /// <param name="perSecond">The rate.</param>
    /// <returns>Times in milliseconds, in rising order; those that never arrived are infinite.</returns>
    public double[] Run(int perSecond)
    {
        File.WriteAllText(_file, "");
        var inotify = Inotify.Create();
        _ = Inotify.WatchContent(inotify, _file);
        var reader = new Thread(() => Read(inotify));
        reader.Start();
        Send(perSecond);
        reader.Join();
        NativeFile.Close(inotify);
        return [.. _sent.Zip(_arrived, Milliseconds).Skip(WarmUp).Order()];
    }

    private static double Milliseconds(long sent, long arrived) =>
        arrived == 0 ? double.PositiveInfinity : Stopwatch.GetElapsedTime(sent, arrived).TotalMilliseconds;

    private void Send(int perSecond)
    {
        var messages = Enumerable.Range(0, _sent.Length).Select(
            i => Encoding.UTF8.GetBytes($"<13>Oct 11 22:14:15 trickle: {i:D8}{(_isStream ? "\n" : "")}")).ToArray();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages.Length; i++)
        {
            var due = start + (i * Stopwatch.Frequency / perSecond);
            var early = due - Stopwatch.GetTimestamp();
            if (early > 0)
            {
                TestedDaemon.Pause((int)(early * 1_000_000 / Stopwatch.Frequency));
            }

            _sent[i] = Stopwatch.GetTimestamp();
            _ = _socket.Send(messages[i]);
        }
    }

    // Each line is " 00000042\n".
    private void Read(int inotify)
    {
        var events = new byte[4096];
        var lines = new byte[LineBytes * 1000];
        using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var left = _arrived.Length;
        while (left > 0 && NativeFile.Wait(inotify, forWriting: false, Patience))
        {
            _ = NativeFile.Read(inotify, events);
            for (var read = file.Read(lines); read > 0; read = file.Read(lines))
            {
                var now = Stopwatch.GetTimestamp();
                for (var line = lines.AsSpan(0, read); line.Length >= LineBytes; line = line[LineBytes..])
                {
                    _arrived[int.Parse(line[1..(LineBytes - 1)], CultureInfo.InvariantCulture)] = now;
                    left--;
                }
            }
        }
    }
}
