using System.Buffers.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>omfwd: sends messages to another syslog receiver over UDP or TCP. Hot: formats, frames and leaves everything
/// that may wait (name look-ups too) to the thread of its pump.</summary>
public sealed class ForwardAction : PumpedAction
{
    private readonly ForwardSettings _settings;
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
            templates => ActionTemplates.Compile(templates, action, services, "RSYSLOG_TraditionalForwardFormat"),
            services,
            MakePump(action, services, target, counters))
    {
        _settings = settings;
        _limited = counters.Add("discarded.ratelimit");
    }

    /// <inheritdoc/>
    public override bool TakesBlocks => base.TakesBlocks && _settings.RateInterval == 0;

    private protected override bool MayPass()
    {
        if (_settings.RateInterval == 0 || !IsOverRate())
        {
            return true;
        }

        _limited.Add(1);
        return false;
    }

    private protected override (int Head, int Tail) Frame(ByteBuffer room, int start)
    {
        if (!_settings.IsTcp)
        {
            return (0, 0);
        }

        if (_settings.IsOctetCounted)
        {
            return (PutLengthInFront(room, start), 0);
        }

        if (room.Length > start && room.Bytes[room.Length - 1] == _settings.Delimiter)
        {
            return (0, 0);
        }

        room.Append(_settings.Delimiter);
        return (0, 1);
    }

    private static int PutLengthInFront(ByteBuffer room, int start)
    {
        Span<byte> head = stackalloc byte[12];
        var length = room.Length - start;
        Utf8Formatter.TryFormat(length, head, out var digits);
        head[digits++] = (byte)' ';
        room.Append(head[..digits]);
        var message = room.Bytes.AsSpan(start, length + digits);
        message[..length].CopyTo(message[digits..]);
        head[..digits].CopyTo(message);
        return digits;
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
