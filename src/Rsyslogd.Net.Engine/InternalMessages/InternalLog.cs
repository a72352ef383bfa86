using System.Text;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.InternalMessages;

/// <summary>
/// The daemon's own messages: on standard error, and (processInternalMessages) into the rules as facility syslog. What
/// is said before the rules run is kept for them.
/// </summary>
public sealed class InternalLog : IInternalLog
{
    private const int SyslogFacility = 5;
    private const int MaxEarlyMessages = 1000;

    private static readonly Peer Self = new([.. "localhost"u8], [.. "127.0.0.1"u8], []);

    private readonly TextWriter _standardError;
    private readonly bool _withLevelPrefix;
    private readonly byte[] _tag;
    private readonly Lock _lock = new();
    private readonly List<(Severity Severity, string Text)> _early = [];
    private readonly InputSource _source = new([.. "rsyslogd"u8], FrameDialect.Prepared);
    private MessageQueue? _queue;
    private bool _entersRules;
    private Peer _peer = Self;
    private InternalLogSettings _settings = new();
    private long _standardErrorLines;
    private long _windowEnds;
    private long _inWindow;

    /// <param name="standardError">Where lines go.</param>
    /// <param name="ownTag">The tag, without colon.</param>
    /// <param name="withLevelPrefix">Whether lines begin with <c>&lt;N&gt;</c>, as systemd's journal reads it (sd-daemon(3)).</param>
    public InternalLog(TextWriter standardError, string ownTag, bool withLevelPrefix)
    {
        _standardError = standardError;
        _withLevelPrefix = withLevelPrefix;
        OwnTag = ownTag;
        _tag = Encoding.UTF8.GetBytes(ownTag + ":");
    }

    /// <summary>The tag, without colon.</summary>
    public string OwnTag { get; }

    /// <summary>The text of rsyslog's own start, HUP and stop messages.</summary>
    /// <param name="what">What happened.</param>
    public static string Origin(string what) =>
        $"[origin software=\"rsyslogd\" swVersion=\"{typeof(InternalLog).Assembly.GetName().Version?.ToString(3)}\" "
        + $"x-pid=\"{Environment.ProcessId}\" x-info=\"https://www.rsyslog.com\"] {what}";

    /// <summary>Takes what the configuration says of the daemon's own messages.</summary>
    public void Configure(InternalLogSettings settings)
    {
        lock (_lock)
        {
            _settings = settings;
        }
    }

    /// <summary>Says that the daemon has started, was HUPed or ends (logStatusMessages).</summary>
    /// <param name="what">What happened.</param>
    public void ReportStatus(string what)
    {
        if (_settings.TellsStatus)
        {
            Report(Severity.Informational, Origin(what));
        }
    }

    /// <inheritdoc/>
    public void Report(Severity severity, string text)
    {
        lock (_lock)
        {
            if ((severity <= Severity.Notice || !_entersRules) && _settings.ToStandardError
                && _standardErrorLines < _settings.MaxStandardErrorLines)
            {
                _standardErrorLines++;
                _standardError.WriteLine(_withLevelPrefix ? $"<{(int)severity}>{text}" : $"{OwnTag}: {text}");
            }

            if (_queue is not null)
            {
                Enqueue(severity, text);
            }
            else if (_early.Count < MaxEarlyMessages)
            {
                _early.Add((severity, text));
            }
        }
    }

    /// <summary>From now on messages also enter the rules (or, without processInternalMessages, only standard error).</summary>
    /// <param name="queue">The main queue; null: they don't enter the rules.</param>
    /// <param name="hostname">The name of this machine.</param>
    public void Attach(MessageQueue? queue, byte[] hostname)
    {
        lock (_lock)
        {
            _peer = new Peer(hostname, Self.Address, []);
            _queue = queue;
            _entersRules = queue is not null;
            foreach (var (severity, text) in _early)
            {
                if (queue is not null)
                {
                    Enqueue(severity, text);
                }
            }

            _early.Clear();
        }
    }

    private void Enqueue(Severity severity, string text)
    {
        if (severity > _settings.LeastSevere || IsOverRate())
        {
            return;
        }

        // Never waits: the thread that reports may be the one that would have to make room.
        var batch = _queue!.Pool.TryRent(TimeSpan.Zero);
        if (batch is null)
        {
            return;
        }

        batch.Source = _source;
        batch.ReceivedAt = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 10;
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = Math.Min(_tag.Length + bytes.Length, batch.Slab.Length);
        _tag.CopyTo(batch.Slab, 0);
        bytes.AsSpan(0, length - _tag.Length).CopyTo(batch.Slab.AsSpan(_tag.Length));
        batch.Used = length;
        ref var frame = ref batch.Add(_peer);
        frame.Start = _tag.Length;
        frame.Length = length - _tag.Length;
        frame.Clean = false;
        frame.Priority = (byte)((SyslogFacility << 3) | (int)severity);
        frame.TagLength = (ushort)_tag.Length;
        frame.TagDistance = _tag.Length;
        _queue.Enqueue(batch);
    }

    private bool IsOverRate()
    {
        if (_settings.RateLimitInterval == TimeSpan.Zero)
        {
            return false;
        }

        var now = Environment.TickCount64;
        if (now >= _windowEnds)
        {
            _windowEnds = now + (long)_settings.RateLimitInterval.TotalMilliseconds;
            _inWindow = 0;
        }

        return ++_inWindow > _settings.RateLimitBurst;
    }
}
