using System.Globalization;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImpStats;

/// <summary>module(load="impstats"): tells all counters at intervals, as messages, in a file, or both (rsyslog's manual,
/// "impstats"). Reactor's thread.</summary>
internal sealed class StatisticsInput(BoundParameters parameters, InputContext context) : InputListener
{
    private readonly string _format = parameters.GetText("format") ?? "legacy";
    private readonly bool _isExposition = "prometheus".Equals(parameters.GetText("format"), StringComparison.OrdinalIgnoreCase);
    private readonly string? _file = parameters.GetText("log.file");
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(Math.Clamp(parameters.GetNumber("interval", 300), 1, int.MaxValue / 1000));
    private readonly bool _resets = parameters.GetSwitch("resetCounters");
    private readonly byte[] _tag = [.. "rsyslogd-pstats:"u8];
    private readonly byte _priority = (byte)((parameters.GetNumber("facility", 5) << 3) | parameters.GetNumber("severity", 6));
    private readonly ByteBuffer _text = new();
    private readonly StringBuilder _lines = new();
    private Peer? _peer;
    private BatchWriter? _writer;
    private CounterSet? _usage;
    private ResourceUsage _used;
    private bool _hasFailed;
    private bool _isStopped;

    /// <inheritdoc/>
    public override bool Start()
    {
        if (parameters.GetSwitch("log.syslog", true))
        {
            var source = new InputSource([.. "impstats"u8], FrameDialect.Prepared) { Ruleset = parameters.GetText("ruleset") };
            _peer = context.LocalPeer();
            _writer = context.OpenWriter(source, new Counter());
        }
        else if (parameters.IsGiven("ruleset"))
        {
            context.Complain("impstats: log.syslog is off, so the ruleset gets nothing");
        }

        _usage = RegisterUsage();
        context.Reactor.Post(() => context.Reactor.After(_interval, Tell));
        return true;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _isStopped = true;
        if (_usage is not null)
        {
            context.Services.Statistics.Remove(_usage);
        }
    });

    private CounterSet RegisterUsage()
    {
        var set = context.Services.Statistics.Register("resource-usage", "impstats");
        set.AddGauge("utime", () => _used.UserMicroseconds);
        set.AddGauge("stime", () => _used.SystemMicroseconds);
        set.AddGauge("maxrss", () => _used.MaxResidentKilobytes);
        set.AddGauge("minflt", () => _used.MinorFaults);
        set.AddGauge("majflt", () => _used.MajorFaults);
        set.AddGauge("inblock", () => _used.InputBlocks);
        set.AddGauge("oublock", () => _used.OutputBlocks);
        set.AddGauge("nvcsw", () => _used.VoluntarySwitches);
        set.AddGauge("nivcsw", () => _used.InvoluntarySwitches);
        set.AddGauge("openfiles", static () => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
        return set;
    }

    private void Tell()
    {
        if (_isStopped)
        {
            return;
        }

        _used = ResourceUsage.Read();
        var hasBrackets = parameters.GetSwitch("bracketing") && !_isExposition;
        if (hasBrackets)
        {
            Say("BEGIN"u8);
        }

        foreach (var set in context.Services.Statistics.Snapshot())
        {
            _text.Clear();
            StatisticsFormat.Append(_format, set, _resets, _text);
            SayLines(_text.Written);
        }

        if (hasBrackets)
        {
            Say("END"u8);
        }

        _writer?.HandOver();
        WriteFile();
        context.Reactor.After(_interval, Tell);
    }

    // The Prometheus format takes several lines for an object: each is a message.
    private void SayLines(ReadOnlySpan<byte> text)
    {
        foreach (var line in text.Split((byte)'\n'))
        {
            Say(text[line]);
        }
    }

    private void Say(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_file is not null)
        {
            if (!_isExposition)
            {
                // As ctime(3) writes it.
                var now = TimeProvider.System.GetLocalNow();
                _lines.Append(CultureInfo.InvariantCulture, $"{now:ddd MMM} {now.Day,2} {now:HH:mm:ss yyyy}: ");
            }

            _lines.Append(Encoding.UTF8.GetString(text)).Append('\n');
        }

        if (_writer?.Room(_tag.Length + text.Length) is { } batch)
        {
            _tag.CopyTo(batch.Slab, batch.Used);
            text.CopyTo(batch.Slab.AsSpan(batch.Used + _tag.Length));
            ref var frame = ref batch.Add(_peer!);
            frame.Start = batch.Used;
            frame.Length = _tag.Length + text.Length;
            frame.Clean = true;
            frame.Priority = _priority;
            frame.TagLength = (ushort)_tag.Length;
            batch.Used += frame.Length;
        }
    }

    private void WriteFile()
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            if (_isExposition)
            {
                // Whoever reads it (a textfile collector) wants the present values, and never half of them.
                WholeFile.Replace(_file, Encoding.UTF8.GetBytes(_lines.ToString()));
            }
            else
            {
                File.AppendAllText(_file, _lines.ToString());
            }

            _hasFailed = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                context.Complain($"impstats: cannot write '{_file}': {fault.Message}");
            }
        }

        _lines.Clear();
    }
}
