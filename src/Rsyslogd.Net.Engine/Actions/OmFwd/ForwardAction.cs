using System.Buffers.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>omfwd: sends messages to another syslog receiver over UDP or TCP. Hot: formats, frames and leaves everything
/// that may wait (name look-ups too) to the thread of its pump.</summary>
public sealed class ForwardAction : PumpedAction
{
    private readonly ForwardSettings _settings;
    private readonly byte[] _delimiter;
    private readonly Counter _limited;
    private long _windowEnds;
    private long _windowLeft;

    /// <summary>Makes the action; nothing is connected before the first message.</summary>
    public ForwardAction(BoundAction action, EngineServices services)
        : this(action, services, ForwardSettings.Read(action.Parameters))
    {
    }

    private ForwardAction(BoundAction action, EngineServices services, ForwardSettings settings)
        : this(action, services, settings, settings.IsTcp ? new TcpTarget(settings) : new UdpTarget(settings))
    {
    }

    private ForwardAction(BoundAction action, EngineServices services, ForwardSettings settings, PumpTarget target)
        : this(action, services, settings, target, RegisterCounters(action, services, target))
    {
    }

    private ForwardAction(
        BoundAction action, EngineServices services, ForwardSettings settings, PumpTarget target, CounterSet counters)
        : base(
            ActionTemplates.Compile(action, services, "RSYSLOG_TraditionalForwardFormat"),
            MakePump(action, services, target, counters))
    {
        _settings = settings;
        _delimiter = [settings.Delimiter];
        _limited = counters.Add("discarded.ratelimit");
    }

    private protected override void Enqueue(ReadOnlySpan<byte> text)
    {
        if (_settings.RateInterval > 0 && IsOverRate())
        {
            _limited.Add(1);
        }
        else if (!_settings.IsTcp)
        {
            Pump.TryEnqueue(text);
        }
        else if (_settings.IsOctetCounted)
        {
            Span<byte> head = stackalloc byte[12];
            Utf8Formatter.TryFormat(text.Length, head, out var digits);
            head[digits++] = (byte)' ';
            Pump.TryEnqueue(head[..digits], text, default);
        }
        else
        {
            var hasEnd = text.Length > 0 && text[^1] == _settings.Delimiter;
            Pump.TryEnqueue(default, text, hasEnd ? default : _delimiter);
        }
    }

    private bool IsOverRate()
    {
        var now = Environment.TickCount64;
        if (now >= _windowEnds)
        {
            _windowEnds = now + (_settings.RateInterval * 1000);
            _windowLeft = _settings.RateBurst;
        }

        return _windowLeft-- <= 0;
    }
}
