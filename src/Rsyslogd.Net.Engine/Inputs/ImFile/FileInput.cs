using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// input(type="imfile"): lines that are added to files (rsyslog's manual, "imfile"). A scan finds the files that match; a file is
/// known by its inode, so that it may be renamed. Told by inotify(7), or asking at intervals, the input then reads turn by
/// turn what is new. Everything runs on the reactor's thread.
/// </summary>
internal sealed class FileInput(BoundInput input, InputContext context) : InputListener, IFileObserver
{
    private const string Module = "imfile";

    // Who has a renamed or removed file open may still write to it for a while.
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(10);

    // While other inputs need the batches; a file can wait.
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(2);

    private readonly Dictionary<string, TailedFile> _files = new(StringComparer.Ordinal);
    private readonly List<TailedFile> _orphans = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private List<TailedFile> _ready = [];
    private List<TailedFile> _reading = [];
    private FollowedDirectories? _directories;
    private FileStateKeeper? _states;
    private FilePattern? _pattern;
    private MessageQueue? _queue;
    private CounterSet? _counters;
    private RecordWriter? _records;
    private Action? _turn;
    private byte[] _chunk = [];
    private bool _isTurnPosted;
    private bool _wantsScan = true;
    private bool _isFirstScan = true;
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
    public IEnumerable<TailedFile> All => _files.Values.Concat(_orphans);

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
        _pattern = new FilePattern(Settings.Pattern);
        _directories = new FollowedDirectories(this);
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
        _states?.SaveAll(_files.Values);
        foreach (var file in All.ToList())
        {
            Close(file);
        }

        _files.Clear();
        _orphans.Clear();
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

    private void Wake()
    {
        if (!_isTurnPosted)
        {
            _isTurnPosted = true;
            context.Reactor.Post(_turn!);
        }
    }

    private void Turn()
    {
        _isTurnPosted = false;
        if (_isStopped)
        {
            return;
        }

        if (_wantsScan)
        {
            Scan();
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
        context.Reactor.After(Settings.PollingInterval, () => context.Reactor.Post(Poll));
    }

    private void Scan()
    {
        _wantsScan = false;
        FileWatcher? watcher = null;
        var isTold = !Settings.IsPolling && context.Files.TryGetWatcher(out watcher);
        _directories!.BeginScan(watcher);
        var found = _pattern!.Expand(_directories.Enter);
        var unknown = Recognise(found);
        foreach (var (path, description) in unknown)
        {
            Adopt(path, description, watcher);
        }

        LetGo();
        _directories.EndScan();
        if (_isFirstScan && _pattern.IsStatic && _files.Count == 0 && _refused.Count == 0)
        {
            Complain($"imfile: on startup file '{Settings.Pattern}' does not exist but is configured in static file monitor - this "
                + "may indicate a misconfiguration. If the file appears at a later time, it will automatically be processed.");
        }

        var isWatchComplete = isTold && _directories.IsComplete && _files.Values.All(file => file.Watch >= 0);
        if (_isFirstScan && !Settings.IsPolling && !isWatchComplete)
        {
            // The kernel has no watch left for us: better late than never.
            context.Reactor.After(Settings.PollingInterval, () => context.Reactor.Post(Poll));
        }

        _isFirstScan = false;
    }

    /// <summary>Marks the files that are where they were; gives the rest.</summary>
    private List<(string Path, FileDescription Description)> Recognise(List<string> found)
    {
        var unknown = new List<(string, FileDescription)>();
        foreach (var file in _files.Values)
        {
            file.IsFound = false;
        }

        foreach (var path in found)
        {
            if (NativeFile.Describe(path, out var description) < 0 || !description.IsRegular)
            {
                continue;
            }

            if (_files.TryGetValue(path, out var file) && file.Identity == description.Identity)
            {
                file.IsFound = true;
            }
            else
            {
                unknown.Add((path, description));
            }
        }

        return unknown;
    }

    /// <summary>A name that is new or leads to another file than before: a renamed one, or a new one.</summary>
    private void Adopt(string path, FileDescription description, FileWatcher? watcher)
    {
        if (_files.Remove(path, out var former))
        {
            MakeOrphan(former);
        }

        var renamed = _files.Values.FirstOrDefault(file => !file.IsFound && file.Identity == description.Identity)
            ?? _orphans.Find(file => file.Identity == description.Identity);
        if (renamed is not null)
        {
            _files.Remove(renamed.Path);
            _orphans.Remove(renamed);
            renamed.Rename(path);
        }
        else
        {
            renamed = Open(path, description, watcher);
        }

        if (renamed is not null)
        {
            renamed.IsFound = true;
            _files[path] = renamed;
            MarkReady(renamed);
        }
    }

    private TailedFile? Open(string path, FileDescription description, FileWatcher? watcher)
    {
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - description.ModifiedAt;
        if (Settings.IgnoreOlderThanSeconds > 0 && age > Settings.IgnoreOlderThanSeconds)
        {
            _ = watcher?.WatchContent(path, this);
            return null;
        }

        var descriptor = NativeSocket.OpenForReading(path);
        if (descriptor < 0 || NativeFile.Describe(descriptor, out description) < 0)
        {
            if (_refused.Add(path))
            {
                Complain($"imfile: file '{path}': open error: {Errno.Describe(-descriptor)}");
            }

            return null;
        }

        _refused.Remove(path);
        var name = context.Files.States.TakeName(Settings.StateDirectory, description.Identity.Inode);
        var saved = FileStateStore.Load(name, description.Size, room => NativeFile.ReadAt(descriptor, room, 0));
        var offset = saved ?? (_isFirstScan && Settings.StartsAtTail ? description.Size : 0);
        var file = new TailedFile(this, path, descriptor, description.Identity, offset)
        {
            StateName = name, SavedOffset = saved ?? -1,
        };
        if (watcher is not null)
        {
            file.StartWatch(watcher);
        }

        return file;
    }

    private void LetGo()
    {
        foreach (var file in _files.Values.Where(file => !file.IsFound).ToList())
        {
            _files.Remove(file.Path);
            MakeOrphan(file);
        }
    }

    /// <summary>A file without a name that matches is followed as long as somebody writes to it.</summary>
    private void MakeOrphan(TailedFile file)
    {
        _orphans.Add(file);
        MarkReady(file);
        context.Reactor.After(OrphanPatience, () => CloseOrphan(file));
    }

    private void CloseOrphan(TailedFile file)
    {
        if (!_orphans.Contains(file))
        {
            return;
        }

        var rest = OrphanPatience - TimeSpan.FromMilliseconds(Environment.TickCount64 - file.LastRead);
        if (rest > TimeSpan.Zero || file.IsReady)
        {
            context.Reactor.After(rest > TimeSpan.Zero ? rest : ShortagePause, () => CloseOrphan(file));
            return;
        }

        file.Finish();
        _orphans.Remove(file);
        Close(file);

        // What was joined to a last record waits in a batch for the end of a round.
        Wake();
    }

    private void Close(TailedFile file)
    {
        if (file.Watch >= 0 && context.Files.TryGetWatcher(out var watcher))
        {
            watcher.Forget(file.Watch, file);
        }

        if (Settings.DeletesState && !_files.ContainsValue(file))
        {
            FileStateStore.Delete(file.StateName);
        }

        context.Files.States.ReleaseName(file.StateName);
        file.Dispose();
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
