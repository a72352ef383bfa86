using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// input(type="imfile"): lines that are added to files (rsyslog's manual, "imfile"). Told by inotify(7), or asking at intervals,
/// the input looks which files there are (<see cref="FileTable"/>) and reads turn by turn what is new. Everything runs on the
/// reactor's thread.
/// </summary>
internal sealed class FileInput(BoundInput input, InputContext context) : InputListener, IFileObserver
{
    private const string Module = "imfile";

    // While other inputs need the batches; a file can wait.
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(2);

    private List<TailedFile> _ready = [];
    private List<TailedFile> _reading = [];
    private FileTable? _files;
    private FileStateKeeper? _states;
    private MessageQueue? _queue;
    private CounterSet? _counters;
    private RecordWriter? _records;
    private Action? _turn;
    private byte[] _chunk = [];
    private bool _isTurnPosted;
    private bool _wantsScan = true;
    private bool _isCheckingTimeouts;
    private bool _isStopped;

    /// <summary>Its parameters.</summary>
    public FileInputSettings Settings { get; } = FileInputSettings.Read(
        input, context.Services.ModuleParameters(Module), context.Services.Settings);

    /// <summary>Where records go.</summary>
    public RecordWriter Records => _records!;

    /// <summary>Room for what is read before lines are joined.</summary>
    public Span<byte> Chunk => _chunk;

    /// <summary>All files, those included that have lost their name.</summary>
    public IEnumerable<TailedFile> All => _files!.All;

    /// <inheritdoc/>
    public override bool Start()
    {
        if (!Settings.Pattern.StartsWith('/'))
        {
            Complain($"imfile: file name '{Settings.Pattern}' is not absolute, this input is left out");
            return false;
        }

        var source = new InputSource(
            [.. "imfile"u8], Settings.NeedsParse ? FrameDialect.ParserChain : FrameDialect.Prepared)
        {
            Ruleset = input.Ruleset,
            ParseHostname = false,
        };
        _counters = context.Services.Statistics.Register($"imfile({Settings.Pattern})", Module);
        _queue = context.ResolveQueue(input.Ruleset);
        var peer = new Peer([], [], []) { HostName = context.Services.Settings.Parser.LocalHostname };
        _records = new RecordWriter(Settings, context.OpenWriter(source, _counters.Add("submitted")), peer);
        _files = new FileTable(this, context);
        _states = new FileStateKeeper(this, context.Files.States, context.Reactor, _queue);
        _chunk = Settings.Grouping == LineGrouping.None && !Settings.AddsCeeTag
            ? []
            : new byte[Math.Max(TailedFile.ChunkBytes / 2, Settings.MaxMessageBytes + 1)];
        _turn = Turn;

        // Files are opened when the daemon has the rights that it keeps, and when there is somebody to take their lines.
        Wake();
        if (Settings.IsPolling)
        {
            context.Reactor.Post(Poll);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        _isStopped = true;
        _records?.HandOver();
        if (_files is not null)
        {
            _states?.SaveAll(_files.Named);
            _files.CloseAll();
        }

        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    /// <inheritdoc/>
    public void OnChanged()
    {
        _wantsScan = true;
        Wake();
    }

    /// <summary>A file is to be read in the next turn.</summary>
    public void MarkReady(TailedFile file)
    {
        if (!file.IsReady)
        {
            file.IsReady = true;
            _ready.Add(file);
            Wake();
        }
    }

    /// <summary>Says that something doesn't work.</summary>
    public void Complain(string text) => context.Complain(text);

    /// <summary>Somebody has something to do in the next turn.</summary>
    public void Wake()
    {
        if (!_isTurnPosted)
        {
            _isTurnPosted = true;
            context.Reactor.Post(_turn!);
        }
    }

    /// <summary>All files are looked at after the polling interval, and from then on.</summary>
    public void PollLater() => context.Reactor.After(Settings.PollingInterval, () => context.Reactor.Post(Poll));

    private void Turn()
    {
        _isTurnPosted = false;
        if (_isStopped)
        {
            return;
        }

        if (_wantsScan)
        {
            _wantsScan = false;
            _files!.Scan();
        }

        (_ready, _reading) = (_reading, _ready);
        foreach (var file in _reading)
        {
            file.IsReady = false;
            if (_queue!.Pool.Available <= _queue.Pool.Size / 4)
            {
                Delay(file);
            }
            else if (file.ReadTurn())
            {
                MarkReady(file);
            }
        }

        _reading.Clear();
        _states!.Schedule();
        ScheduleTimeouts();
    }

    private void Delay(TailedFile file)
    {
        file.IsReady = true;
        _ready.Add(file);
        context.Reactor.After(ShortagePause, Wake);
    }

    private void Poll()
    {
        if (_isStopped)
        {
            return;
        }

        _wantsScan = true;
        foreach (var file in All)
        {
            MarkReady(file);
        }

        Wake();
        PollLater();
    }

    // readTimeout
    private void ScheduleTimeouts()
    {
        if (Settings.ReadTimeout > TimeSpan.Zero && !_isCheckingTimeouts && All.Any(file => file.HasOpenRecord))
        {
            _isCheckingTimeouts = true;
            context.Reactor.After(Settings.TimeoutGranularity, CheckTimeouts);
        }
    }

    private void CheckTimeouts()
    {
        _isCheckingTimeouts = false;
        if (_isStopped)
        {
            return;
        }

        foreach (var file in All)
        {
            if (file.HasOpenRecord && Environment.TickCount64 - file.LastRead >= Settings.ReadTimeout.TotalMilliseconds)
            {
                file.Finish();
            }
        }

        Wake();
    }
}
