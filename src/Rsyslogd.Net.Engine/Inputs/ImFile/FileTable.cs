using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// The files of an input: a scan finds those that match, and a file is known by its inode, so that it may be renamed. What has
/// lost its name is followed until nobody writes to it any more. Reactor's thread only.
/// </summary>
/// <param name="input">Whose files they are.</param>
/// <param name="context">Services.</param>
internal sealed class FileTable(FileInput input, InputContext context)
{
    // Who has a renamed or removed file open may still write to it for a while.
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(10);

    // An orphan that is about to be read is looked at again soon.
    private static readonly TimeSpan OrphanPause = TimeSpan.FromMilliseconds(2);

    private readonly Dictionary<string, TailedFile> _files = new(StringComparer.Ordinal);
    private readonly List<TailedFile> _orphans = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly FollowedDirectories _directories = new(input);
    private readonly FilePattern _pattern = new(input.Settings.Pattern);
    private bool _isFirstScan = true;

    /// <summary>All files, those included that have lost their name.</summary>
    public IEnumerable<TailedFile> All => _files.Values.Concat(_orphans);

    /// <summary>Those that have a name that matches.</summary>
    public IEnumerable<TailedFile> Named => _files.Values;

    /// <summary>Looks at all names anew.</summary>
    public void Scan()
    {
        FileWatcher? watcher = null;
        var isTold = !input.Settings.IsPolling && context.Files.TryGetWatcher(out watcher);
        _directories.BeginScan(watcher);
        var found = _pattern.Expand(_directories.Enter);
        var unknown = Recognise(found);
        foreach (var (path, description) in unknown)
        {
            Adopt(path, description, watcher);
        }

        LetGo();
        _directories.EndScan();
        if (_isFirstScan && _pattern.IsStatic && _files.Count == 0 && _refused.Count == 0)
        {
            input.Complain($"imfile: on startup file '{input.Settings.Pattern}' does not exist but is configured in static file monitor - this "
                + "may indicate a misconfiguration. If the file appears at a later time, it will automatically be processed.");
        }

        var isWatchComplete = isTold && _directories.IsComplete && _files.Values.All(file => file.Watch >= 0);
        if (_isFirstScan && !input.Settings.IsPolling && !isWatchComplete)
        {
            // The kernel has no watch left for us: better late than never.
            input.PollLater();
        }

        _isFirstScan = false;
    }

    /// <summary>The end.</summary>
    public void CloseAll()
    {
        foreach (var file in All.ToList())
        {
            Close(file);
        }

        _files.Clear();
        _orphans.Clear();
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
            input.MarkReady(renamed);
        }
    }

    private TailedFile? Open(string path, FileDescription description, FileWatcher? watcher)
    {
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - description.ModifiedAt;
        if (input.Settings.IgnoreOlderThanSeconds > 0 && age > input.Settings.IgnoreOlderThanSeconds)
        {
            _ = watcher?.WatchContent(path, input);
            return null;
        }

        var descriptor = NativeSocket.OpenForReading(path);
        if (descriptor < 0 || NativeFile.Describe(descriptor, out description) < 0)
        {
            if (_refused.Add(path))
            {
                input.Complain($"imfile: file '{path}': open error: {Errno.Describe(-descriptor)}");
            }

            return null;
        }

        _refused.Remove(path);
        var name = context.Files.States.TakeName(input.Settings.StateDirectory, description.Identity.Inode);
        var saved = FileStateStore.Load(name, description.Size, room => NativeFile.ReadAt(descriptor, room, 0));
        var offset = saved ?? (_isFirstScan && input.Settings.StartsAtTail ? description.Size : 0);
        var file = new TailedFile(input, path, descriptor, description.Identity, offset)
        {
            StateName = name,
            SavedOffset = saved ?? -1,
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
        input.MarkReady(file);
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
            context.Reactor.After(rest > TimeSpan.Zero ? rest : OrphanPause, () => CloseOrphan(file));
            return;
        }

        file.Finish();
        _orphans.Remove(file);
        Close(file);

        // What was joined to a last record waits in a batch for the end of a round.
        input.Wake();
    }

    private void Close(TailedFile file)
    {
        if (file.Watch >= 0 && context.Files.TryGetWatcher(out var watcher))
        {
            watcher.Forget(file.Watch, file);
        }

        if (input.Settings.DeletesState && !_files.ContainsValue(file))
        {
            FileStateStore.Delete(file.StateName);
        }

        context.Files.States.ReleaseName(file.StateName);
        file.Dispose();
    }
}
