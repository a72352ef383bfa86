using System.Diagnostics.CodeAnalysis;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>What all imfile inputs share: the inotify instance and the names of state files.</summary>
internal sealed class FollowedFiles(Reactor reactor, Action<string> complain)
{
    private FileWatcher? _watcher;
    private bool _hasFailed;

    /// <summary>State files.</summary>
    public FileStateStore States { get; } = new(complain);

    /// <summary>The inotify instance; false when the kernel gives none, which is said once.</summary>
    public bool TryGetWatcher([NotNullWhen(true)] out FileWatcher? watcher)
    {
        var errno = 0;
        _watcher ??= _hasFailed ? null : FileWatcher.TryOpen(reactor, out errno);
        watcher = _watcher;
        if (watcher is null && !_hasFailed)
        {
            _hasFailed = true;
            complain($"imfile: inotify is not available ({Errno.Describe(-errno)}): files are polled instead");
        }

        return watcher is not null;
    }
}
