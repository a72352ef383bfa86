using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>Opens the journal: a library's, or a test's.</summary>
/// <param name="settings">The module's parameters.</param>
/// <param name="reason">Why it can't be opened.</param>
internal delegate IJournal? JournalOpening(JournalSettings settings, out string? reason);

/// <summary>module(load="imjournal"): reads the journal of systemd (rsyslog's manual, "imjournal").</summary>
/// <param name="settings">Its parameters.</param>
/// <param name="context">What inputs share.</param>
/// <param name="open">How the journal is opened; null: by libsystemd.</param>
internal sealed class JournalInput(JournalSettings settings, InputContext context, JournalOpening? open = null) : InputListener
{
    private const string Module = "imjournal";

    private JournalCounters? _counters;
    private JournalReader? _reader;

    /// <inheritdoc/>
    public override bool Start()
    {
        _counters = new JournalCounters(context.Services.Statistics.Register(Module, Module));
        _counters.AddGauges();
        var source = new InputSource([.. "imjournal"u8], FrameDialect.Prepared);
        _reader = new JournalReader(settings, open ?? Open, context.Reactor, _counters)
        {
            Writer = context.OpenWriter(source, _counters.Submitted),
            Queue = context.ResolveQueue(null),
            Peer = context.LocalPeer(),
            Say = (severity, text) => context.Services.Log.Report(severity, text),
        };

        // The journal is opened when the daemon has the rights that it keeps.
        context.Reactor.Post(_reader.Begin);
        return true;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _reader?.End();
        _reader = null;
        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters.Set);
        }
    });

    private static Journal? Open(JournalSettings settings, out string? reason) =>
        Journal.TryOpen(null, settings.WithRemote, settings.MaxFieldBytes, out var journal, out reason) ? journal : null;
}
