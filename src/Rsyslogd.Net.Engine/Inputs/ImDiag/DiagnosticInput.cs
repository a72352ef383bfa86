using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;

namespace Rsyslogd.Net.Engine.Inputs.ImDiag;

/// <summary>
/// imdiag: a line protocol on a loopback TCP port, by which a test asks the daemon to take messages and to tell when it has
/// dealt with them (rsyslog's manual, "imdiag"). Each session has a thread: its commands wait.
/// </summary>
/// <param name="parameters">Of the input, or of the module.</param>
/// <param name="context">Services.</param>
internal sealed class DiagnosticInput(BoundParameters parameters, InputContext context) : InputListener
{
    private const string Module = "imdiag";

    private readonly List<DiagnosticSession> _sessions = [];
    private readonly Lock _lock = new();
    private TcpListener? _listener;
    private Thread? _thread;
    private CounterSet? _counters;
    private Timer? _guard;
    private volatile bool _isStopped;

    /// <inheritdoc/>
    public override bool Start()
    {
        StartGuard();
        var port = int.Parse(parameters.GetText("serverRun") ?? "0", CultureInfo.InvariantCulture);
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException fault)
        {
            context.Complain($"imdiag: cannot listen on port {port}: {fault.Message}");
            return false;
        }

        context.WritePortFile(parameters.GetText("listenPortFileName"), (int)_listener.Server.Handle);
        _counters = context.Services.Statistics.Register(Module, Module);
        var submitted = _counters.Add("submitted");
        _thread = new Thread(() => Accept(submitted)) { Name = Module, IsBackground = true };
        _thread.Start();
        return true;
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        _isStopped = true;
        _guard?.Dispose();
        _listener?.Dispose();
        _thread?.Join();
        DiagnosticSession[] sessions;
        lock (_lock)
        {
            sessions = [.. _sessions];
        }

        foreach (var session in sessions)
        {
            session.Stop();
        }

        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    }

    private void Accept(Counter submitted)
    {
        var most = parameters.GetNumber("maxSessions", 20);
        while (!_isStopped)
        {
            Socket socket;
            try
            {
                socket = _listener!.AcceptSocket();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            lock (_lock)
            {
                if (_sessions.Count >= most || _isStopped)
                {
                    socket.Dispose();
                    continue;
                }

                var session = new DiagnosticSession(socket, new MessageInjector(context, submitted), context.Probe, Remove);
                _sessions.Add(session);
                session.Start();
            }
        }
    }

    private void Remove(DiagnosticSession session)
    {
        lock (_lock)
        {
            _sessions.Remove(session);
        }
    }

    // abortTimeout: a test that hangs must not hang for ever.
    private void StartGuard()
    {
        if (parameters.GetNumber("abortTimeout") is > 0 and var seconds)
        {
            _guard = new Timer(
                _ => Environment.FailFast($"imdiag: rsyslogd has run for {seconds} s (abortTimeout), aborting"),
                null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }
    }
}
