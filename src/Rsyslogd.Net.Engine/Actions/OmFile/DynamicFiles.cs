using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// The files of an action with dynaFile. At least dynaFileCacheSize of them stay open, and in fact as many as most of the
/// descriptors that this process may have, shared by all such actions: opening is dear, and keeping open makes no difference
/// to whoever reads or rotates.
/// </summary>
internal sealed class DynamicFiles
{
    private const int MostKept = 10_000;

    private readonly TemplateProgram _program;
    private readonly DynamicName _names;
    private readonly LogFileTable _table = new();
    private readonly ByteBuffer _name = new();
    private readonly ByteBuffer _path = new();
    private readonly IInternalLog _log;
    private readonly Counter _requests;
    private readonly Counter _missed;
    private readonly Counter _evicted;
    private readonly Counter _neutralised;
    private readonly int _cacheSize;
    private readonly long _mostOpen;
    private LogFile? _last;
    private bool _hasSaidNeutralised;
    private bool _hasSaidUnusable;

    public DynamicFiles(BoundTemplate template, FileSettings settings, EngineServices services, CounterSet counters)
    {
        _program = services.CompileTemplate(template);
        _names = new DynamicName(template);
        _log = services.Log;
        _requests = counters.Add("requests");
        _missed = counters.Add("missed");
        _evicted = counters.Add("evicted");
        _neutralised = counters.Add("names.neutralised");
        _cacheSize = settings.CacheSize;

        // 10,000 of 16,384, and what is left does for some thousand connections.
        _mostOpen = NativeFile.DescriptorLimit() * 5 / 8;
    }

    /// <summary>The file for a message; null: its name can't be used. Hot.</summary>
    public LogFile? Find(Message message, FileAction action, long seconds)
    {
        _name.Clear();
        _program.Append(message, _name);
        return Find(_name.Written, action, seconds, messages: 1);
    }

    /// <summary>The file of a name; null: it can't be used. Hot.</summary>
    public LogFile? Find(ReadOnlySpan<byte> name, FileAction action, long seconds, int messages)
    {
        _requests.Add(messages);
        var file = _last;
        if (file is null || !name.SequenceEqual(file.Name))
        {
            var hash = _table.Hash(name);
            file = _table.Find(name, hash) ?? Add(name, hash, action);
            _last = file;
        }

        if (file is null)
        {
            return null;
        }

        if (file.IsNeutralised)
        {
            _neutralised.Add(messages);
        }

        // Once for each flush is enough to tell which of them are in use.
        if (!file.IsListed)
        {
            file.UsedAt = seconds;
            _table.Renew(file);
        }

        return file;
    }

    /// <summary>Closes half of the files, because descriptors have run out.</summary>
    public void ReleaseSome(FileAction action)
    {
        for (var left = (_table.Count + 1) / 2; left > 0 && !ReferenceEquals(_table.Oldest, _table.Newest); left--)
        {
            Evict(_table.Oldest!, action);
        }
    }

    /// <summary>Closes what was not used since a moment.</summary>
    public void CloseUnused(long since, FileAction action)
    {
        while (_table.Oldest is { } file && file.UsedAt < since)
        {
            Evict(file, action);
        }
    }

    /// <summary>Closes all; those for which something waits are kept, to be opened again.</summary>
    public void CloseAll()
    {
        var file = _table.Newest;
        while (file is not null)
        {
            var older = file.Older;
            file.Close();
            if (file is { Buffer: null, Trouble: 0, IsListed: false })
            {
                _table.Remove(file);
            }

            file = older;
        }

        _last = null;
    }

    private LogFile? Add(ReadOnlySpan<byte> name, ulong hash, FileAction action)
    {
        _missed.Add(1);
        _path.Clear();
        if (!_names.TryMakePath(name, _path, out var isChanged))
        {
            if (!_hasSaidUnusable)
            {
                _hasSaidUnusable = true;
                _log.Report(Severity.Error, "omfile: a dynamic file name is empty or too long; such messages are counted as failed");
            }

            return null;
        }

        if (isChanged && !_hasSaidNeutralised)
        {
            _hasSaidNeutralised = true;
            _log.Report(
                Severity.Warning, "omfile: a message tried to lead a dynamic file name out of its directory; '..' is written as '__'");
        }

        if (IsFull())
        {
            Evict(_table.Oldest!, action);
        }

        var file = new LogFile(_path.Written.ToArray(), isChanged ? name.ToArray() : null) { Hash = hash, IsNeutralised = isChanged };
        _table.Add(file);
        return file;
    }

    private bool IsFull() =>
        _table.Count >= _cacheSize && (_table.Count >= MostKept || LogFile.OpenInProcess >= _mostOpen);

    private void Evict(LogFile file, FileAction action)
    {
        _evicted.Add(1);
        action.Release(file);
        _table.Remove(file);
        _last = null;
    }
}
