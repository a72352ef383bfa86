using System.Runtime.InteropServices;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>Wants to know that a file or a directory has changed.</summary>
internal interface IFileObserver
{
    /// <summary>Something has changed; many changes may be told as one. Reactor's thread.</summary>
    void OnChanged();
}

/// <summary>The one inotify(7) instance of all imfile inputs. Reactor's thread only.</summary>
internal sealed class FileWatcher : PolledDescriptor
{
    private const int EventRoomBytes = 16 * 1024;

    private readonly Dictionary<int, List<IFileObserver>> _observers = [];
    private readonly byte[] _room = new byte[EventRoomBytes];
    private readonly Reactor _reactor;

    private FileWatcher(Reactor reactor, int descriptor)
    {
        _reactor = reactor;
        Descriptor = descriptor;
    }

    /// <summary>Opens an instance; a negative errno with null when there is none to be had.</summary>
    public static FileWatcher? TryOpen(Reactor reactor, out int errno)
    {
        errno = Inotify.Create();
        if (errno < 0)
        {
            return null;
        }

        var watcher = new FileWatcher(reactor, errno);
        if (reactor.TryWatch(watcher, out _))
        {
            return watcher;
        }

        NativeFile.Close(errno);
        errno = -Errno.OutOfDescriptors;
        return null;
    }

    /// <summary>Watches the names in a directory. The number of the watch, or a negative errno.</summary>
    public int WatchNames(string directory, IFileObserver observer) =>
        Add(Inotify.WatchNames(Descriptor, directory), observer);

    /// <summary>Watches what is written to an open file. The number of the watch, or a negative errno.</summary>
    public int WatchContent(int file, IFileObserver observer) => Add(Inotify.WatchContent(Descriptor, file), observer);

    /// <summary>Watches what is written to a file that isn't open. The number of the watch, or a negative errno.</summary>
    public int WatchContent(string path, IFileObserver observer) => Add(Inotify.WatchContent(Descriptor, path), observer);

    /// <summary>Ends a watch for one observer.</summary>
    public void Forget(int watch, IFileObserver observer)
    {
        if (_observers.TryGetValue(watch, out var observers) && observers.Remove(observer) && observers.Count == 0)
        {
            _observers.Remove(watch);
            Inotify.Remove(Descriptor, watch);
        }
    }

    /// <summary>Ends all watches.</summary>
    public void Close()
    {
        _reactor.Forget(this);
        NativeFile.Close(Descriptor);
        Descriptor = -1;
        _observers.Clear();
    }

    /// <inheritdoc/>
    public override void OnReadable()
    {
        var read = NativeFile.Read(Descriptor, _room);
        var events = _room.AsSpan(0, Math.Max(read, 0));
        ReadOnlySpan<byte> left = events;
        while (Inotify.TryTake(ref left, out var watch, out var isGone))
        {
            if (watch == Inotify.AllWatches)
            {
                TellAll();
            }
            else if (_observers.TryGetValue(watch, out var observers))
            {
                if (isGone)
                {
                    _observers.Remove(watch);
                }

                foreach (var observer in CollectionsMarshal.AsSpan(observers))
                {
                    observer.OnChanged();
                }
            }
        }
    }

    private int Add(int watch, IFileObserver observer)
    {
        if (watch < 0)
        {
            return watch;
        }

        ref var observers = ref CollectionsMarshal.GetValueRefOrAddDefault(_observers, watch, out _);
        observers ??= [];
        if (!observers.Contains(observer))
        {
            observers.Add(observer);
        }

        return watch;
    }

    private void TellAll()
    {
        foreach (var observers in _observers.Values)
        {
            foreach (var observer in observers)
            {
                observer.OnChanged();
            }
        }
    }
}
