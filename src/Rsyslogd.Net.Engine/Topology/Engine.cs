using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>
/// A running configuration: builds inputs, queues, rulesets and actions from the bound model, starts them, exchanges them for those of
/// another model, and takes them down again. The only place that sees all of them. <see cref="Listen"/> and <see cref="Run"/> are the
/// daemon's main thread's; everything behind them may be called by any thread, one call at a time goes on.
/// </summary>
public sealed partial class Engine
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly InternalLog _log;
    private readonly Reactor _reactor;
    private readonly EngineProbe _probe;
    private readonly InputSet _inputs = new();
    private readonly ActionEnds _ends = new();
    private readonly Lock _change = new();
    private RunningConfiguration _running;
    private List<QueueWorker> _workers;
    private InputContext _inputContext;

    /// <summary>Builds everything; nothing is bound or opened yet.</summary>
    /// <param name="configuration">The bound model.</param>
    /// <param name="settings">Global settings.</param>
    /// <param name="log">The daemon's own messages.</param>
    public Engine(BoundConfiguration configuration, EngineSettings settings, InternalLog log)
    {
        _log = log;
        Configure(configuration);
        _running = new RunningConfiguration(configuration, settings, log, Statistics, former: null);
        _workers = [.. _running.Rulesets.Queues.Select(NewWorker)];
        if (_workers.Count > 1)
        {
            _running.Actions.All.ForEach(static action => action.Share());
        }

        _probe = new EngineProbe(() => _running.Rulesets.Queues)
        {
            AreOutputsBusy = () => _running.Actions.All.Exists(action => action.IsBusy),
            CountReloads = () => _running.Services.Lookups.PendingReloads,
        };
        _reactor = new Reactor(log);
        _inputContext = new InputContext(
            _running.Services,
            _reactor,
            ruleset => _running.Rulesets.QueueOf(_running.Rulesets.Resolve(ruleset)),
            ruleset => _running.Rulesets.Resolve(ruleset))
        {
            Probe = _probe,
        };
    }

    /// <summary>All counters.</summary>
    public StatisticsRegistry Statistics { get; } = new();

    /// <summary>Opens and binds all inputs. What arrives waits in the kernel until <see cref="Run"/>.</summary>
    /// <returns>False when none of the configured inputs could be opened.</returns>
    public bool Listen()
    {
        _inputs.Want(_running.Services.Configuration, _running.Services.Settings, _running.Rulesets);
        var opened = _inputs.Start(_inputContext);
        return opened > 0 || _inputs.Count == 0;
    }

    /// <summary>Starts all threads. To be called after privileges have been dropped, since files are opened from now on.</summary>
    public void Run()
    {
        _workers.ForEach(static worker => worker.Start());
        AttachLog();
        _log.ReportStatus("start");
        _reactor.Start();
    }

    /// <summary>SIGHUP: all files are closed and opened again by their next message. Returns at once. It is said when it has happened: what
    /// is received after that is in the new files.</summary>
    public void Reopen()
    {
        lock (_change)
        {
            _probe.BeginHangUp();
            var actions = _running.Actions.All;
            _workers[0].Post(() =>
            {
                actions.ForEach(static action => action.Reopen());
                _log.ReportStatus("rsyslogd was HUPed");
                _probe.EndHangUp();
            });
            foreach (var input in _inputs.All)
            {
                _reactor.Post(input.Reopen);
            }

            _running.Services.Lookups.ReloadOnHup();
        }
    }

    /// <summary>Stops receiving, takes what has been received through the rules, writes everything and closes.</summary>
    /// <param name="reason">For the last message, for example <c>exiting on signal 15.</c></param>
    /// <param name="patience">How long peers that don't read may delay the end.</param>
    public void Stop(string reason, TimeSpan patience)
    {
        // A reload that waits for a rule that hangs must not keep the daemon from its end.
        if (!_change.TryEnter(DrainLimit))
        {
            _log.Report(Severity.Error, "a reload has not come to its end");
            return;
        }

        try
        {
            foreach (var input in _inputs.All)
            {
                input.Stop();
            }

            _reactor.Stop();
            _log.ReportStatus(reason);
            _log.Attach(null, _running.Services.Settings.Parser.LocalHostname);

            // The main worker first: it may still hand over to the others.
            _workers.ForEach(worker => End(worker));
            _ends.Close(_running.Actions.All, _running.Services.Configuration.Globals, patience);
            _ends.Await();
        }
        finally
        {
            _change.Exit();
        }
    }

    private void Configure(BoundConfiguration configuration)
    {
        _log.Configure(InternalLogSettings.Read(configuration.Globals));
        JsonValue.NamesAreCaseSensitive = configuration.Globals.GetSwitch("variables.caseSensitive");
    }

    private void AttachLog() => _log.Attach(
        _running.Services.Settings.ProcessInternalMessages ? _running.Rulesets.Main : null,
        _running.Services.Settings.Parser.LocalHostname);

    private QueueWorker NewWorker(MessageQueue queue) => new(queue, _running.Plans.For(queue), Statistics);

    private bool End(QueueWorker worker)
    {
        worker.Queue.Complete();
        return worker.Join(
            QueueTimeouts.Shutdown(worker.Parameters, _running.Services.Configuration.Globals, "ruleset", DrainLimit));
    }
}
