namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>The directories in which a new name may be one for an input. Each scan says anew which ones those are.</summary>
/// <param name="observer">Told when names have changed.</param>
internal sealed class FollowedDirectories(IFileObserver observer)
{
    private Dictionary<string, int> _watches = new(StringComparer.Ordinal);
    private Dictionary<string, int> _former = new(StringComparer.Ordinal);
    private FileWatcher? _watcher;

    /// <summary>Whether the last scan could watch them all.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>A scan begins.</summary>
    /// <param name="watcher">Null: nothing is watched.</param>
    public void BeginScan(FileWatcher? watcher)
    {
        _watcher = watcher;
        IsComplete = watcher is not null;
        (_watches, _former) = (_former, _watches);
        _watches.Clear();
    }

    /// <summary>A directory is about to be read.</summary>
    public void Enter(string directory)
    {
        if (_watcher is null || _watches.ContainsKey(directory))
        {
            return;
        }

        // Asking again for a watch that is there gives the same number.
        var watch = _watcher.WatchNames(directory, observer);
        IsComplete &= watch >= 0;
        if (watch >= 0)
        {
            _watches[directory] = watch;
        }
    }

    /// <summary>The scan is over: directories that it didn't come to are no longer watched.</summary>
    public void EndScan()
    {
        foreach (var watch in _former.Values)
        {
            if (!_watches.ContainsValue(watch))
            {
                _watcher?.Forget(watch, observer);
            }
        }
    }
}
