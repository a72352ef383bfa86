using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImMark;

/// <summary>
/// A sign of life in regular intervals (rsyslog's manual, "immark"): syslog.info with the daemon's tag. By default it goes the
/// way of the daemon's own messages, and so enters the rules only with processInternalMessages; use.syslogCall="off" or a
/// ruleset takes it there directly.
/// </summary>
internal sealed class MarkInput(BoundParameters parameters, InputContext context) : InputListener
{
    private const string Module = "immark";
    private const int SyslogInformational = (5 << 3) | (int)Severity.Informational;

    private readonly long _interval = parameters.GetNumber("interval", 1200);
    private readonly string _text = parameters.GetText("markMessageText") ?? "-- MARK --";
    private readonly byte[] _tag = Encoding.UTF8.GetBytes(context.Services.Settings.OwnTag + ":");
    private BatchWriter? _writer;
    private CounterSet? _counters;
    private Peer? _peer;
    private bool _isStopped;

    /// <inheritdoc/>
    public override bool Start()
    {
        if (_interval == 0)
        {
            return true;
        }

        var ruleset = parameters.GetText("ruleset");
        var isOwnMessage = parameters.GetSwitch("use.syslogCall", true);
        if (isOwnMessage && ruleset is not null)
        {
            context.Complain(
                "immark: ruleset specified, but configured to log via syslog call - switching to rsyslog-internal logging");
            isOwnMessage = false;
        }

        if (!isOwnMessage || context.Services.Settings.ProcessInternalMessages)
        {
            var name = isOwnMessage ? context.Services.Settings.OwnTag : Module;
            var source = new InputSource(Encoding.UTF8.GetBytes(name), FrameDialect.Prepared)
            {
                Ruleset = ruleset,
                MarkIntervalSeconds = parameters.GetSwitch("use.markFlag", true) ? _interval : 0,
            };
            _counters = context.Services.Statistics.Register(Module, Module);
            _writer = context.OpenWriter(source, _counters.Add("submitted"));
            _peer = context.LocalPeer();
        }

        context.Reactor.Invoke(Schedule);
        return true;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _isStopped = true;
        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    private void Schedule() => context.Reactor.After(TimeSpan.FromSeconds(_interval), Mark);

    private void Mark()
    {
        if (_isStopped)
        {
            return;
        }

        if (_writer is null)
        {
            context.Services.Log.Report(Severity.Informational, _text);
        }
        else
        {
            Write(_writer);
        }

        Schedule();
    }

    private void Write(BatchWriter writer)
    {
        var length = Encoding.UTF8.GetByteCount(_text);
        if (writer.Room(_tag.Length + length) is not { } batch)
        {
            return;
        }

        _tag.CopyTo(batch.Slab, batch.Used);
        _ = Encoding.UTF8.GetBytes(_text, batch.Slab.AsSpan(batch.Used + _tag.Length));
        ref var frame = ref batch.Add(_peer!);
        frame.Start = batch.Used + _tag.Length;
        frame.Length = length;
        frame.Clean = false;
        frame.Priority = SyslogInformational;
        frame.TagLength = (ushort)_tag.Length;
        frame.TagDistance = _tag.Length;
        batch.Used += _tag.Length + length;
        writer.HandOver();
    }
}
