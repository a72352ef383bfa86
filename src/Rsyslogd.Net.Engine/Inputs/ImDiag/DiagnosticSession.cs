using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Inputs.ImDiag;

/// <summary>One connection of imdiag: a command on each line, one line of reply. Commands are compared without case.</summary>
/// <param name="socket">The connection.</param>
/// <param name="injector">Takes messages.</param>
/// <param name="probe">What is going on in the engine.</param>
/// <param name="end">Called when it is over.</param>
internal sealed class DiagnosticSession(
    Socket socket, MessageInjector injector, EngineProbe probe, Action<DiagnosticSession> end) : IDisposable
{
    private const int PollMilliseconds = 10;

    // A queue may be empty for a moment while something is on its way to it.
    private const int EmptyPolls = 5;

    private const string BlankCharacters = " \t\r";

    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _thread;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _thread = new Thread(Serve) { Name = "imdiag session", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends it from our side.</summary>
    public void Stop()
    {
        injector.IsStopped = true;
        _stopping.Set();
        socket.Dispose();
        _thread?.Join();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        _stopping.Dispose();
    }

    private void Serve()
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (!_stopping.IsSet && reader.ReadLine() is { } line)
            {
                var reply = Answer(line.Trim(BlankCharacters.ToCharArray()).Trim('\0'));
                stream.Write(Encoding.Latin1.GetBytes(reply + "\n"));
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or SocketException)
        {
            // The peer has gone, or the daemon ends.
        }
        finally
        {
            end(this);
        }
    }

    private string Answer(string line)
    {
        var (command, rest) = TakeWord(line);
        return command.ToUpperInvariant() switch
        {
            "GETMAINMSGQUEUESIZE" => probe.MainQueueSize.ToString(CultureInfo.InvariantCulture),
            "WAITMAINQUEUEEMPTY" => WaitUntilEmpty(),
            "INJECTMSG" => Inject(rest),
            "AWAITHUPCOMPLETE" => AwaitHangUp(),
            "AWAITLOOKUPTABLERELOAD" => AwaitReload(),
            _ => $"unkown command '{command}'", // rsyslog's spelling, which scripts compare with
        };
    }

    private string WaitUntilEmpty()
    {
        for (var empty = 0; empty < EmptyPolls && !_stopping.IsSet;)
        {
            empty = probe.AreQueuesEmpty() ? empty + 1 : 0;
            Pause(PollMilliseconds);
        }

        return "mainqueue empty";
    }

    private string AwaitHangUp()
    {
        var tries = 1;
        while (!_stopping.IsSet && (probe.HangUpsBegun == 0 || probe.HangUpsDone < probe.HangUpsBegun))
        {
            Pause(PollMilliseconds);
            tries++;
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"seen HUP request, looks like it has completed [{tries} tries]");
    }

    private string AwaitReload()
    {
        while (!_stopping.IsSet && (probe.HangUpsDone < probe.HangUpsBegun || probe.CountReloads() > 0))
        {
            Pause(PollMilliseconds);
        }

        return "no pending lookup-table reloads found";
    }

    private string Inject(string arguments)
    {
        var (first, rest) = TakeWord(arguments);
        if (first.Equals("literal", StringComparison.OrdinalIgnoreCase))
        {
            injector.Inject(Encoding.Latin1.GetBytes(rest));
            return "1 messages injected";
        }

        var (second, third) = TakeWord(rest);
        if (!TryParse(first, out var from) || !TryParse(second, out var count))
        {
            return $"invalid arguments '{arguments}': injectmsg FROM COUNT [DELAY], or injectmsg literal MESSAGE";
        }

        var delay = TryParse(TakeWord(third).Word, out var milliseconds) ? (int)Math.Min(milliseconds, int.MaxValue) : 0;
        injector.Inject(from, count, delay > 0 ? () => Pause(delay) : null);
        return string.Create(CultureInfo.InvariantCulture, $"{count} messages injected");
    }

    private void Pause(int milliseconds) => _stopping.Wait(milliseconds);

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static (string Word, string Others) TakeWord(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].TrimStart(' '));
    }
}
